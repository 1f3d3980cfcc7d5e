"""Every public listing as a row, which is a number: the columns by which lists filter, count and sort. Nothing here asks a database."""

import datetime as dt
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import filterfalse, islice, takewhile
from typing import Any, TypeVar

from portal.catalogue.always import Always
from portal.catalogue.bits import Among, bits_of, numbers_in
from portal.catalogue.columns import Numbers, Series, Titles, put_at
from portal.catalogue.filters import FACETS, Filters
from portal.catalogue.models import ANYWHERE
from portal.catalogue.moment import NEVER, Dates, Moment, moment

DENSE = ("kind", "subtype", *FACETS.values())
"""Few values with many listings each: bits."""
SPARSE = ("organisation", "place")
"""Thousands of values with a few listings each: numbers."""
SWITCHES = ("online", "free", "current", "example", "crisis")
DEFAULT = ""
"""Stands for the default language, in which every listing has an entry."""
_FEW = 500
"""Rows that are sorted by themselves; more of them are picked from their whole kinds, which are sorted once."""
_ANSWERS = 300
"""Answers that are remembered: counts of a list take some 10 kB."""
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Row:
    """One listing. ``key``: primary key of its entry in the default language. ``values``: by the names of DENSE and SPARSE.

    ``over_from``: Unix time; see ``CatalogueEntry``. ``titles``: language (DEFAULT too) -> what sorts it, primary key of the entry.
    """

    key: int
    values: dict[str, list[str]]
    switches: set[str]
    ages: tuple[int | None, int | None]
    over_from: float | None
    dates: "Dates | None"
    always: Always
    titles: dict[str, tuple[str, int]]


def _no_numbers() -> "array[int]":
    return array("i")


@dataclass(slots=True)
class Rows:
    """The rows that there are. Sets of rows are those of ``portal.catalogue.bits``. Not to be used by several threads at once."""

    everything: int = 0
    versions: Numbers = field(default_factory=Numbers)
    """Of every public entry in any language, by its primary key."""
    values: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in DENSE})
    """Name -> value -> rows."""
    switches: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SWITCHES, 0))
    always: dict[int, Always] = field(default_factory=dict)
    """Of the rows of current listings that are said to be open round the clock."""
    _few: "dict[str, dict[str, array[int]]]" = field(default_factory=lambda: {name: defaultdict(_no_numbers) for name in SPARSE})
    _ages: dict[tuple[int | None, int | None], int] = field(default_factory=dict)
    _dates: "Series[array[float]]" = field(default_factory=lambda: Series(array("d")))
    _over_from: "array[float]" = field(default_factory=lambda: array("d"))
    """By row; NEVER where it is not told."""
    _numbers: Numbers = field(default_factory=Numbers)
    """Primary key -> row."""
    _free: list[int] = field(default_factory=list)
    _titles: dict[str, Titles] = field(default_factory=lambda: defaultdict(Titles))
    """By language."""
    _orders: "dict[tuple[tuple[str, ...], bool, str], array[int]]" = field(default_factory=dict)
    _moment: Moment | None = None
    _answers: dict[Hashable, Any] = field(default_factory=dict)

    # --- Asking ------------------------------------------------------------------------------------------------------
    def matching(self, filters: Filters, now: dt.datetime, leave_out: str = "") -> int:
        """The rows that the filters give; ``leave_out`` names a filter that is not applied."""
        found = self.one_of("kind", filters.kinds) if filters.kinds else self.everything
        for name, facet in FACETS.items():
            if (value := getattr(filters, name)) and name != leave_out:
                found &= self.one_of(facet, [value, ANYWHERE] if name == "municipality" else [value])
        for name in ("online", "free"):
            if getattr(filters, name) and name != leave_out:
                found &= self.switches[name]
        if filters.current_only:
            found &= self.valid
        if filters.subtype:
            found &= self.one_of("subtype", [filters.subtype])
        if filters.age is not None:
            found &= self._of_age(filters.age)
        for name in SPARSE:
            if value := getattr(filters, name):
                found &= bits_of(self._few[name].get(str(value), ()))
        if filters.open_today:
            found &= self.at(now).today
        if not filters.with_examples:
            own = self.one_of("municipality", [filters.municipality]) if filters.municipality else 0
            found &= ~self.switches["example"] | own
        return found

    def one_of(self, name: str, values: Iterable[str]) -> int:
        """The rows with one of these values of DENSE ``name``."""
        found = 0
        for value in values:
            found |= self.values[name].get(value, 0)
        return found

    def remembered(self, question: Hashable, answer: Callable[[], V], *, at: dt.datetime | None = None) -> V:
        """What ``answer`` says of these rows, asked once until they or, given a moment, what dates say ``at`` it are others.

        :param question: tells answers apart. What is given back is shared: not to be changed.
        """
        if at is not None:
            self.at(at)  # may forget answers
        if question not in self._answers:
            if len(self._answers) >= _ANSWERS:
                self._answers.clear()
            self._answers[question] = answer()
        found: V = self._answers[question]
        return found

    @property
    def valid(self) -> int:
        """What is current, and examples: the rest is old information."""
        return self.switches["current"] | self.switches["example"]

    def ordered(
        self, found: int, *, kinds: Collection[str], by_date: bool, lang: str, now: dt.datetime, start: int = 0, stop: int | None = None
    ) -> list[int]:
        """Primary keys of the entries of these rows, all of them of ``kinds`` (none = any), in ``lang`` where there is one.

        Old information last; then, ``by_date``, by the next date and what is over after the rest; then by title in Finnish order.

        :param start: and :param stop: of the part of the order that is asked for.
        """
        rows = self._in_order(found, tuple(kinds), by_date=by_date, lang=lang, now=now)
        return self._keys(islice(rows, start, stop), lang)

    def soonest(self, found: int, *, kinds: Collection[str], before: float, lang: str, now: dt.datetime, most: int) -> list[int]:
        """Primary keys of the entries, in ``lang`` where there is one, of those of these rows that have a date to come or going on
        which begins before a Unix time: real ones before examples, in each the soonest first; ``most`` at most."""
        here, examples = self.at(now), self.switches["example"]
        first: list[int] = []
        for part in (found & ~examples, found & examples):
            rows = self._in_order(part & self.valid, tuple(kinds), by_date=True, lang=lang, now=now)
            first += takewhile(lambda row: here.next_start(row) < before, islice(rows, most - len(first)))
        return self._keys(first, lang)

    def _in_order(self, found: int, kinds: tuple[str, ...], *, by_date: bool, lang: str, now: dt.datetime) -> Iterable[int]:
        if by_date:
            self.at(now)  # may forget orders
        if found.bit_count() <= _FEW:
            return self._sorted(found, by_date=by_date, lang=lang, now=now)
        key = (kinds, by_date, lang)
        if key not in self._orders:
            of_kinds = self.one_of("kind", kinds) if kinds else self.everything
            self._orders[key] = array("i", self._sorted(of_kinds, by_date=by_date, lang=lang, now=now))
        return filter(Among(found).__contains__, self._orders[key])

    def _keys(self, rows: Iterable[int], lang: str) -> list[int]:
        own, default = self._titles[lang], self._titles[DEFAULT]
        return [own.entry(row) or default.entries[row] for row in rows]

    def at(self, now: dt.datetime) -> Moment:
        """What dates say at ``now`` (aware)."""
        if self._moment is None or not self._moment.holds(now.timestamp()):
            self._moment = moment(now, self._dates, self._over_from, self.always)
            self._orders = {key: order for key, order in self._orders.items() if not key[1]}
            self._answers.clear()
        return self._moment

    def _sorted(self, found: int, *, by_date: bool, lang: str, now: dt.datetime) -> list[int]:
        own, default = self._titles[lang], self._titles[DEFAULT]
        valid = Among(self.valid)

        def title(row: int) -> tuple[bytes | bytearray, int]:
            titles = own if own.entry(row) else default
            return titles.text(row), titles.entries[row]

        if not by_date:
            return sorted(numbers_in(found), key=lambda row: (row not in valid, title(row)))
        here = self.at(now)
        over = Among(here.over)
        return sorted(numbers_in(found), key=lambda row: (row not in valid, row in over, here.next_start(row), title(row)))

    def _of_age(self, age: int) -> int:
        found = 0
        for (low, high), rows in self._ages.items():
            if (low is None or low <= age) and (high is None or high >= age):
                found |= rows
        return found

    # --- Learning ----------------------------------------------------------------------------------------------------
    def learn(self, rows: Iterable[Row]) -> None:
        """Take listings in that are not known, or not any more."""
        dense: dict[tuple[str, str], list[int]] = defaultdict(list)
        switches: dict[str, list[int]] = defaultdict(list)
        ages: dict[tuple[int | None, int | None], list[int]] = defaultdict(list)
        new = []
        for row in rows:
            number = self._free.pop() if self._free else len(self._numbers)
            self._numbers[row.key] = number
            new.append(number)
            for name, values in row.values.items():
                for value in values:
                    if name in SPARSE:
                        self._few[name][value].append(number)
                    else:
                        dense[name, value].append(number)
            for switch in row.switches:
                switches[switch].append(number)
            ages[row.ages].append(number)
            if row.dates:
                self._dates[number] = row.dates
            if row.over_from is not None:
                put_at(self._over_from, number, row.over_from, NEVER)
            if row.always:
                self.always[number] = row.always
            for lang, (text, entry) in row.titles.items():
                self._titles[lang].put(number, text, entry)
        self.everything |= bits_of(new)
        for (name, value), numbers in dense.items():
            self.values[name][value] = self.values[name].get(value, 0) | bits_of(numbers)
        for switch, numbers in switches.items():
            self.switches[switch] |= bits_of(numbers)
        for age, numbers in ages.items():
            self._ages[age] = self._ages.get(age, 0) | bits_of(numbers)
        self._changed()

    def forget(self, keys: set[int]) -> None:
        """Let listings go, given by the primary keys of their entries, and of others their titles; what is not known is passed over."""
        known = {key for key in keys if key in self._numbers}
        if len(known) < len(keys):
            for lang, titles in self._titles.items():
                if lang != DEFAULT:
                    titles.drop(titles.rows_of(keys))
        gone = {self._numbers.pop(key) for key in known}
        stay = ~bits_of(gone)
        self.everything &= stay
        for values in self.values.values():
            values.update({value: rows & stay for value, rows in values.items()})
        self.switches = {name: rows & stay for name, rows in self.switches.items()}
        self._ages = {ages: rows & stay for ages, rows in self._ages.items()}
        for few in self._few.values():
            for value, numbers in few.items():
                if not gone.isdisjoint(numbers):
                    few[value] = array("i", filterfalse(gone.__contains__, numbers))
        for number in gone:
            self._dates.pop(number, None)
            put_at(self._over_from, number, NEVER, NEVER)
            self.always.pop(number, None)
        for titles in self._titles.values():
            titles.drop(gone)
        self._free += gone
        self._changed()

    def _changed(self) -> None:
        self._orders.clear()
        self._answers.clear()
        self._moment = None
