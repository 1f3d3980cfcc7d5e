"""Forms of people without an account: no cookie is set, so the browser itself tells whether the form was ours."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.http.response import HttpResponseBase


def is_own_form(request: HttpRequest) -> bool:
    """Whether a POST can come from a page of ours, by what browsers send and scripts cannot set.

    ``Sec-Fetch-Site`` decides where the browser sends it (all since 2023); else ``Origin`` must be ours. "null" is what a page with the
    policy no-referrer sends. Views that act for a logged-in user need the CSRF token instead: this is for links that are keys themselves.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin in {None, "null"} or urlsplit(str(origin)).netloc == request.get_host()


def keep_private(response: HttpResponseBase) -> None:
    """Headers of a page whose address is a key: stored nowhere, found nowhere, told to nobody."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
