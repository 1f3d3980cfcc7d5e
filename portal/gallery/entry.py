"""What the gallery shows: components, each in its states."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _


class State(Enum):
    """In which state a component is shown; ``value`` is its name."""

    NORMAL = _("Ordinary")
    LONG = _("Long words")
    MISSING = _("Something is not known")
    EMPTY = _("Nothing to show")
    ERROR = _("Something went wrong")
    CHOSEN = _("Chosen")
    CANCELLED = _("Cancelled")
    MOVED = _("Moved")
    OLD = _("Old information")
    EXAMPLE = _("An example")
    SENSITIVE = _("Sensitive")
    URGENT = _("Urgent")
    FOREIGN = _("Text in another language")


class Group(Enum):
    """Under which heading; ``value`` is its words."""

    LISTINGS = _("Listings")
    ANSWERS = _("Answers on a page")
    HELP = _("Help and notices")
    FINDING = _("Search and choosing")
    AROUND = _("Around every page")


@dataclass(frozen=True, slots=True)
class Sample:
    """A component in one state. ``draw`` gives its HTML in the active language, safe to show; it asks no database."""

    state: State
    draw: Callable[[], str]
    deep: bool = False
    """Shown on deep water, too."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A component. ``name``: of its file under ``templates/components``, or of the style sheet if Python draws it."""

    name: str
    group: Group
    samples: Sequence[Sample]


def drawn(name: str, state: State = State.NORMAL, /, *, deep: bool = False, **context: Any) -> Sample:
    """A component of ``templates/components`` with this context."""
    return Sample(state, lambda: render_to_string(f"components/{name}.html", {"request": _example_request(), **context}), deep=deep)


def _example_request() -> HttpRequest:
    """A request for a page that does not exist: components ask it for their own path."""
    request = HttpRequest()
    request.path = request.path_info = "/"
    return request
