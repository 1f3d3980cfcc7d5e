"""What holds for every address of the API: open to every site, read only, no cookies, cheap to ask again."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page

from portal.api.problems import problem_response

View = Callable[..., HttpResponse]
READ = ("GET", "HEAD", "OPTIONS")
MAX_AGE = 60
"""Seconds a cache may keep an answer: publishing is seen within a minute by those who do not ask again with the ETag."""


def public_view(view: View) -> View:
    """Wrap a view of the API: GET and HEAD only, readable from any origin, with an ETag and 304 for an unchanged answer."""

    @conditional_page
    def read(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: Any = view(request, *args, **kwargs)
        if not hasattr(response, "render"):
            return cast(HttpResponse, response)
        # Wagtail's API answers with a response that renders itself later, which the comparison of ETags cannot wait for.
        response.render()
        return HttpResponse(response.content, status=response.status_code, headers=dict(response.headers))

    @wraps(view)
    def outer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "OPTIONS":
            response = HttpResponse(status=HTTPStatus.NO_CONTENT.value)
        elif request.method in READ:
            request.method = "GET"  # a HEAD is answered like a GET; the server leaves the body out
            response = read(request, *args, **kwargs)
        else:
            response = problem_response(HTTPStatus.METHOD_NOT_ALLOWED, "This interface is read only: use GET.")
            response["Allow"] = ", ".join(READ)
        if response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED} and not response.has_header("Cache-Control"):
            patch_cache_control(response, public=True, max_age=MAX_AGE)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Allow-Methods"] = ", ".join(READ)
        response["Access-Control-Allow-Headers"] = "If-None-Match, If-Modified-Since"
        response["Access-Control-Expose-Headers"] = "ETag, Last-Modified, Retry-After"
        return response

    return outer
