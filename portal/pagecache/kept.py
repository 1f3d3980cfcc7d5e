"""Views say themselves that their page may be kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from django.http import HttpRequest, HttpResponse

HEADER = "X-Page-Cache"
"""Between Django and the cache in front of it; it never leaves the server. Its value: the listing that is read, or PAGE."""
PAGE = "page"


def keep(request: HttpRequest, response: HttpResponse, *, counts: UUID | None = None, query: str = "") -> None:
    """This answer is the same for everybody until something public changes or the minute ends.

    It is kept only where every parameter that was sent is one that the view understood. Else anybody could fill the memory with
    addresses of the same page: a topic that is none, a municipality on a page that asks for none.

    :param counts: the listing that has been read when this is given to somebody.
    :param query: the parameters as the view understood them ("?topic=ero&page=2"), empty for a page that has none.
    """
    if response.status_code != HttpResponse.status_code or getattr(request, "is_preview", False):
        return
    if sorted(parse_qsl(query.lstrip("?"))) == sorted(parse_qsl(request.META.get("QUERY_STRING", ""))):  # those left empty choose nothing
        response.headers[HEADER] = str(counts or PAGE)
        response.headers.setdefault("Cache-Control", "no-cache")  # browsers may keep it, and ask each time whether it is still so


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose pages may be kept. They have no parameters, and show nothing of who asks."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        keep(request, response)
        return response

    return wrapper
