"""Every admin address is a door that somebody has classified. What nobody classified stays shut, and a test names it.

Apps classify their own admin views in ``wagtail_hooks``; Wagtail's are classified in ``portal.isolation.wagtail_doors``.
"""

from enum import Enum, auto


class Door(Enum):
    """Who may pass. A closed door answers 404 to everybody it is closed to, so that it tells nothing."""

    OPEN = auto()
    """Everybody with admin access: the view itself shows each user only what is the user's own."""
    OWN = auto()
    """Members of organisations, when every page, image, document and record id asked for is theirs; regional users always."""
    REGIONAL = auto()
    """Coordinators and administrators."""
    ADMINISTRATOR = auto()
    """Administrators."""
    CLOSED = auto()
    """Nobody: the portal does not use it."""


_doors: dict[str, Door] = {}


def classify(door: Door, *view_names: str) -> None:
    """Say who may pass; view names as in ``resolver_match.view_name``, namespaces included.

    :raises ValueError: a view was classified before as another kind of door.
    """
    for name in view_names:
        if _doors.setdefault(name, door) is not door:
            msg = f"{name} is classified as {_doors[name].name} and as {door.name}"
            raise ValueError(msg)


def door_of(view_name: str) -> Door | None:
    """The door, or None when nobody has classified it."""
    return _doors.get(view_name)
