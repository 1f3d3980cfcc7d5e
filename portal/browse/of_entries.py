"""Small values that are made of single listings, kept for the version they were made of and for as long as they are true."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from portal.browse.true_for_now import TrueForNow
from portal.catalogue.queries import Key, entries_of
from portal.listings.listing import Listing
from portal.localisation.languages import current_language

V = TypeVar("V")
_CHUNK = 500
"""Entries read by one query: databases limit the identifiers in a statement."""


class OfEntries(Generic[V]):
    """What ``make`` says of a listing at a moment, in the active language."""

    def __init__(self, make: Callable[[Listing, dt.datetime], V], until: Callable[[Listing, dt.datetime], float], *, most: int) -> None:
        """``until``: the Unix time to which it holds, that moment itself excluded. ``most``: how many are kept."""
        self._make = make
        self._until = until
        self._kept: TrueForNow[tuple[Key, str], tuple[V, float]] = TrueForNow(most)

    def get(self, keys: Iterable[Key], *, now: dt.datetime) -> dict[Key, V]:
        """In the order of ``keys``, those that are not public any more left out. A query for every 500 that are not kept.

        :param now: aware.
        """
        return {key: value for key, (value, _until) in self._look(keys, now).items()}

    def get_until(self, keys: Iterable[Key], *, now: dt.datetime) -> tuple[list[V], float]:
        """The values of ``get``, and the Unix time to which all of them hold."""
        found = self._look(keys, now).values()
        return [value for value, _until in found], min((until for _value, until in found), default=float("inf"))

    def _look(self, keys: Iterable[Key], now: dt.datetime) -> dict[Key, tuple[V, float]]:
        lang, at = current_language(), now.timestamp()
        found = {key: self._kept.get((key, lang), at) for key in keys}
        missing = [key for key, value in found.items() if value is None]
        for start in range(0, len(missing), _CHUNK):
            part = missing[start : start + _CHUNK]
            entries = {entry.pk: entry for entry in entries_of(part)}
            for key in part:
                if key.entry in entries:
                    listing = Listing.stored_once(entries[key.entry].data)  # what is made of it is kept instead
                    found[key] = value = (self._make(listing, now), self._until(listing, now))
                    self._kept.put((key, lang), value, at, value[1])
        return {key: value for key, value in found.items() if value is not None}
