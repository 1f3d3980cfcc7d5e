"""Search documents made of the catalogue, a batch of listings at a time: reading asks the database, making does not."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from pydantic import ValidationError

from portal.catalogue.ended import is_over
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.listings.kinds import EventStatus, Kind
from portal.listings.listing import Listing
from portal.localisation.languages import language_codes
from portal.taxonomy.models import AgeBand
from search import names
from search.documents import OLDEST_AGE, AgeBands, SearchDocument, documents_of
from search.language.concepts import Concepts

_NOT_TAKING_PLACE = [EventStatus.CANCELLED.value, EventStatus.POSTPONED.value]
_AHEAD = dt.timedelta(days=550)
"""Days that are looked ahead, eighteen months: known dates reach no further."""


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A row of the catalogue. ``data``: the Listing as JSON; None of one that is no longer public."""

    pk: int
    listing_id: UUID
    version: int
    data: str | None


@dataclass(slots=True)
class Dates:
    """``start``: of the first date that is not over. ``days``: local days of all of them."""

    start: dt.datetime
    days: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Batch:
    """What the catalogue says of some listings: plain values, which another process can be given.

    ``rows``: of each listing that was asked for, in the order of their primary keys; none of those that are gone.
    """

    rows: Mapping[UUID, Sequence[CatalogueRow]]
    dates: Mapping[UUID, Dates]


@dataclass(frozen=True, slots=True)
class Made:
    """Documents of a batch. ``unreadable``: primary keys of rows that this code cannot read -> number of faults in them."""

    documents: Sequence[SearchDocument]
    unreadable: Mapping[int, int]


class Reader:
    """What documents need beside the listings themselves, as it is at ``now``.

    Make documents with a Reader that was made after their rows were read: whoever changes the thesaurus gives the rows new versions in
    the same transaction, so who sees the versions then sees the change, too.
    """

    def __init__(self, now: dt.datetime | None = None) -> None:
        """``now``: aware; the present moment by default. Reads the age bands, and the thesaurus when it may have changed."""
        self._now = timezone.localtime(now)
        _forget_old_names()
        self._concepts: Concepts = names.current_names().concepts
        self._age_bands = _age_bands()
        self._readers = language_codes()

    def read(self, listing_ids: Collection[UUID]) -> Batch:
        """The listings as they are now. Two queries."""
        rows: dict[UUID, list[CatalogueRow]] = {listing_id: [] for listing_id in listing_ids}
        entries = CatalogueEntry.objects.filter(listing_id__in=list(rows)).order_by("pk")
        for pk, listing_id, version, removed, data in entries.values_list("pk", "listing_id", "version", "removed", "data"):
            rows[listing_id].append(CatalogueRow(pk, listing_id, version, None if removed else data))
        return Batch(rows, self._dates([listing_id for listing_id, found in rows.items() if found]))

    def make(self, batch: Batch) -> Made:
        """Documents of all language versions of each listing that is public. No query."""
        listings: dict[UUID, list[Listing]] = defaultdict(list)
        unreadable: dict[int, int] = {}
        public = sorted((row for rows in batch.rows.values() for row in rows if row.data is not None), key=lambda row: row.pk)
        for row in public:
            try:
                listing = Listing.stored_once(row.data or "")
            except ValidationError as error:
                unreadable[row.pk] = error.error_count()
            else:
                listings[row.listing_id].append(listing)
        versions = {listing_id: max(row.version for row in rows) for listing_id, rows in batch.rows.items() if rows}
        return Made(list(self._documents(listings, versions, batch.dates)), unreadable)

    def documents(self, listings: Mapping[UUID, Sequence[Listing]], versions: Mapping[UUID, int]) -> Iterator[SearchDocument]:
        """Documents of all language versions of each listing, given as the listings themselves. One query."""
        return self._documents(listings, versions, self._dates(listings))

    def _documents(
        self, listings: Mapping[UUID, Sequence[Listing]], versions: Mapping[UUID, int], dates: Mapping[UUID, Dates]
    ) -> Iterator[SearchDocument]:
        for listing_id, languages in listings.items():
            dated = dates.get(listing_id)
            first = languages[0]
            yield from documents_of(
                languages,
                self._readers,
                int(dated.start.timestamp()) if dated else None,
                self._now.date(),
                days=dated.days if dated else (),
                ended=first.kind is Kind.EVENT and dated is None and is_over(first, self._now),
                version=versions[listing_id],
                concepts=self._concepts,
                age_bands=self._age_bands,
            )

    def _dates(self, listing_ids: Collection[UUID]) -> dict[UUID, Dates]:
        """Dates that take place and are not over; an open end counts to the end of its day."""
        midnight = self._now.replace(hour=0, minute=0, second=0, microsecond=0)
        not_over = Q(end__gt=self._now) | Q(end__isnull=True, start__gte=midnight)
        rows = Occurrence.objects.filter(not_over, listing_id__in=list(listing_ids)).exclude(status__in=_NOT_TAKING_PLACE)
        found: dict[UUID, Dates] = {}
        for listing_id, start, end in rows.order_by("start").values_list("listing_id", "start", "end"):
            dates = found.get(listing_id)
            if dates is None:
                dates = found[listing_id] = Dates(start)
            dates.days.update(dict.fromkeys(_local_days(start, end, self._now)))
        return found


_seen: int | None = None
"""Version of the first row when the names were read last."""


def _forget_old_names() -> None:
    """Another process may have changed the thesaurus a moment ago and have marked every listing to be read anew by it: then
    the first row has another version than at our last reading. One query by primary key; reading the names takes twenty times as long."""
    global _seen
    first = CatalogueEntry.objects.filter(removed=False).order_by("pk").values_list("version", flat=True).first()
    if first is None or first != _seen:
        _seen = first
        names.forget()


def _local_days(start: dt.datetime, end: dt.datetime | None, now: dt.datetime) -> list[str]:
    """Days on which something goes on, from today when it has begun before; what ends at midnight does not go on the next day."""
    first = start.astimezone(now.tzinfo).date()
    if end is None or end <= start:
        return [first.isoformat()]
    last = (min(end, max(start, now) + _AHEAD) - dt.timedelta(microseconds=1)).astimezone(now.tzinfo).date()
    first = min(max(first, now.date()), last)
    return [(first + dt.timedelta(days=day)).isoformat() for day in range((last - first).days + 1)]


def _age_bands() -> AgeBands:
    bands = AgeBand.objects.exclude(age_min=None, age_max=None).values_list("slug", "age_min", "age_max")
    return {slug: range(first or 0, (OLDEST_AGE if last is None else last) + 1) for slug, first, last in bands}
