"""Whom to call on pages about what may cost life or safety: the crisis panel's lines."""

import datetime as dt
from collections.abc import Sequence

from portal.browse.helplines import EMERGENCY, Line, line_of
from portal.browse.labels import filter_labels
from portal.browse.moments import true_until
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.queries import Key, helplines, key_of
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
    has its own number, and gets no other beside 112. One query, after a change of what is public only.
    """
    concerned = [listing for listing in about if is_about_crisis(listing)]
    if not concerned:
        return None
    if all(listing.crisis for listing in concerned):
        return []
    topics = {term.slug for listing in concerned for term in listing.topics}
    known = sorted(_lines.get(current_language()), key=lambda one: topics.isdisjoint(term.slug for term in one[0].topics))
    shown = {listing.id for listing in about}
    lines = [_line(listing, key, now) for listing, key in known if listing.id not in shown]
    reachable = [line for line in lines if line.phone != EMERGENCY and (line.phone or line.web)][:MOST]
    return sorted(reachable, key=lambda line: line.open_state not in {"open", "always"})


def _line(listing: Listing, key: Key, now: dt.datetime) -> Line:
    name = (key, current_language())
    line = _said.get(name, now.timestamp())
    if line is None:
        line = line_of(listing, now)
        _said.put(name, line, now.timestamp(), true_until(listing, (), now))
    return line


def _read(lang: str) -> tuple[tuple[Listing, Key], ...]:
    return tuple((entry.listing, key_of(entry)) for entry in helplines(lang=lang) if entry.listing.crisis)


_lines = WhileUnchanged(_read)
_said: TrueForNow[tuple[Key, str], Line] = TrueForNow(200)
"""Lines in words: working out whether each is open takes longer than the rest of a page."""
