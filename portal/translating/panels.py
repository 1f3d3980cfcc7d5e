"""Outdated language versions on the admin's front page."""

from typing import Any

from django.http import HttpRequest

from portal.isolation.queries import own_pages
from portal.localisation.languages import other_languages
from portal.translating.pages import outdated_versions

SHOWN = 5


def outdated_panel(request: HttpRequest) -> dict[str, Any] | None:
    """The oldest outdated versions of the user's own pages, and how many there are; None when there is none. Two queries."""
    versions = outdated_versions(own_pages(request.user))
    first = list(versions[:SHOWN])
    if not first:
        return None
    names = dict(other_languages())
    return {"rows": [(version, names.get(version.locale, version.locale)) for version in first], "count": versions.count()}
