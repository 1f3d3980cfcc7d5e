"""Which public pages are to be confirmed by when. Rows of ``Review`` are derived here, and nowhere else."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from wagtail.models import Page

from portal.catalogue.models import CatalogueEntry
from portal.freshness.models import Review
from portal.listings.intervals import review_days
from portal.listings.kinds import Kind, RecordStatus
from portal.listings.registry import findable_types
from portal.listings.schedule import Dates
from portal.members.models import Membership
from portal.organisations.models import OrganisationPage
from portal.taxonomy.models import Topic

FIRST_CHECK = dt.timedelta(days=30)
"""A page loaded from a source and never confirmed is due this long after its organisation was claimed."""
NEVER_TAKEN_DOWN = frozenset({Kind.HELPLINE, Kind.ORGANISATION, Kind.GUIDE})
"""Kinds that no job unpublishes: help must stay findable; an organisation and a guide hold others' pages together."""
_STEP = 4
"""Characters of a tree path for each level (treebeard)."""


@dataclass(frozen=True)
class _Owners:
    """Whose each page is, and since when organisations have had somebody."""

    by_path: dict[str, int]
    claimed: dict[int, dt.date]

    def of(self, path: str) -> int | None:
        """The nearest organisation at or above a tree path."""
        return next((self.by_path[path[:end]] for end in range(len(path), 0, -_STEP) if path[:end] in self.by_path), None)


@transaction.atomic
def refresh_reviews(pages: Iterable[Page] | None = None) -> None:
    """Bring the rows of these pages, or of all, in line with what is public. A fixed number of queries, whatever their number."""
    public = CatalogueEntry.objects.filter(removed=False, is_primary=True)
    known = Review.objects.all()
    types = set(findable_types())
    if pages is not None:
        chosen = list(pages)
        ids = [page.pk for page in chosen]
        types &= {page.specific_class for page in chosen}
        public, known = public.filter(page_id__in=ids), known.filter(pk__in=ids)
    rows = {row.page_id: row for row in _rows(public.values("page_id"), types)}
    known.exclude(pk__in=rows).delete()
    Review.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=["page"],
        update_fields=["organisation", "kind", "confirmed_on", "due_on", "is_critical", "may_be_taken_down"],
    )


def _rows(page_ids: Any, types: Iterable[type[Any]]) -> Iterator[Review]:
    owners = _owners()
    crisis_topics = set(Topic.objects.filter(is_crisis=True).values_list("pk", flat=True))
    for page_type in types:
        pages = page_type.objects.filter(pk__in=page_ids, record_status=RecordStatus.CURRENT.value)
        on_crisis = set()
        if crisis_topics:
            on_crisis = set(pages.filter(topics__in=crisis_topics).values_list("pk", flat=True))
        for page in pages:
            by_topic = page.pk in on_crisis and page.kind is not Kind.ORGANISATION  # an organisation is no help by itself
            critical = page.kind is Kind.HELPLINE or bool(getattr(page, "is_crisis", False)) or by_topic
            organisation = owners.of(page.path)
            yield Review(
                page_id=page.pk,
                organisation_id=organisation,
                kind=page.kind.value,
                confirmed_on=page.confirmed_on,
                due_on=_due_on(page, owners.claimed.get(organisation) if organisation else None),
                is_critical=critical,
                may_be_taken_down=not critical and page.kind not in NEVER_TAKEN_DOWN,
            )


def _due_on(page: Any, claimed: dt.date | None) -> dt.date | None:
    """When the page is due; None when it ends by itself, or when nobody has taken it as theirs yet."""
    if page.kind is Kind.EVENT and _ends_by_itself(page):
        return None
    if page.confirmed_on is not None:
        return page.confirmed_on + dt.timedelta(days=review_days(page.kind, page.review_every_days))  # type: ignore[no-any-return]
    if claimed is None:
        return None
    published = timezone.localdate(page.first_published_at) if page.first_published_at else claimed
    return max(claimed, published) + FIRST_CHECK


def _ends_by_itself(event: Any) -> bool:
    """Whether the event has dates, and nothing that repeats without end."""
    schedule = event.schedule_value("fi")
    return bool(schedule and schedule.rules and all(isinstance(rule, Dates) for rule in schedule.rules))


def _owners() -> _Owners:
    """Two queries. The first membership ever given is when an organisation was claimed, whether it still counts or not."""
    first = Membership.objects.exclude(organisation=None).order_by().values_list("organisation").annotate(first=Min("created_at"))
    return _Owners(
        by_path=dict(OrganisationPage.objects.values_list("path", "pk")),
        claimed={organisation: timezone.localdate(at) for organisation, at in first},
    )
