"""Whom to call on pages about what may cost life or safety: the crisis panel's lines."""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from portal.browse.helplines import EMERGENCY, Line, line_of
from portal.browse.labels import filter_labels
from portal.browse.moments import true_until
from portal.browse.of_entries import OfEntries
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import Key, crisis_help, key_of
from portal.listings.listing import Listing
from portal.localisation.languages import current_language
from portal.pagecache.unchanged import WhileUnchanged

MOST = 3
"""Beside 112: more numbers would be a list to choose from, and nobody chooses in a crisis."""


def is_about_crisis(listing: Listing) -> bool:
    """Whether the listing is crisis help, or on a topic that the coordinator has marked as crisis."""
    if listing.crisis:
        return True
    crisis = {label.value for label in filter_labels()["topic"] if label.is_crisis} if listing.topics else set()
    return not crisis.isdisjoint(term.slug for term in listing.topics)


def crisis_lines(about: Sequence[Listing], *, now: dt.datetime) -> list[Line] | None:
    """Lines to call at ``now`` (aware) on a page that shows ``about``; None when none of them is about a crisis.

    Of those that can be reached, the ones on a topic of ``about`` before others; whoever answers now comes first. A page of crisis help
    has its own number, and gets no other beside 112. Two queries, after a change of what is public only, or when a line opens or closes.
    """
    concerned = [listing for listing in about if is_about_crisis(listing)]
    if not concerned:
        return None
    if all(listing.crisis for listing in concerned):
        return []
    topics = {term.slug for listing in concerned for term in listing.topics}
    known = sorted(_lines.get(current_language()), key=lambda one: topics.isdisjoint(one.topics))
    shown = {listing.id for listing in about}
    reachable = list(islice(_reachable([one.key for one in known if one.listing not in shown], now), MOST))
    return sorted(reachable, key=lambda line: line.open_state not in {"open", "always"})


def _reachable(keys: Sequence[Key], now: dt.datetime) -> Iterator[Line]:
    """Lines with a number or an address, in the order of ``keys``; no more entries are read than the lines taken need."""
    for start in range(0, len(keys), _AT_ONCE):
        for line in _said.get(keys[start : start + _AT_ONCE], now=now).values():
            if line.phone != EMERGENCY and (line.phone or line.web):
                yield line


class _Known(NamedTuple):
    """What is kept of each crisis service: enough to choose by. Whole listings would be 25 kB each."""

    listing: UUID
    topics: frozenset[str]
    key: Key


def _read(lang: str) -> tuple[_Known, ...]:
    return tuple(_known(entry) for entry in crisis_help(lang=lang))


def _known(entry: CatalogueEntry) -> _Known:
    listing = Listing.stored_once(entry.data)
    return _Known(listing.id, frozenset(term.slug for term in listing.topics), key_of(entry))


_AT_ONCE = 20
"""Entries read by one query: nearly always enough for ``MOST`` lines."""
_lines = WhileUnchanged(_read)
_said = OfEntries(line_of, lambda listing, now: true_until(listing, (), now), most=200)
"""Lines in words: working out whether each is open takes longer than the rest of a page."""
