"""Panels of the admin's front page. An app registers its own in ``wagtail_hooks``; the desk knows none of them by name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class DeskPanel:
    """One question the desk answers, with at most one action.

    ``context`` returns what the panel's template shows, or None when the panel has nothing to say to this user.
    It must ask the database a fixed number of times, whatever there is to show.
    """

    name: str
    """Unique; used as the panel's anchor."""
    template: str
    context: Callable[[HttpRequest], dict[str, Any] | None]
    order: int = 100
    """Smaller stands higher."""


_panels: dict[str, DeskPanel] = {}


def register_panel(panel: DeskPanel) -> None:
    """Add a panel; one with the same name is replaced."""
    _panels[panel.name] = panel


def panels() -> Iterator[DeskPanel]:
    """All panels, in their order."""
    yield from sorted(_panels.values(), key=lambda panel: (panel.order, panel.name))
