"""Stage: what a query wishes beside its words: a place, an age, days, online, free. A wish puts what fits first and hides
nothing; the reader is told of each and can take it back."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.content.clock import dates, day_in_words
from search.documents import YES
from search.engines.base import Days
from search.language.phrase_matches import PhraseMatch
from search.language.phrases import Phrases
from search.query.ages import find_ages
from search.query.days import days_named
from search.query.intent_words import FREE, ONLINE, TIMES
from search.query.places import Gazetteer, PlaceMatch
from search.query.words import QueryWord

IntentKind = Literal["place", "age", "time", "online", "free"]
KINDS: frozenset[str] = frozenset({"place", "age", "time", "online", "free"})
"""Every kind of intent, the values of ``SearchRequest.without``."""
_NEAR = dt.timedelta(weeks=2)
_Told = PhraseMatch[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Intent:
    """A wish that the reader is told and can take back by its ``kind``.

    ``key``: what is wished. "place": a municipality's code. "age": whole years, "5" or "13-17". "time": local days
    (Europe/Helsinki) as ISO dates, "2026-11-22" or "2026-11-28/2026-11-29", both included. "online" and "free": "1".
    ``label``: the wish in words, in the reader's language. ``positions``: of the words that tell it. ``is_near``: days within
    two weeks, of which one plans by what is told to be on; further on, last year's event tells what is likely to come again.
    """

    kind: IntentKind
    key: str
    label: str
    positions: tuple[int, ...] = ()
    is_near: bool = False

    def ages(self) -> frozenset[str]:
        """Whole years as text, of an age."""
        first, _dash, last = self.key.partition("-")
        return frozenset(str(age) for age in range(int(first), int(last or first) + 1))

    def days(self) -> Days:
        """Of a time."""
        first, _slash, last = self.key.partition("/")
        return Days(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


def find_intents(
    text: str,
    words: Sequence[QueryWord],
    places: Sequence[PlaceMatch],
    gazetteer: Gazetteer,
    *,
    reader: str,
    today: dt.date,
    without: Collection[str] = (),
) -> tuple[Intent, ...]:
    """Wishes of a query, at most one of each kind but places. ``text``: what ``words`` are of (NFC). ``without``: kinds that
    the reader took back. ``today``: local day (Europe/Helsinki)."""
    told = _phrases().in_query(words)
    with override(reader):
        found = [
            *(Intent("place", match.place.code, _place_label(match, gazetteer, reader), match.positions) for match in places),
            *_age(text, words),
            *_time([match for match in told if match.value[0] == "time"], today),
            *_yes("online", _("Online"), told),
            *_yes("free", _("Free of charge"), told),
        ]
    once = {(intent.kind, intent.key): intent for intent in reversed(found)}
    return tuple(intent for intent in reversed(once.values()) if intent.kind not in without)


def _place_label(match: PlaceMatch, gazetteer: Gazetteer, reader: str) -> str:
    municipality = gazetteer.name(match.place.code, reader)
    return f"{match.place.name} ({municipality})" if match.place.is_locality and match.place.name != municipality else municipality


def _age(text: str, words: Sequence[QueryWord]) -> Iterator[Intent]:
    ages = find_ages(text, words)
    if ages:
        one = ages.first == ages.last
        years = str(ages.first) if one else f"{ages.first}–{ages.last}"
        # Translators: a child's age in years, "5" or "13–17": Finnish "Ikä 5 v", "Ikä 13–17 v".
        label = _("Age %(years)s") % {"years": years}
        yield Intent("age", str(ages.first) if one else f"{ages.first}-{ages.last}", label, ages.positions)


def _time(matches: Sequence[_Told], today: dt.date) -> Iterator[Intent]:
    if not matches:
        return
    named = [days_named(match.value[1], today) for match in matches]
    days = Days(min(each.first for each in named), max(each.last for each in named))
    one = days.first == days.last
    key = days.first.isoformat() if one else f"{days.first.isoformat()}/{days.last.isoformat()}"
    label = capfirst(day_in_words(days.first, today) if one else dates(days.first, days.last))
    yield Intent("time", key, label, _positions(matches), is_near=days.last <= today + _NEAR)


def _yes(kind: Literal["online", "free"], label: str, told: Sequence[_Told]) -> Iterator[Intent]:
    matches = [match for match in told if match.value[0] == kind]
    if matches:
        yield Intent(kind, YES, label, _positions(matches))


def _positions(matches: Sequence[_Told]) -> tuple[int, ...]:
    return tuple(sorted({position for match in matches for position in match.positions}))


@cache
def _phrases() -> Phrases[tuple[str, str]]:
    """(kind, key) by the phrases that tell it."""
    times = [(language, label, ("time", key)) for language, keys in TIMES.items() for key, labels in keys.items() for label in labels]
    online = [(language, label, ("online", YES)) for language, labels in ONLINE.items() for label in labels]
    free = [(language, label, ("free", YES)) for language, labels in FREE.items() for label in labels]
    return Phrases.of([*times, *online, *free], to_the_letter=True)
