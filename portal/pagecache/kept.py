"""Views say themselves that their page may be kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

HEADER = "X-Page-Cache"
"""Between Django and the cache in front of it; it never leaves the server. Its value: the listing that is read, or PAGE."""
PAGE = "page"


def keep(request: HttpRequest, response: HttpResponse, *, counts: UUID | None = None) -> None:
    """This answer is the same for everybody until something public changes or the minute ends.

    :param counts: the listing that has been read when this is given to somebody.
    """
    if response.status_code == HttpResponse.status_code and not getattr(request, "is_preview", False):
        response.headers[HEADER] = str(counts or PAGE)
        response.headers.setdefault("Cache-Control", "no-cache")  # browsers may keep it, and ask each time whether it is still so


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorate a view whose pages may be kept. Its pages must show nothing of who asks."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        keep(request, response)
        return response

    return wrapper
