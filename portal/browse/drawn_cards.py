"""Cards of lists as they were drawn, for as long as their words are true: drawing them anew is most of what a list costs.

What is drawn holds for one version of an entry, one language, one level of heading, and until the first moment at which its words may
change: the end of the minute where it says whether something is open, else the end of the day, or where a date shown begins or ends.
"""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from portal.browse.cards import card_of
from portal.browse.templatetags.cards import card_html
from portal.catalogue.ended import over_from
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.moment import end_of_day
from portal.catalogue.queries import Key, entries_of, next_occurrences
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import current_language
from portal.pagecache.unchanged import also_forget

MOST = 4_000
"""Cards kept: some 2 kB each."""
DATES = 2
"""Next dates that a card tells of."""
_MINUTE = 60
_OPENS = frozenset({Kind.MEETING_PLACE, Kind.SERVICE, Kind.HELPLINE})
"""Their cards say whether they are open now."""


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A card as HTML. ``since`` and ``until``: Unix times between which its words are true, the second one excluded.

    ``sensitive``: the listing if it is sensitive: a page that shows it needs more of it than its card.
    """

    html: SafeString
    sensitive: Listing | None
    since: float
    until: float


def drawn_cards(keys: Sequence[Key], *, level: int, now: dt.datetime, entries: Sequence[CatalogueEntry] = ()) -> list[DrawnCard]:
    """Cards of these entries in their order, in the active language; those that are not public any more are left out.

    Two queries, none when all of them are kept.

    :param level: of their headings. :param now: aware. :param entries: those of ``keys`` that have just been read, if they have been.
    """
    asked = {key: (key, current_language(), level) for key in keys}
    found = {key: card for key, name in asked.items() if (card := kept_cards.get(name, now.timestamp())) is not None}
    for key, card in _draw([key for key in keys if key not in found], level, now, entries):
        found[key] = card
        kept_cards.put(asked[key], card)
    return [found[key] for key in keys if key in found]


def true_until(listing: Listing, rows: Sequence[Occurrence], now: dt.datetime) -> float:
    """Until when a card that is drawn at ``now`` (aware) says what is so, as Unix time. ``rows``: the dates that it tells of."""
    at = now.timestamp()
    if listing.kind in _OPENS:
        return (at // _MINUTE + 1) * _MINUTE
    over = over_from(listing.schedule) if listing.kind is Kind.EVENT else None
    moments = [moment.timestamp() for moment in (over, *(end for row in rows for end in (row.start, row.end))) if moment is not None]
    return min([end_of_day(now), *(moment for moment in moments if moment > at)])


def _draw(keys: Sequence[Key], level: int, now: dt.datetime, read: Sequence[CatalogueEntry]) -> Iterator[tuple[Key, DrawnCard]]:
    known = {entry.pk: entry for entry in read or entries_of(keys)}
    dates = next_occurrences([known[key.entry].listing_id for key in keys if key.entry in known], now=now, per_listing=DATES)
    for key in keys:
        entry = known.get(key.entry)
        if entry is not None:
            listing, rows = entry.listing, dates[entry.listing_id]
            html = SafeString(card_html(card_of(listing, rows, now=now), level))
            yield key, DrawnCard(html, listing if listing.sensitive else None, now.timestamp(), true_until(listing, rows, now))


_Name = tuple[Key, str, int]


class _Kept:
    """The cards asked most recently. Safe for threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cards: OrderedDict[_Name, DrawnCard] = OrderedDict()

    def get(self, name: _Name, at: float) -> DrawnCard | None:
        with self._lock:
            card = self._cards.get(name)
            if card is None or not card.since <= at < card.until:
                return None
            self._cards.move_to_end(name)
            return card

    def put(self, name: _Name, card: DrawnCard) -> None:
        with self._lock:
            self._cards[name] = card
            self._cards.move_to_end(name)
            while len(self._cards) > MOST:
                self._cards.popitem(last=False)

    def forget(self) -> None:
        with self._lock:
            self._cards.clear()


kept_cards = _Kept()
"""This process's."""
also_forget(kept_cards.forget)
