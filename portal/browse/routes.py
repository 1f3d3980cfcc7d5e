"""Addresses of lists and searches, for links that templates and cards share."""

from urllib.parse import urlencode

from django.urls import reverse

from portal.listings.kinds import Kind

LIST_NAMES = {
    Kind.MEETING_PLACE: "places",
    Kind.PEER_GROUP: "groups",
    Kind.SERVICE: "services",
    Kind.HELPLINE: "helplines",
    Kind.EVENT: "events",
    Kind.GUIDE: "guides",
    Kind.MATERIAL: "materials",
    Kind.ORGANISATION: "organisations",
}


def list_url(kind: Kind, **filters: str) -> str:
    """The list of a kind in the active language, with filters in its query string."""
    return _with_query(reverse(f"browse:{LIST_NAMES[kind]}"), filters)


def search_url(**parameters: str) -> str:
    """The search page in the active language."""
    return _with_query(reverse("search:results"), parameters)


def _with_query(path: str, parameters: dict[str, str]) -> str:
    given = {name: value for name, value in parameters.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
