"""Which listings are shown beside one as like it. The choice is kept for a while; what is shown of them never is older than they are."""

import datetime as dt
import threading
import time
from collections import OrderedDict
from collections.abc import Sequence
from uuid import UUID

from portal.browse.drawn_cards import DrawnCard, drawn_cards
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import by_ids, public_keys
from portal.listings.listing import Listing
from portal.localisation.languages import current_language
from portal.pagecache.unchanged import also_forget
from search.engines import get_engine

SECONDS = 600
"""How long a choice is kept: asking an engine for likeness is the most expensive part of a listing's page, and its page is drawn every
minute. Something new that is like it comes with the next choice."""
MOST = 4_000
"""Choices kept, of a few numbers each."""
_Name = tuple[UUID, str, int]


def cards_of_similar(listing: Listing, few: int, *, now: dt.datetime, seen: bool = False) -> list[DrawnCard]:
    """Cards of the listings most like it, at most ``few``, in the active language. One SQL query usually, three after a change.

    :param now: aware. :param seen: whether the page has just asked memory for something; a query less then.

    :raises EngineError: when the engine has to be asked and does not answer.
    """
    lang = current_language()
    name: _Name = (listing.id, lang, few)
    entries: Sequence[CatalogueEntry] = ()
    chosen = _choices.get(name)
    if chosen is None:
        entries = by_ids([hit.listing_id for hit in get_engine().similar(listing.id, lang, few)], lang=lang)
        chosen = _choices.put(name, entries)
    return drawn_cards(public_keys(chosen, seen=seen), level=3, now=now, entries=entries)


class _Choices:
    """Primary keys of entries, by what they are like. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Name, tuple[float, tuple[int, ...]]] = OrderedDict()

    def get(self, name: _Name) -> tuple[int, ...] | None:
        with self._lock:
            until, chosen = self._kept.get(name, (0.0, ()))
            return chosen if time.monotonic() < until else None

    def put(self, name: _Name, entries: Sequence[CatalogueEntry]) -> tuple[int, ...]:
        chosen = tuple(entry.pk for entry in entries)
        with self._lock:
            self._kept[name] = (time.monotonic() + SECONDS, chosen)
            self._kept.move_to_end(name)
            while len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return chosen

    def forget(self) -> None:
        with self._lock:
            self._kept.clear()


_choices = _Choices()
also_forget(_choices.forget)
