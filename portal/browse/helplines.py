"""Who answers at this minute. Never says "open" of times that are not known to be valid."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext

from portal.browse.answers import responder_in_words
from portal.browse.briefly import whom_in_words
from portal.browse.freshness import freshness_line, is_stale
from portal.browse.moments import true_until
from portal.browse.of_entries import OfEntries
from portal.browse.points import PointView, point_views
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.facets import languages
from portal.catalogue.filters import Filters
from portal.catalogue.lifted import crisis_first
from portal.catalogue.memory import memory
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.listings.schedule import HELSINKI
from portal.localisation.languages import current_language, path_in
from portal.pagecache.changes import State

EMERGENCY = "112"
MOST = 500
"""Lines told of at once: many times what Finland has. Nobody looks for help among more of them, and a page of thousands takes megabytes."""
_YEAR = re.compile(r"\((?:19|20)\d\d\)")
"""The year of old times, as ``old_times_in_words`` and sources write it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A helpline as the component ``help_now`` shows it, by the point that matters now."""

    title: str
    url: str
    lang: str
    """Language of the texts when it is not the reader's, else empty."""
    phone: str
    web: str
    open_state: str
    """open, always, source (round the clock by a source too old to be asserted), closed or unknown."""
    open_text: str
    for_whom: str
    is_crisis: bool
    age: str = ""
    """How old the number is, when nobody has confirmed it in time; else empty."""
    who: str = ""
    """Who answers; empty while unknown."""
    anonymous: bool | None = None
    """Whether one may keep one's name; None = not known."""
    is_understood: bool = True
    """Answers in the reader's language, or does not tell in which."""


@dataclass(frozen=True, slots=True)
class Answering:
    """Helplines by what is known of this minute, crisis lines first in each."""

    open: list[Line]
    by_source: list[Line]
    """Round the clock according to a source that is too old to be asserted; told with its year."""
    others: list[Line]
    """Closed now, or times not known."""
    is_all: bool = True
    """Whether there are no others: of more than ``MOST`` lines crisis help and the first by title are told of."""


def answering_now(*, now: dt.datetime, topic: str = "", all_crisis: bool = True) -> Answering:
    """Current helplines by their state. One query; one more for lines that are not kept.

    :param topic: slug; only those on it. :param all_crisis: crisis help of other kinds, too. :param now: aware.
    """
    name = (memory.state(), current_language(), topic, all_crisis)
    found = _answering.get(name, now.timestamp())
    if found is None:
        filters = Filters(kinds=(Kind.HELPLINE,), topic=topic, current_only=True)
        keys = crisis_first(filters, lang=current_language(), now=now, most=MOST + 1, all_crisis=all_crisis, seen=True)
        lines, until = _lines.get_until(keys[:MOST], now=now)
        found = _sorted(lines, is_all=len(keys) <= MOST)
        _answering.put(name, found, now.timestamp(), until)
    return found


def _sorted(given: Iterable[Line], *, is_all: bool) -> Answering:
    # The emergency number stands on every page by itself, always.
    lines = [line for line in given if line.phone != EMERGENCY]
    # Crisis lines first; then what answers in the reader's language; what can be reached from here before what can only be read about.
    lines.sort(key=lambda line: (not line.is_crisis, not line.is_understood, not (line.phone or line.web)))
    return Answering(
        open=[line for line in lines if line.open_state in {"open", "always"}],
        by_source=[line for line in lines if line.open_state == "source"],
        others=[line for line in lines if line.open_state in {"closed", "unknown"}],
        is_all=is_all,
    )


def line_of(listing: Listing, now: dt.datetime) -> Line:
    """A helpline or service as a line, by its point that matters at ``now`` (aware)."""
    today = now.astimezone(HELSINKI).date()
    views = point_views(listing, (), now=now)
    point = next((view for view in views if view.is_open), None) or next((view for view in views if view.round_the_clock), None)
    point = point or next((view for view in views if view.open_text or view.hours), None) or next(iter(views), None)
    state, text = _state(point)
    phone = (point.phone if point else "") or next((contact.phone for contact in listing.contacts if contact.phone), "")
    web = (point.url if point else "") or next((link.url for link in listing.links), "")
    spoken = set(languages(listing))
    return Line(
        title=listing.title,
        url=path_in(current_language(), listing.url),
        lang="" if listing.lang == current_language() else listing.lang,
        phone=phone,
        web=web,
        open_state=state,
        open_text=text,
        for_whom=whom_in_words(listing.eligibility),
        is_crisis=listing.crisis,
        age=freshness_line(listing, today) if is_stale(listing, today) else "",
        who=responder_in_words(listing),
        anonymous=listing.anonymous,
        is_understood=not spoken or current_language() in spoken,
    )


def _state(point: PointView | None) -> tuple[str, str]:
    if point is None:
        return "unknown", gettext("Opening times not known")
    if point.open_state in {"open", "always"}:
        return point.open_state, point.open_text
    told = "; ".join(point.hours)
    if point.old and point.round_the_clock:
        # Without a year in brackets the words alone would look confirmed.
        is_dated = _YEAR.search(told) and not point.check
        unchecked = gettext("hours not checked")
        return "source", told if is_dated else f"{told}, {unchecked}"
    if point.old:
        return "unknown", gettext("Times according to an older source: %(times)s") % {"times": told}
    if point.open_state == "closed":
        return "closed", point.open_text
    return "unknown", capfirst(told) or gettext("Opening times not known")


_lines: OfEntries[Line] = OfEntries(line_of, lambda listing, now: true_until(listing, (), now), most=2_000)
"""Lines as they are said: working out whether each is open takes longer than the rest of a page. Some 1 kB each."""
_answering: TrueForNow[tuple[State, str, str, bool], Answering] = TrueForNow(20)
