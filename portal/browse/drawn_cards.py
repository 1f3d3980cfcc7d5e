"""Cards of lists as they were drawn, for as long as their words are true: drawing them anew is most of what a list costs.

What is drawn holds for one version of an entry, one language, one level of heading, and until the first moment at which its words may
change: the end of the minute where it says whether something is open, else the end of the day, or where a date shown begins or ends.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from portal.browse.cards import Card, card_of
from portal.browse.templatetags.cards import card_html
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.ended import over_from
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.moment import end_of_day
from portal.catalogue.queries import Key, entries_of, next_occurrences
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import current_language

DATES = 2
"""Next dates that a card tells of."""
_MINUTE = 60
_OPENS = frozenset({Kind.MEETING_PLACE, Kind.SERVICE, Kind.HELPLINE})
"""Their cards say whether they are open now."""


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A card as HTML. ``sensitive``: the listing if it is sensitive: a page that shows it needs more of it than its card."""

    html: SafeString
    sensitive: Listing | None


def drawn_cards(keys: Sequence[Key], *, level: int, now: dt.datetime, entries: Sequence[CatalogueEntry] = ()) -> list[DrawnCard]:
    """Cards of these entries in their order, in the active language; those that are not public any more are left out.

    Two queries, none when all of them are kept.

    :param level: of their headings. :param now: aware. :param entries: those of ``keys`` that have just been read, if they have been.
    """
    asked = {key: (key, current_language(), level) for key in keys}
    found = {key: card for key, name in asked.items() if (card := kept_cards.get(name, now.timestamp())) is not None}
    missing = [key for key in keys if key not in found]
    known = {entry.pk: entry for entry in entries or entries_of(missing)}
    read = [known[key.entry] for key in missing if key.entry in known]
    dates = next_occurrences([entry.listing_id for entry in read], now=now, per_listing=DATES)
    for key in missing:
        if key.entry in known:
            listing = known[key.entry].listing
            rows = dates[listing.id]
            html = SafeString(card_html(card_of(listing, rows, now=now), level))
            found[key] = DrawnCard(html, listing if listing.sensitive else None)
            kept_cards.put(asked[key], found[key], now.timestamp(), true_until(listing, rows, now))
    return [found[key] for key in keys if key in found]


def cards_of_versions(versions: Sequence[tuple[Listing, int]], *, now: dt.datetime) -> list[Card]:
    """Cards in the active language of listings as they were read, each with the version of its entry, which is theirs in their language.

    One query, none when all of them are kept. :param now: aware.
    """
    names = [(listing.id, listing.lang, version, current_language()) for listing, version in versions]
    found = {name: card for name in names if (card := _kept_words.get(name, now.timestamp())) is not None}
    missing = {name: listing for name, (listing, _version) in zip(names, versions, strict=True) if name not in found}
    dates = next_occurrences([listing.id for listing in missing.values()], now=now, per_listing=DATES)
    for name, listing in missing.items():
        rows = dates[listing.id]
        found[name] = card_of(listing, rows, now=now)
        _kept_words.put(name, found[name], now.timestamp(), true_until(listing, rows, now))
    return [found[name] for name in names]


def true_until(listing: Listing, rows: Sequence[Occurrence], now: dt.datetime) -> float:
    """Until when a card that is drawn at ``now`` (aware) says what is so, as Unix time. ``rows``: the dates that it tells of."""
    at = now.timestamp()
    if listing.kind in _OPENS:
        return (at // _MINUTE + 1) * _MINUTE
    over = over_from(listing.schedule) if listing.kind is Kind.EVENT else None
    moments = [moment.timestamp() for moment in (over, *(end for row in rows for end in (row.start, row.end))) if moment is not None]
    return min([end_of_day(now), *(moment for moment in moments if moment > at)])


kept_cards: TrueForNow[tuple[Key, str, int], DrawnCard] = TrueForNow(4_000)
"""Some 2 kB each."""
_kept_words: TrueForNow[tuple[UUID, str, int, str], Card] = TrueForNow(500)
"""They hold their listings: as many as are kept there."""
