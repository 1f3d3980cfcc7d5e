"""Writes the catalogue. Every change of what is public goes through here, in the transaction that makes it."""

import datetime as dt
import json
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest
from django.utils import timezone

from portal.catalogue.ended import over_from
from portal.catalogue.facets import facet_values, is_free, is_round_the_clock
from portal.catalogue.models import CatalogueEntry, EntryFacet, Occurrence
from portal.catalogue.signals import catalogue_changed
from portal.catalogue.sorting import sort_key
from portal.content.once import reading_once
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import default_language
from portal.pagecache.changes import public_content_changed

HORIZON = dt.timedelta(days=548)
"""How far dates are laid out: 18 months (architecture)."""
_CHUNK = 500
"""Identifiers in one statement: databases limit their number."""


@transaction.atomic(savepoint=False)
def write_page(page: Any) -> bool:
    """Write a live, unrestricted findable page: an entry per language, its facets and its dates.

    :return: whether facts changed that other listings embed (title, address, place), or the page is newly public.
    """
    with reading_once():
        listings = {lang: page.to_listing(lang) for lang in page.listing_languages()}
    listing = next(iter(listings.values()))
    wanted = {lang: entry_values(page.pk, each) for lang, each in listings.items()}
    rows = list(CatalogueEntry.objects.filter(Q(page_id=page.pk, removed=False) | Q(listing_id=listing.id)))
    shown = [row for row in rows if row.page_id == page.pk and not row.removed]
    known = {row.lang: row for row in rows if row.listing_id == listing.id}
    surplus = [row.pk for row in shown if row is not known.get(row.lang) or row.lang not in wanted]
    if surplus:
        _bury(CatalogueEntry.objects.filter(pk__in=surplus))
    written = {pk: lang for lang, values in wanted.items() if (pk := _write_entry(known.get(lang), listing.id, lang, values))}
    _write_facets({pk: facet_values(listings[lang]) for pk, lang in written.items()})
    if write_occurrences(listing) and not written:
        index_later([listing.id])  # a day has passed: the dates are others, and the version tells it to engines and lists
    _tell()
    return {row.lang: _embedded_facts(row.data) for row in shown} != {
        lang: _embedded_facts(values["data"]) for lang, values in wanted.items()
    }


@transaction.atomic(savepoint=False)
def remove_pages(page_ids: Iterable[int]) -> bool:
    """Take pages out of the public: their entries become tombstones for the engines, their dates go.

    :return: whether anything was public.
    """
    entries = CatalogueEntry.objects.filter(page_id__in=list(page_ids), removed=False)
    listing_ids = list(entries.values_list("listing_id", flat=True))
    if not listing_ids:
        return False
    Occurrence.objects.filter(listing_id__in=listing_ids).delete()
    _bury(entries)
    _tell()
    return True


@transaction.atomic(savepoint=False)
def index_again(page_ids: Iterable[int]) -> None:
    """Hand pages to the search engines once more: their words are as they were, but a day has passed that moves them in the results."""
    entries = CatalogueEntry.objects.filter(page_id__in=list(page_ids), removed=False)
    if entries.update(version=_next_version(), pending=True):
        _tell()


def index_later(listing_ids: Iterable[UUID] | None = None) -> int:
    """Mark listings (by default every one) for the search engines, which take them up in the background: nobody is told, so
    that whoever made the change does not wait. Returns the number of rows."""
    entries = CatalogueEntry.objects.filter(removed=False)
    if listing_ids is None:
        return entries.update(version=_next_version(), pending=True)
    ordered = sorted(listing_ids)
    chunks = (ordered[start : start + _CHUNK] for start in range(0, len(ordered), _CHUNK))
    return sum(entries.filter(listing_id__in=chunk).update(version=_next_version(), pending=True) for chunk in chunks)


def write_occurrences(listing: Listing, now: dt.datetime | None = None) -> bool:
    """Lay out a listing's dates from the start of today for 18 months; rows that stay the same are left alone.

    :return: whether any date changed, came or went.
    """
    wanted = {row.uid: row for row in occurrence_rows(listing, now)}
    known = {row.uid: row for row in Occurrence.objects.filter(listing_id=listing.id)}
    gone = [row.pk for uid, row in known.items() if uid not in wanted]
    new = [row for uid, row in wanted.items() if uid not in known]
    Occurrence.objects.filter(pk__in=gone).delete()
    Occurrence.objects.bulk_create(new)
    changed = []
    for uid, row in wanted.items():
        if uid in known and _facts(row) != _facts(known[uid]):
            row.pk = known[uid].pk
            changed.append(row)
    Occurrence.objects.bulk_update(changed, ["start", "end", "all_day", "status", "note", "moved_from", "point_id"])
    return bool(gone or new or changed)


def occurrence_rows(listing: Listing, now: dt.datetime | None = None) -> Iterator[Occurrence]:
    """Dates of a listing as unsaved rows. Historical listings have none."""
    if listing.is_historical:
        return
    now = timezone.localtime(now)
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    schedules = [("", listing.schedule), *((point.id, point.schedule) for point in listing.delivery_points)]
    for point_id, schedule in schedules:
        if schedule is None:
            continue
        for one in schedule.occurrences(start, start + HORIZON):
            yield Occurrence(
                uid=one.uid(listing.id, point_id),
                listing_id=listing.id,
                point_id=point_id,
                start=one.start,
                end=one.end,
                all_day=one.all_day,
                status=one.status.value if listing.status == "scheduled" else listing.status.value,
                note=one.note,
                moved_from=one.moved_from,
            )


def entry_values(page_id: int, listing: Listing) -> dict[str, Any]:
    """Columns of a public listing's entry, all but its keys (listing id and language) and what the outbox keeps."""
    return {
        "page_id": page_id,
        "kind": listing.kind.value,
        "subtype": listing.subtype,
        "path": listing.url,
        "title": listing.title,
        "sort_title": sort_key(listing.title),
        "external_id": listing.external_id,
        "organisation_id": listing.organisation.id if listing.organisation else None,
        "place_id": listing.place.listing_id if listing.place else None,
        "is_primary": listing.lang == default_language(),
        "is_current": listing.freshness.is_current,
        "is_example": listing.is_example,
        "is_free": is_free(listing),
        "is_online": listing.online,
        "is_crisis": listing.crisis,
        "round_the_clock": is_round_the_clock(listing),
        "over_from": over_from(listing.schedule) if listing.kind is Kind.EVENT else None,
        "age_min": listing.eligibility.age_min,
        "age_max": listing.eligibility.age_max,
        "first_published": listing.first_published,
        "modified": listing.modified,
        "data": listing.model_dump_json(),
        "removed": False,
    }


def _write_entry(row: CatalogueEntry | None, listing_id: UUID, lang: str, values: Mapping[str, Any]) -> int | None:
    """Primary key of the row when it was written, None when it was as it should be. ``row``: as it is stored, if it is."""
    if row is None:
        row, created = CatalogueEntry.objects.get_or_create(
            listing_id=listing_id, lang=lang, defaults={**values, "version": _microseconds()}
        )
        if created:
            return row.pk
    if all(getattr(row, name) == value for name, value in values.items()):
        return None
    CatalogueEntry.objects.filter(pk=row.pk).update(**values, version=_next_version(), pending=True, written_at=timezone.now())
    return row.pk


def _write_facets(facets: Mapping[int, Mapping[str, Iterable[str]]]) -> None:
    """Facets of entries, each given by its primary key; what stays the same is left alone."""
    if not facets:
        return
    wanted = {(pk, name, value) for pk, named in facets.items() for name, values in named.items() for value in values}
    rows = EntryFacet.objects.filter(entry__in=facets).values_list("pk", "entry_id", "name", "value")
    known = {(entry, name, value): pk for pk, entry, name, value in rows}
    EntryFacet.objects.filter(pk__in=[pk for key, pk in known.items() if key not in wanted]).delete()
    EntryFacet.objects.bulk_create(
        EntryFacet(entry_id=entry, name=name, value=value) for entry, name, value in sorted(wanted - known.keys())
    )


def _embedded_facts(data: str) -> tuple[Any, ...]:
    """What other listings repeat of this one. Read from the JSON as it is, which an older version of the code may have written."""
    listing = json.loads(data)
    return tuple(listing.get(name) for name in ("title", "url", "place"))


def _bury(entries: Any) -> None:
    EntryFacet.objects.filter(entry__in=entries.values("pk")).delete()
    entries.update(removed=True, pending=True, data="", version=_next_version(), written_at=timezone.now())


def _facts(row: Occurrence) -> tuple[Any, ...]:
    return (row.point_id, row.start, row.end, row.all_day, row.status, row.note, row.moved_from)


class _Told(threading.local):
    """Numbers of the changes that this thread has made, and of the last one that was told."""

    made = 0
    told = 0


_told = _Told()


def _tell() -> None:
    """Tell engines after the commit; once, however many listings the transaction has written."""
    public_content_changed()
    _told.made += 1
    transaction.on_commit(partial(_tell_engines, _told.made), robust=True)


def _tell_engines(change: int) -> None:
    if change <= _told.told:
        return
    _told.told = _told.made  # whatever was written before this moment has been committed with it, or was taken back
    catalogue_changed.send(sender=CatalogueEntry)


def _next_version() -> Greatest:
    """The time, or one more than before if that is greater: of two writes of a row, and of two rows of a listing, the later
    one is greater, and a row that comes back after its tombstone went is greater than it was."""
    return Greatest(F("version") + 1, Value(_microseconds()))


def _microseconds() -> int:
    return time.time_ns() // 1000


def settle(entry_pk: int, version: int) -> None:
    """An engine's receipt: it has this version. A newer version stays pending; a forgotten tombstone goes."""
    settle_all({entry_pk: version})


def settle_all(versions: Mapping[int, int]) -> set[int]:
    """Receipts for many entries: primary key -> the version that the engine has. Three statements for 500 of them.

    Waits for nobody: what another transaction is changing will have a newer version, or stays pending when that is taken back.

    :return: primary keys of such entries, and of those that are gone.
    """
    passed_over: set[int] = set()
    keys = sorted(versions)
    for start in range(0, len(keys), _CHUNK):
        chunk = keys[start : start + _CHUNK]
        with transaction.atomic():
            free = CatalogueEntry.objects.filter(pk__in=chunk).select_for_update(skip_locked=True)
            rows = dict(free.values_list("pk", "version"))
            had = [pk for pk, version in rows.items() if versions[pk] == version]
            CatalogueEntry.objects.filter(pk__in=had, removed=True).delete()
            CatalogueEntry.objects.filter(pk__in=had, pending=True).update(pending=False)
        passed_over |= set(chunk) - rows.keys()
    return passed_over
