"""What an editor is told above the form. Apps above the page types register theirs; the form knows none of them by name."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpRequest

Notice = Callable[[HttpRequest, Any], str]
"""Takes the request and the page as the form shows it (``pk`` is None for a new one); gives safe HTML, or "" for nothing."""

_notices: dict[str, tuple[int, Notice]] = {}


def register_notice(name: str, notice: Notice, order: int = 100) -> None:
    """Show a notice above every page's form; one with the same name is replaced. Smaller orders stand higher."""
    _notices[name] = (order, notice)


def notices(request: HttpRequest, page: Any) -> Iterator[str]:
    """What there is to tell about the page, in order."""
    for _order, notice in sorted(_notices.values(), key=lambda known: known[0]):
        told = notice(request, page)
        if told:
            yield told
