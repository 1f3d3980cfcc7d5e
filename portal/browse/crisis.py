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


class Subject(NamedTuple):
    """What a page shows, as far as the choice of lines goes. Kept beside drawn cards, where a whole listing would be 25 kB each."""

    listing: UUID
    topics: frozenset[str]
    """Slugs."""
    is_crisis_help: bool

    @classmethod
    def of(cls, listing: Listing) -> "Subject":
        """Of a listing that a page shows."""
        return cls(listing.id, frozenset(term.slug for term in listing.topics), listing.crisis)

    @property
    def is_about_crisis(self) -> bool:
        """Whether it is crisis help, or on a topic that the coordinator has marked as crisis."""
        if self.is_crisis_help:
            return True
        return any(label.is_crisis and label.value in self.topics for label in filter_labels()["topic"]) if self.topics else False


def crisis_lines(about: Sequence[Subject], *, now: dt.datetime) -> list[Line] | None:
    """Lines to call at ``now`` (aware) on a page that shows ``about``; None when none of them is about a crisis.

    Of those that can be reached, the ones on a topic of ``about`` before others; whoever answers now comes first. A page of crisis help
    has its own number, and gets no other beside 112. Two queries, after a change of what is public only, or when a line opens or closes.
    """
    concerned = [subject for subject in about if subject.is_about_crisis]
    if not concerned:
        return None
    if all(subject.is_crisis_help for subject in concerned):
        return []
    topics = {topic for subject in concerned for topic in subject.topics}
    known = sorted(_lines.get(current_language()), key=lambda one: topics.isdisjoint(one.subject.topics))
    shown = {subject.listing for subject in about}
    reachable = list(islice(_reachable([one.key for one in known if one.subject.listing not in shown], now), MOST))
    return sorted(reachable, key=lambda line: line.open_state not in {"open", "always"})


def _reachable(keys: Sequence[Key], now: dt.datetime) -> Iterator[Line]:
    """Lines with a number or an address, in the order of ``keys``; no more entries are read than the lines taken need."""
    for start in range(0, len(keys), _AT_ONCE):
        for line in _said.get(keys[start : start + _AT_ONCE], now=now).values():
            if line.phone != EMERGENCY and (line.phone or line.web):
                yield line


class _Known(NamedTuple):
    """What is kept of each crisis service: enough to choose by."""

    subject: Subject
    key: Key


def _read(lang: str) -> tuple[_Known, ...]:
    return tuple(_known(entry) for entry in crisis_help(lang=lang))


def _known(entry: CatalogueEntry) -> _Known:
    return _Known(Subject.of(Listing.stored_once(entry.data)), key_of(entry))


_AT_ONCE = 20
"""Entries read by one query: nearly always enough for ``MOST`` lines."""
_lines = WhileUnchanged(_read)
_said = OfEntries(line_of, lambda listing, now: true_until(listing, (), now), most=200)
"""Lines in words: working out whether each is open takes longer than the rest of a page."""
