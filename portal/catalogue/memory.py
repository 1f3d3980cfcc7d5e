"""The columns by which lists filter, count and sort, in the memory of each process: no list reads more entries than it shows.

One small query tells whether anything public has changed. What has changed is then found by comparing the versions of all entries
with those known, so that it does not matter who wrote, in which process, and in which order it was committed (decision 14).
"""

import datetime as dt
import threading
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from django.db import connection

from portal.catalogue.always import Always, always_schedules
from portal.catalogue.columns import Numbers
from portal.catalogue.filters import FACETS
from portal.catalogue.models import CatalogueEntry, EntryFacet, Occurrence
from portal.catalogue.moment import Dates, end_of_day
from portal.catalogue.rows import DEFAULT, Row, Rows
from portal.listings.kinds import EventStatus
from portal.listings.listing import Listing
from portal.pagecache.changes import State, read_state
from portal.pagecache.unchanged import also_forget

OFF = (EventStatus.CANCELLED.value, EventStatus.POSTPONED.value)
"""Dates that do not take place."""
_FACETS = (*FACETS.values(), "organisation")
_CHUNK = 500
"""Identifiers in one statement: databases limit their number."""
_ROWS = 2_000
"""Rows of an answer in memory at a time."""
_VERSIONS = "SELECT id, version FROM {table} WHERE NOT removed"


class Memory:
    """The rows, and whether they are still true."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._rows = Rows()
        self._state: State | None = None
        self._whole = False
        """Whether everything was read to the end."""

    def forget(self) -> None:
        """Read everything anew at the next question."""
        with self._lock:
            self._whole = False

    def look_again(self) -> None:
        """Something was written past the catalogue's writer: compare at the next question."""
        with self._lock:
            self._state = None

    def state(self, *, seen: bool = False) -> State:
        """Which state of the public content the rows are in now. One query, some more after a change. ``seen``: as of ``rows``."""
        with self._lock:
            return self._state if seen and self._whole and self._state is not None else self._look()

    @contextmanager
    def rows(self, *, seen: bool = False) -> Iterator[Rows]:
        """The rows as they are now, for this thread alone while the block lasts: one query, some more after a change.

        :param seen: as they were a moment ago, for another question of the same page: no query.
        """
        with self._lock:
            if not seen or self._state is None or not self._whole:
                self._look()
            yield self._rows

    def _look(self) -> State:
        state = read_state()  # before reading: what changes meanwhile is read again
        if not self._whole:
            self._rows, self._state = Rows(), None
        if state == self._state:
            return state
        known = self._rows.versions
        self._whole = False
        if known:
            self._follow()
        else:
            for ids in _all_listings():
                self._learn(ids)
        self._state, self._whole = state, True
        return state

    def _follow(self) -> None:
        """Read what is not as it is known."""
        known = self._rows.versions
        changed, gone = _differences(known)
        if gone:
            self._rows.forget(gone)
        ids = _listing_ids(changed)
        for start in range(0, len(ids), _CHUNK):
            self._learn(ids[start : start + _CHUNK], known_before=True)
        for key in gone:
            del known[key]
        known.update(changed)

    def _learn(self, listing_ids: Collection[UUID], *, known_before: bool = False) -> None:
        rows, versions = _read(listing_ids)
        if known_before:
            self._rows.forget({key for row in rows for _title, key in row.titles.values()})
        self._rows.learn(rows)
        self._rows.versions.update(versions)


memory = Memory()
"""This process's."""
also_forget(memory.forget)


def _differences(known: Numbers) -> tuple[dict[int, int], set[int]]:
    """Versions of the entries that are new or others than ``known``, and the keys of those that are gone. What the database says is read
    some at a time: all of it at once would be 50 MB in a portal of a hundred thousand listings."""
    table = connection.ops.quote_name(CatalogueEntry._meta.db_table)
    changed: dict[int, int] = {}
    left = known.as_dict()
    with connection.cursor() as cursor:
        cursor.execute(_VERSIONS.format(table=table))
        for key, version in chain.from_iterable(iter(partial(cursor.fetchmany, _ROWS), [])):
            if left.pop(key, None) != version:
                changed[key] = version
    return changed, set(left)


def _all_listings() -> Iterator[list[UUID]]:
    """Every public listing, some at a time by the primary keys of their entries."""
    public = CatalogueEntry.objects.filter(removed=False, is_primary=True).order_by("pk")
    last = 0
    while found := list(public.filter(pk__gt=last).values_list("pk", "listing_id")[:_CHUNK]):
        yield [listing_id for _key, listing_id in found]
        last = found[-1][0]


def _listing_ids(keys: Collection[int]) -> list[UUID]:
    """Listings of these entries, each once."""
    public = CatalogueEntry.objects.filter(removed=False)
    ordered = sorted(keys)
    found: set[UUID] = set()
    for start in range(0, len(ordered), _CHUNK):
        found.update(public.filter(pk__in=ordered[start : start + _CHUNK]).values_list("listing_id", flat=True))
    return list(found)


def _read(listing_ids: Collection[UUID]) -> tuple[list[Row], list[tuple[int, int]]]:
    """These listings as rows, and primary key and version of each of their entries; what is not public is left out.

    Three queries, four where some are open round the clock.
    """
    public = CatalogueEntry.objects.filter(listing_id__in=listing_ids, removed=False).order_by("pk")
    entries = list(map(_Entry._make, public.values_list(*_Entry._fields)))
    titles: dict[UUID, dict[str, tuple[str, int]]] = defaultdict(dict)
    for entry in entries:
        titles[entry.listing_id][DEFAULT if entry.is_primary else entry.lang] = (entry.sort_title, entry.pk)
    primary = [entry for entry in entries if entry.is_primary]
    facets: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    named = EntryFacet.objects.filter(entry__in=[entry.pk for entry in primary], name__in=_FACETS)
    for key, name, value in named.values_list("entry_id", "name", "value"):
        facets[key][name].append(value)
    dates = _read_dates(listing_ids)
    always = _read_always([entry.pk for entry in primary if entry.round_the_clock and entry.is_current])
    rows = [
        _row(entry, facets[entry.pk], dates.get(entry.listing_id), always.get(entry.pk, ()), titles[entry.listing_id]) for entry in primary
    ]
    return rows, [(entry.pk, entry.version) for entry in entries]


def _read_always(keys: Collection[int]) -> dict[int, Always]:
    """The schedules of entries that are open round the clock, by the primary keys of the entries."""
    data = CatalogueEntry.objects.filter(pk__in=keys).values_list("pk", "data") if keys else ()
    return {key: always_schedules(Listing.stored(text)) for key, text in data}


class _Entry(NamedTuple):
    """The columns of an entry that are read."""

    pk: int
    version: int
    listing_id: UUID
    lang: str
    sort_title: str
    is_primary: bool
    kind: str
    subtype: str
    place_id: UUID | None
    age_min: int | None
    age_max: int | None
    over_from: dt.datetime | None
    round_the_clock: bool
    is_online: bool
    is_free: bool | None
    is_current: bool
    is_example: bool
    is_crisis: bool


def _row(entry: _Entry, facets: dict[str, list[str]], dates: "Dates | None", always: Always, titles: dict[str, tuple[str, int]]) -> Row:
    own = {"kind": entry.kind, "subtype": entry.subtype, "place": str(entry.place_id or "")}
    switches = {"online": entry.is_online, "free": entry.is_free, "current": entry.is_current}
    switches |= {"example": entry.is_example, "crisis": entry.is_crisis}
    return Row(
        key=entry.pk,
        values={**facets, **{name: [value] for name, value in own.items() if value}},
        switches={name for name, is_on in switches.items() if is_on},
        ages=(entry.age_min, entry.age_max),
        over_from=entry.over_from.timestamp() if entry.over_from else None,
        dates=dates,
        always=always,
        titles={**titles, DEFAULT: (entry.sort_title, entry.pk)},
    )


def _read_dates(listing_ids: Collection[UUID]) -> "dict[UUID, array[float]]":
    """The dates on which these listings take place."""
    fields = Occurrence._meta
    stored = {fields.get_field("listing_id").get_db_prep_value(one, connection): one for one in listing_ids}
    sql = _DATES.format(table=connection.ops.quote_name(fields.db_table), ids=", ".join(["%s"] * len(stored)))
    found: dict[UUID, array[float]] = defaultdict(lambda: array("d"))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*stored, *OFF])
        for listing_id, start, end in cursor.fetchall():
            begins = _aware(start)
            found[stored[listing_id]].extend((begins.timestamp(), _aware(end).timestamp() if end else end_of_day(begins)))
    return found


_DATES = """
SELECT "listing_id", "start", "end" FROM {table} WHERE "listing_id" IN ({ids}) AND "status" NOT IN (%s, %s) ORDER BY "start", "id"
"""
"""There are three times as many dates as listings, and the ORM takes longer to convert them than a database to read them."""


def _aware(value: dt.datetime) -> dt.datetime:
    """A moment as the database's driver gives it: SQLite keeps UTC and does not say so."""
    return value if value.tzinfo else value.replace(tzinfo=dt.UTC)
