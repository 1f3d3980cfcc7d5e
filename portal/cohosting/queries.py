"""What is shared with whom, as a user may see it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from wagtail.models import Page

from portal.content.models import CoHost, CoHostState
from portal.feedback.records import edited_organisations
from portal.isolation.queries import public_pages
from portal.members.queries import is_coordinator
from portal.organisations.models import OrganisationPage

LIMIT = 100
"""Rows in one list; events pass, and their rows with them."""


@dataclass(frozen=True)
class Shared:
    """One row, and the name of the organisation that keeps the page; empty for the region's own."""

    row: CoHost
    owner: str


def asked_of(user: Any) -> QuerySet[CoHost]:
    """Rows the user may answer: public pages that name an organisation the user edits; every one for coordinators."""
    rows = CoHost.objects.filter(page__in=public_pages())
    return rows if is_coordinator(user) else rows.filter(organisation__in=edited_organisations(user))


def asked_by(user: Any) -> QuerySet[CoHost]:
    """Rows about pages of the organisations the user edits: what others have answered. None for coordinators, who see all rows anyway."""
    if is_coordinator(user):
        return CoHost.objects.none()
    below = Q(pk__in=[])
    for path in OrganisationPage.objects.filter(pk__in=edited_organisations(user)).values_list("path", flat=True):
        below |= Q(page__path__startswith=path)
    return CoHost.objects.filter(below, page__live=True)


def shared(rows: QuerySet[CoHost]) -> list[Shared]:
    """Rows with their owners, open questions first, then the newest. Two queries."""
    open_first = Case(When(state=CoHostState.ASKED, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = list(rows.select_related("page", "organisation").order_by(open_first, "-asked_at", "pk")[:LIMIT])
    return [Shared(row, owner) for row, owner in zip(found, _owners([row.page for row in found]), strict=True)]


def _owners(pages: list[Page]) -> list[str]:
    """The title of the nearest organisation above each page. One query."""
    above = {page.path[:length] for page in pages for length in range(Page.steplen, len(page.path) + 1, Page.steplen)}
    titles = dict(OrganisationPage.objects.filter(path__in=above).values_list("path", "title"))
    owners = []
    for page in pages:
        lengths = range(len(page.path), 0, -Page.steplen)
        owners.append(next((titles[page.path[:length]] for length in lengths if page.path[:length] in titles), ""))
    return owners
