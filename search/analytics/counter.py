"""Counting searches in memory, written to the database by the minute, as page loads are (``portal.usage.counter``).

No cookie, network address, time of day or browser name is looked at for what is stored. What may not be kept
(``search.analytics.privacy``) is dropped before it is counted, so it is not even in memory afterwards.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from threading import Lock

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from portal.usage.background import BackgroundWriter
from portal.usage.counter import is_page_load
from search.analytics.models import LITTLE, Outcome, TermKind
from search.analytics.privacy import LONGEST, may_keep, normalised
from search.analytics.vocabulary import known_words, meaning_of
from search.analytics.writing import TermKey, TotalKey, add_term, add_total, weeks_with_room
from search.engines.base import EngineError, Sort
from search.language.voikko import AnalyserUnavailableError
from search.service import SearchRequest, SearchResults

FEW = 2
"""Results up to which a search found little."""
MOST_TERMS = 1000
"""Different terms in memory at a time; of more only the totals are counted, so that nobody can fill memory or database."""
_PLACE_FILTERS = frozenset({"municipality"})


_lock = Lock()
_terms: Counter[TermKey] = Counter()
_totals: Counter[TotalKey] = Counter()


def week_of(day: dt.date) -> dt.date:
    """Monday of the day's ISO week."""
    return day - dt.timedelta(days=day.weekday())


def count_search(request: HttpRequest, asked: SearchRequest, found: SearchResults) -> None:
    """Count one answered search, only in memory: no query. Searches that go on from another one are not counted again: further
    pages, other orders, filters beside the place, wishes taken back; nor are signed-in staff and what no reader sees."""
    if not _is_new(asked) or not (is_page_load(request) or _asks_from_elsewhere(request)):
        return
    week = week_of(timezone.localdate())
    outcomes = tuple(_outcomes(asked, found))
    keys = tuple(_keys(week, asked, found, outcomes)) if outcomes else ()
    with _lock:
        _totals.update(TotalKey(week, asked.lang, column) for column in _columns(asked, outcomes, is_kept=bool(keys)))
        _terms.update(key for key in keys if key in _terms or len(_terms) < MOST_TERMS)
    writer.write_soon()


def _is_new(asked: SearchRequest) -> bool:
    filters = {name for name, values in (asked.filters or {}).items() if values}
    return bool(
        asked.q.strip()
        and asked.page == 1
        and filters <= _PLACE_FILTERS
        and not asked.without
        and asked.days is None
        and asked.sort is Sort.RELEVANCE
    )


def _asks_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a page of somebody else asks the API for its reader; our own pages' scripts ask again for what was counted."""
    headers = request.headers
    is_fetch = headers.get("Sec-Fetch-Dest") == "empty" and headers.get("Sec-Fetch-Site") == "cross-site"
    return request.method == "GET" and is_fetch and settings.SESSION_COOKIE_NAME not in request.COOKIES


def _outcomes(asked: SearchRequest, found: SearchResults) -> Iterator[Outcome]:
    if asked.exact:
        yield Outcome.INSISTED  # whoever asks "search instead for" has been counted a moment ago
        return
    if found.total <= FEW:
        yield Outcome.FEW if found.total else Outcome.NONE
    if found.correction:
        yield Outcome.CORRECTED


def _columns(asked: SearchRequest, outcomes: tuple[Outcome, ...], *, is_kept: bool) -> Iterator[str]:
    """Columns of WeekTotal that the search adds to."""
    if asked.exact:
        return
    yield "searches"
    for outcome in LITTLE:
        if outcome in outcomes:
            yield outcome.value
            if not is_kept:
                yield "withheld"


def _keys(week: dt.date, asked: SearchRequest, found: SearchResults, outcomes: tuple[Outcome, ...]) -> Iterator[TermKey]:
    """What may be counted of the search; nothing when it may not be kept."""
    shown = found.correction.shown if found.correction else ""
    try:
        crisis = meaning_of(asked.q).crisis or (meaning_of(shown).crisis if shown else ())
        if crisis or found.in_crisis:
            # What somebody in danger types is nobody's to read: only which helplines' concept it was.
            little = [outcome for outcome in outcomes if outcome in LITTLE]
            yield from (TermKey(week, asked.lang, TermKind.CONCEPT, key, outcome) for key in crisis for outcome in little)
            return
        if not may_keep(asked.q, known_words(asked.q)):
            return
    except (EngineError, AnalyserUnavailableError):
        return  # nobody can tell whether it may be kept
    for outcome in outcomes:
        corrected_to = normalised(shown)[:LONGEST] if outcome is Outcome.CORRECTED else ""
        yield TermKey(week, asked.lang, TermKind.WORDS, normalised(asked.q), outcome, corrected_to)


def flush() -> int:
    """Write what has been counted; returns how many searches. What cannot be written is kept for the next time.

    :raises DatabaseError: the database refused.
    """
    with _lock:
        terms, totals = _terms.copy(), _totals.copy()
        _terms.clear()
        _totals.clear()
    written_terms: Counter[TermKey] = Counter()
    written_totals: Counter[TotalKey] = Counter()
    try:
        for total, count in totals.items():
            add_total(total, count)
            written_totals[total] = count
        room = weeks_with_room({key.week for key in terms})
        for key, count in terms.items():
            add_term(key, count, may_be_new=key.week in room)
            written_terms[key] = count
    finally:
        with _lock:
            _terms.update(terms - written_terms)
            _totals.update(totals - written_totals)
    return sum(count for total, count in written_totals.items() if total.column == "searches")


writer = BackgroundWriter(
    flush,
    kept="Searches could not be counted; the counts are kept until the next search.",
    lost="The searches of the last minute could not be counted.",
)
