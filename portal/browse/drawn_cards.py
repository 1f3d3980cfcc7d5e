"""Cards of lists as they were drawn, for as long as their words are true: drawing them anew is most of what a list costs.

What is drawn holds for one version of an entry, one language, one level of heading, and until the first moment at which its words may
change: when it opens or closes, where a date shown begins or ends, else the end of the day (``portal.browse.moments``).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.safestring import SafeString

from portal.browse.briefly import about_km
from portal.browse.cards import Card, card_of
from portal.browse.crisis import Subject
from portal.browse.moments import true_until
from portal.browse.templatetags.cards import CardFrame, card_frame, card_html
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.queries import Key, entries_of, next_occurrences
from portal.listings.listing import Listing
from portal.localisation.languages import current_language

DATES = 2
"""Next dates that a card tells of."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A card in a line. ``lang``: of its title when it is not the reader's, else empty. ``label``: its kind in words."""

    title: str
    url: str
    when: str
    where: str
    lang: str = ""
    kind: str = ""
    label: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class DrawnCard:
    """A card as HTML, and in a line. ``sensitive``: what it is about, if it is sensitive: a page that shows it may need a crisis panel."""

    html: SafeString
    sensitive: Subject | None
    brief: Brief
    is_example: bool


def drawn_cards(
    keys: Sequence[Key],
    *,
    level: int,
    now: dt.datetime,
    entries: Sequence[CatalogueEntry] = (),
    dates: Mapping[UUID, Sequence[Occurrence]] | None = None,
) -> list[DrawnCard]:
    """Cards of these entries in their order, in the active language; those that are not public any more are left out.

    Costs and parameters are those of ``cards_by_key``.
    """
    found = cards_by_key(keys, level=level, now=now, entries=entries, dates=dates)
    return [found[key] for key in keys if key in found]


def cards_by_key(
    keys: Sequence[Key],
    *,
    level: int,
    now: dt.datetime,
    entries: Sequence[CatalogueEntry] = (),
    dates: Mapping[UUID, Sequence[Occurrence]] | None = None,
    km: Mapping[Key, float] | None = None,
) -> dict[Key, DrawnCard]:
    """Cards of these entries in their order, in the active language; those that are not public any more are left out.

    Two queries, none when all of them are kept.

    :param level: of their headings. :param now: aware. :param entries: those of ``keys`` that have just been read, if they have been.
    :param dates: the next ones of each of them (more than a card tells of may be there), if they have been read as well.
    :param km: distances that some of them tell of, as "about".
    """
    far = {key: about_km(distance) for key, distance in (km or {}).items()}
    asked = {key: (key, current_language(), level, far.get(key, "")) for key in keys}
    found = {key: card for key, name in asked.items() if (card := kept_cards.get(name, now.timestamp())) is not None}
    missing = [key for key in keys if key not in found]
    known = {entry.pk: entry for entry in entries or entries_of(missing)}
    read = [known[key.entry] for key in missing if key.entry in known]
    if dates is None:
        dates = next_occurrences([entry.listing_id for entry in read], now=now, per_listing=DATES)
    for key in missing:
        if key.entry in known:
            listing = known[key.entry].listing
            rows = dates[listing.id][:DATES]
            words = replace(card_of(listing, rows, now=now), distance=far.get(key, ""))
            html = SafeString(card_html(words, level))
            found[key] = DrawnCard(html, Subject.of(listing) if listing.sensitive else None, _brief(words), listing.is_example)
            kept_cards.put(asked[key], found[key], now.timestamp(), true_until(listing, rows, now))
    return {key: found[key] for key in keys if key in found}


def _brief(card: Card) -> Brief:
    lang = card.listing.lang if card.foreign_lang else ""
    return Brief(card.listing.title, card.url, card.when, card.where, lang, card.listing.kind.value, card.kind_label, card.kind_icon)


@dataclass(frozen=True, slots=True)
class FramedCard:
    """The words of a card, and its HTML around what a search marks. A card that tells a distance needs a frame of its own."""

    card: Card
    frame: CardFrame


def cards_of_versions(versions: Sequence[tuple[Listing, int]], *, now: dt.datetime) -> list[FramedCard]:
    """Cards in the active language of listings as they were read, each with the version of its entry, which is theirs in their language.

    One query, none when all of them are kept. :param now: aware.
    """
    lang, at = current_language(), now.timestamp()
    names = [(listing.id, listing.lang, version, lang) for listing, version in versions]
    found = {name: card for name in names if (card := _kept_words.get(name, at)) is not None}
    missing = {name: listing for name, (listing, _version) in zip(names, versions, strict=True) if name not in found}
    dates = next_occurrences([listing.id for listing in missing.values()], now=now, per_listing=DATES)
    for name, listing in missing.items():
        rows = dates[listing.id]
        fresh = card_of(listing, rows, now=now)
        found[name] = FramedCard(fresh, card_frame(fresh))
        _kept_words.put(name, found[name], at, true_until(listing, rows, now))
    return [found[name] for name in names]


kept_cards: TrueForNow[tuple[Key, str, int, str], DrawnCard] = TrueForNow(2_000)
"""Some 2 kB each."""
_kept_words: TrueForNow[tuple[UUID, str, int, str], FramedCard] = TrueForNow(200)
"""They hold their listings: as many as are kept there."""
