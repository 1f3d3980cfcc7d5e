"""Reading the catalogue for lists: whole entries, never pages. Which entries, memory knows; a function costs one or two queries."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from portal.catalogue.always import always_schedules, is_always_open
from portal.catalogue.filters import FACETS, Filters
from portal.catalogue.memory import OFF, memory
from portal.catalogue.models import ANYWHERE, CatalogueEntry, EntryFacet, Occurrence
from portal.localisation.languages import default_language

PAGE_SIZE = 20
SHOWN = ("listing_id", "lang", "kind", "path", "title", "data", "is_current", "is_example", "page_id", "written_at", "version")
"""Columns a card or a page needs."""
_CHUNK = 100
"""Entries in memory at a time where many are gone through."""


class Key(NamedTuple):
    """An entry as memory knows it: what is made of it holds for this version. ``entry``: its primary key."""

    entry: int
    version: int


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of a list."""

    entries: list[CatalogueEntry]
    number: int
    """From 1."""
    has_next: bool


def in_language(lang: str) -> QuerySet[CatalogueEntry]:
    """Public entries, each listing once: in ``lang`` where it has a text in it, else in Finnish."""
    public = CatalogueEntry.objects.filter(removed=False)
    if lang == default_language():
        return public.filter(is_primary=True)
    translated = CatalogueEntry.objects.filter(listing_id=OuterRef("listing_id"), lang=lang, removed=False)
    return public.filter(Q(lang=lang) | Q(is_primary=True) & ~Exists(translated))


def has_facet(name: str, values: Collection[str]) -> Exists:
    """Whether an entry has one of the values of a facet."""
    return Exists(EntryFacet.objects.filter(entry=OuterRef("pk"), name=name, value__in=list(values)))


def conditions(filters: Filters, *, now: dt.datetime, leave_out: str = "") -> Q:
    """The filters as a condition on entries; ``leave_out`` names a filter that is not applied."""
    wanted = Q()
    if filters.kinds:
        wanted &= Q(kind__in=[kind.value for kind in filters.kinds])
    for name, facet in FACETS.items():
        value = getattr(filters, name)
        if value and name != leave_out:
            wanted &= Q(has_facet(facet, [value, ANYWHERE] if name == "municipality" else [value]))
    for name, condition in _simple_conditions(filters):
        if name != leave_out:
            wanted &= condition
    if filters.open_today and leave_out != "open_today":
        wanted &= open_today(now)
    if not filters.with_examples:
        real = Q(is_example=False)
        wanted &= real | Q(has_facet("municipality", [filters.municipality])) if filters.municipality else real
    return wanted


def _simple_conditions(filters: Filters) -> Iterable[tuple[str, Q]]:
    if filters.age is not None:
        from_age = Q(age_min__isnull=True) | Q(age_min__lte=filters.age)
        yield "age", from_age & (Q(age_max__isnull=True) | Q(age_max__gte=filters.age))
    if filters.subtype:
        yield "subtype", Q(subtype=filters.subtype)
    if filters.organisation:
        yield "organisation", Q(has_facet("organisation", [str(filters.organisation)]))
    if filters.place:
        yield "place", Q(place_id=filters.place)
    if filters.online:
        yield "online", Q(is_online=True)
    if filters.free:
        yield "free", Q(is_free=True)
    if filters.current_only:
        yield "current_only", Q(is_current=True) | Q(is_example=True)


def open_today(now: dt.datetime) -> Q:
    """Entries with a date that goes on or is still to come today, and those open round the clock (one query more)."""
    dates = _still_on(now).filter(start__lt=_midnight_after(now)).exclude(status__in=OFF)
    return Q(Exists(dates.filter(listing_id=OuterRef("listing_id")))) | Q(listing_id__in=always_open(now))


def always_open(now: dt.datetime) -> list[UUID]:
    """Listings open round the clock on ``now`` by times that may be trusted (one query)."""
    entries = CatalogueEntry.objects.filter(removed=False, is_primary=True, round_the_clock=True, is_current=True).only(
        "listing_id", "data"
    )
    return [entry.listing_id for entry in entries if is_always_open(always_schedules(entry.listing), now)]


def list_page(filters: Filters, *, lang: str, number: int = 1, now: dt.datetime | None = None, size: int = PAGE_SIZE) -> ListPage:
    """A page of the list: current before old information, groups and events by their next date, the rest by title.

    Events that are over come after what is to come. Two queries. A page beyond the last is empty.

    :param number: from 1. :param now: aware; the present moment by default.
    """
    keys = list_keys(filters, lang=lang, number=number, now=now or timezone.now(), size=size)
    return ListPage(entries=entries_of(keys[:size]), number=max(number, 1), has_next=len(keys) > size)


def list_keys(filters: Filters, *, lang: str, number: int, now: dt.datetime, size: int = PAGE_SIZE, seen: bool = False) -> list[Key]:
    """The keys of ``list_page``, one more than its size where there is another page. One query. ``seen``: as of ``public_keys``."""
    start = (max(number, 1) - 1) * size
    return _found(filters, lang=lang, now=now, by_date=filters.by_date, start=start, stop=start + size + 1, seen=seen)


def _found(filters: Filters, *, lang: str, now: dt.datetime, by_date: bool, start: int = 0, stop: int, seen: bool = False) -> list[Key]:
    """The entries that the filters give, in the order of a list, in the language where there is a text in it."""
    with memory.rows(seen=seen) as rows:

        def answer() -> list[Key]:
            found = rows.matching(filters, now)
            ordered = rows.ordered(found, kinds=filters.kinds, by_date=by_date, lang=lang, now=now, start=start, stop=stop)
            return [Key(key, rows.versions.get(key, 0)) for key in ordered]

        question = ("found", filters, lang, by_date, start, stop)
        return list(rows.remembered(question, answer, at=now if by_date or filters.open_today else None))


def public_keys(entries: Iterable[int], *, seen: bool = False) -> list[Key]:
    """Of these entries, given by their primary keys, those that are public, in their present versions. One query.

    :param seen: whether this page has asked memory for something just before; then none.
    """
    with memory.rows(seen=seen) as rows:
        return [Key(entry, rows.versions[entry]) for entry in entries if entry in rows.versions]


def key_of(entry: CatalogueEntry) -> Key:
    """The key of an entry that was read with ``SHOWN``."""
    return Key(entry.pk, entry.version)


def entries_of(keys: Sequence[Key]) -> list[CatalogueEntry]:
    """These entries in the order given; those that are not public any more are left out. One query, none for nothing."""
    wanted = [key.entry for key in keys]
    found = {entry.pk: entry for entry in CatalogueEntry.objects.filter(pk__in=wanted, removed=False).only(*SHOWN)} if wanted else {}
    return [found[key] for key in wanted if key in found]


def by_ids(listing_ids: Sequence[UUID], *, lang: str) -> list[CatalogueEntry]:
    """Entries of these listings in the order given; those that are not public are left out."""
    found = {entry.listing_id: entry for entry in in_language(lang).filter(listing_id__in=list(listing_ids)).only(*SHOWN)}
    return [found[listing_id] for listing_id in dict.fromkeys(listing_ids) if listing_id in found]


def at_place(place_id: UUID, *, lang: str, now: dt.datetime | None = None) -> list[CatalogueEntry]:
    """Groups and events at a meeting place, by their next date; old information is left out. It may be an example's place."""
    return entries_of(keys_at_place(place_id, lang=lang, now=now or timezone.now()))


def keys_at_place(place_id: UUID, *, lang: str, now: dt.datetime, seen: bool = False) -> list[Key]:
    """The keys of ``at_place``. One query. ``seen``: as of ``public_keys``."""
    filters = Filters(place=place_id, current_only=True, with_examples=True)
    return _found(filters, lang=lang, now=now, by_date=True, stop=60, seen=seen)


def everything_of(filters: Filters, *, lang: str, now: dt.datetime, besides: UUID | None = None, limit: int = 200) -> list[CatalogueEntry]:
    """All entries the filters give, in the order of ``list_page``, at most ``limit``; ``besides`` leaves one listing out."""
    keys = keys_of_everything(filters, lang=lang, now=now, limit=limit + 1)
    return [entry for entry in entries_of(keys) if entry.listing_id != besides][:limit]


def keys_of_everything(filters: Filters, *, lang: str, now: dt.datetime, limit: int, seen: bool = False) -> list[Key]:
    """The keys of what the filters give, in the order of ``list_page``, at most ``limit``. One query. ``seen``: as of ``public_keys``."""
    return _found(filters, lang=lang, now=now, by_date=filters.by_date, stop=limit, seen=seen)


# --- Dates -----------------------------------------------------------------------------------------------------------


def _still_on(now: dt.datetime) -> QuerySet[Occurrence]:
    """Dates that are not over: an open end counts to the end of its day."""
    return Occurrence.objects.filter(Q(end__gt=now) | Q(end__isnull=True, start__gte=_midnight(now)))


def _midnight(now: dt.datetime) -> dt.datetime:
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _midnight_after(now: dt.datetime) -> dt.datetime:
    return _midnight(_midnight(now) + dt.timedelta(hours=30))


_NEXT = """
SELECT * FROM (
    SELECT {table}.*, ROW_NUMBER() OVER (PARTITION BY "listing_id" ORDER BY "start", "id") AS "place" FROM {table}
    WHERE ("end" > %s OR ("end" IS NULL AND "start" >= %s)) AND "listing_id" IN ({ids})
) AS numbered WHERE "place" <= %s ORDER BY "start", "id"
"""
"""``_still_on``, numbered. Every list and every search asks this, and the ORM takes longer to write it than a database to answer."""


def next_occurrences(listing_ids: Iterable[UUID], *, now: dt.datetime, per_listing: int = 1) -> dict[UUID, list[Occurrence]]:
    """The next dates of each listing that are not over at ``now``, cancelled ones among them (they are told as such)."""
    ids = list(listing_ids)
    found: dict[UUID, list[Occurrence]] = {listing_id: [] for listing_id in ids}
    if not ids:
        return found
    fields = Occurrence._meta
    times = [fields.get_field("start").get_db_prep_value(at, connection) for at in (now, _midnight(now))]
    wanted = [fields.get_field("listing_id").get_db_prep_value(listing_id, connection) for listing_id in ids]
    sql = _NEXT.format(table=connection.ops.quote_name(fields.db_table), ids=", ".join(["%s"] * len(ids)))
    for row in Occurrence.objects.raw(sql, [*times, *wanted, per_listing]):
        found[row.listing_id].append(row)
    return found


def dates_of(filters: Filters, start: dt.datetime, end: dt.datetime, *, limit: int) -> list[Occurrence]:
    """Dates of the listings that the filters give, which begin before ``end`` and are not over at ``start``; soonest first.

    :param limit: how many at most; a caller that must know whether there are more asks for one more.
    """
    return list(_dates(filters, start, end)[:limit])


class EntryDate(NamedTuple):
    """A date, and the primary key of the entry that tells of it in the language asked for. All that a date is told by."""

    entry: int
    uid: UUID
    start: dt.datetime
    end: dt.datetime | None
    all_day: bool
    status: str
    note: str
    moved_from: dt.datetime | None


def dates_with_entries(filters: Filters, start: dt.datetime, end: dt.datetime, *, lang: str, limit: int) -> list[EntryDate]:
    """As ``dates_of``, each with its entry in ``lang``, else in Finnish. One query."""
    entries = in_language(lang).filter(listing_id=OuterRef("listing_id")).values("pk")
    rows = _dates(filters, start, end).annotate(entry=Subquery(entries[:1])).values_list(*EntryDate._fields)
    return list(map(EntryDate._make, rows[:limit]))


def _dates(filters: Filters, start: dt.datetime, end: dt.datetime) -> QuerySet[Occurrence]:
    # Asked date by date, soonest first, until there are enough: a list of all listings would be read to its end each time.
    listed = CatalogueEntry.objects.filter(
        conditions(filters, now=start), removed=False, is_primary=True, listing_id=OuterRef("listing_id")
    )
    return _still_on(start).filter(Exists(listed), start__lt=end).order_by("start", "pk")


def crisis_help(*, lang: str) -> Iterator[CatalogueEntry]:
    """Current crisis help of any kind, by title; some at a time, not to be held in memory all together."""
    found = in_language(lang).filter(is_crisis=True, is_current=True).order_by("sort_title", "pk")
    return found.only(*SHOWN).iterator(chunk_size=_CHUNK)
