"""Menus show no door that is shut."""

from typing import Any
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from portal.isolation.doors import Door, door_of
from portal.isolation.queries import is_regional
from portal.localisation.addresses import is_admin_path


def may_open(user: Any, address: str) -> bool:
    """Whether the guard lets the user through to an address of the admin; other addresses of this site are open, foreign ones not.

    Identifiers in the address are not looked at.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return False
    if not parts.path:
        return True
    try:
        match = resolve(parts.path)
    except Resolver404:
        return False
    if not is_admin_path(parts.path):
        return True
    door = door_of(match.view_name)
    if door in (None, Door.CLOSED):
        return False
    if door is Door.ADMINISTRATOR:
        return bool(user.is_superuser)
    return door is not Door.REGIONAL or is_regional(user)


def keep_open_items(user: Any, items: list[Any]) -> None:
    """Take out of a menu, in place, what the user could not open. Entries with a menu of their own hide themselves when it is empty."""
    items[:] = [item for item in items if hasattr(item, "menu") or may_open(user, item.url)]
