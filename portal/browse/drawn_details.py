"""Listings' pages as they were drawn, for as long as they are true: drawing one anew is most of what its page costs.

What is kept is the page's own part, never its frame. It holds for one version of the entry and the reader's language, for the versions of
everything else that it shows, for the crisis lines as they are said, and until the first moment at which its words may change.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.safestring import SafeString

from portal.browse.helplines import Line
from portal.browse.moments import true_until
from portal.browse.organisation import Offer, offers_of
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.memory import memory
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.queries import Key, entries_of, key_of, keys_at_place
from portal.catalogue.running import entries_of_sections
from portal.listings.kinds import Kind
from portal.listings.listing import Listing, Part, Section
from portal.pagecache.changes import State

FOREVER = float("inf")
_WITH_RELATED = frozenset({Kind.MEETING_PLACE, Kind.ORGANISATION})


@dataclass(frozen=True, slots=True)
class Shown:
    """The entries that a page shows beside its own: in each of its sections, at a place, and of an organisation."""

    sections: tuple[tuple[Key, ...], ...] = ()
    related: tuple[Key, ...] = ()
    offers: tuple[Offer, ...] = ()


@dataclass(frozen=True, slots=True)
class DetailName:
    """Everything that a kept page depends on but the time."""

    key: Key
    lang: str
    """The reader's."""
    part: UUID | None
    shown: Shown
    crisis: tuple[Line, ...] | None


Entries = dict[Key, CatalogueEntry]
Parts = dict[str, SafeString]
"""HTML by the names that templates give to parts (``portal.browse.templatetags.drawn``)."""


def asks_memory(listing: Listing, part: Part | None) -> bool:
    """Whether the page of a listing, or of a part of it, may show others that ``shown_by`` has to ask memory for."""
    return (part is None and listing.kind in _WITH_RELATED) or any(map(_shows_listings, (part or listing).sections))


def shown_by(listing: Listing, part: Part | None, key: Key | None, *, lang: str, now: dt.datetime) -> tuple[Shown, Entries]:
    """What the page of a listing, or of a part of it, shows, and those of these entries that had to be read. At most two queries.

    :param key: of the page's own entry; None for a draft's preview. :param now: aware.
    """
    if not asks_memory(listing, part):
        return Shown(tuple(() for _section in (part or listing).sections)), {}
    state = memory.state()  # before reading: what changes meanwhile is read again
    related = [] if part else _related(listing, lang=lang, now=now)
    sections, entries = _sections(listing, part, key, lang=lang, state=state)
    others = tuple(one for one in related if key is None or one.entry != key.entry)
    offers = offers_of(listing.id, lang=lang, now=now) if listing.kind is Kind.ORGANISATION and part is None else ()
    return Shown(sections, others, offers), entries


def read_shown(shown: Shown, known: Entries, *, besides: UUID) -> Entries:
    """The entries of these keys, without the listing ``besides``; one query, none when all are ``known``."""
    offered = (key for offer in shown.offers for key in offer.keys)
    keys = dict.fromkeys([*(key for section in shown.sections for key in section), *shown.related, *offered])
    read = {entry.pk: entry for entry in entries_of([key for key in keys if key not in known])}
    found = {key: known.get(key) or read.get(key.entry) for key in keys}
    return {key: entry for key, entry in found.items() if entry is not None and entry.listing_id != besides}


def detail_true_until(listing: Listing, entries: Sequence[CatalogueEntry], dates: dict[UUID, list[Occurrence]], now: dt.datetime) -> float:
    """Until when the page is true that shows these entries and dates, as Unix time. ``now``: aware."""
    others = (true_until(entry.listing, dates[entry.listing_id], now) for entry in entries)
    return min(true_until(listing, dates[listing.id], now), *others, FOREVER)


def _shows_listings(section: Section) -> bool:
    return section.rule is not None or bool(section.listing_ids)


def _related(listing: Listing, *, lang: str, now: dt.datetime) -> list[Key]:
    if listing.kind is Kind.MEETING_PLACE:
        return keys_at_place(listing.id, lang=lang, now=now, seen=True)
    return []


def _sections(
    listing: Listing, part: Part | None, key: Key | None, *, lang: str, state: State
) -> tuple[tuple[tuple[Key, ...], ...], Entries]:
    """Keys by section. Which entries a rule finds, the database knows: it is asked once in each state of the public content."""
    sections = part.sections if part else listing.sections
    if not any(map(_shows_listings, sections)):
        return tuple(() for _section in sections), {}
    name = None if key is None else (key, part.id if part else None, lang, state)
    kept = None if name is None else _kept_sections.get(name, 0.0)
    if kept is not None:
        return kept, {}
    found = entries_of_sections(sections, lang=lang)
    keys = tuple(tuple(map(key_of, entries)) for entries in found)
    if name is not None:
        _kept_sections.put(name, keys, 0.0, FOREVER)
    return keys, {key_of(entry): entry for entries in found for entry in entries}


kept_details: TrueForNow[DetailName, Parts] = TrueForNow(200)
"""Some 30 kB each: a text with one dash takes two octets a letter."""
_kept_sections: TrueForNow[tuple[Key, UUID | None, str, State], tuple[tuple[Key, ...], ...]] = TrueForNow(500)
