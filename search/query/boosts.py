"""Stage: what fits the wishes of a query comes first; what does not is found all the same."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import Kind
from search.documents import YES
from search.engines.base import ANY_AGE, Boost, Days
from search.query.intents import Intent
from search.query.speaker import Speaker
from search.query.weights import Weights

_MOST_DAYS = 100
"""Days of a wish that are asked for: a season has 92."""
_LASTING = frozenset(kind.value for kind in Kind if kind not in {Kind.ORGANISATION, Kind.EVENT})
_AUDIENCES: Mapping[Speaker, frozenset[str]] = {
    Speaker.PARENT: frozenset({"vanhemmat", "lapsiperheet", "odottavat"}),
    Speaker.YOUNG: frozenset({"nuoret", "lapset"}),
}
_FAMILIES = frozenset({"lapsiperheet", "vanhemmat", "vauvaperheet"})
"""Slugs of the starter vocabulary of audiences."""
_GOES_ALONE = 10
"""Years from which one goes to places for the young; many of those tell no age, and are none for a child of five."""
Group = tuple[Boost, ...]


def boosts_of(intents: Sequence[Intent], speaker: Speaker | None = None, *, crisis: bool, weights: Weights) -> tuple[Group, ...]:
    """A group for each wish, one for what lasts where only a place is wished, one for those who tell, and one for a crisis."""
    return (
        *_places(intents, weights),
        *_lasting(intents, weights),
        *(group for intent in intents for group in _group(intent, weights)),
        *_speaker(speaker, weights),
        *_crisis(weights, told=crisis),
    )


def crisis_boost(weights: Weights) -> Boost:
    """Listings for a crisis before others."""
    return Boost("crisis", frozenset({YES}), weights.crisis_help)


def _places(intents: Iterable[Intent], weights: Weights) -> Iterator[Group]:
    """What is in the named places comes before what only serves them."""
    codes = frozenset(intent.key for intent in intents if intent.kind == "place")
    if codes:
        yield Boost("location", codes, weights.at_place), Boost("municipality", codes | {ANYWHERE}, weights.serves_place)


def _lasting(intents: Iterable[Intent], weights: Weights) -> Iterator[Group]:
    """Who names a place and no day asks for what there is to use, rather than for who runs it or for what once happened there."""
    kinds = {intent.kind for intent in intents}
    if "place" in kinds and "time" not in kinds:
        yield Boost("kind", _LASTING, weights.lasting), Boost("kind", frozenset({Kind.EVENT.value}), weights.event)


def _group(intent: Intent, weights: Weights) -> Iterator[Group]:
    match intent.kind:
        case "age":
            yield Boost("age", intent.ages(), weights.of_age), Boost("age", frozenset({ANY_AGE}), weights.any_age)
            if all(int(age) < _GOES_ALONE for age in intent.ages()):
                yield (Boost("audience", _FAMILIES, weights.for_children),)
        case "time":
            days = Boost("day", frozenset(_iso(intent.days())), weights.on_days)
            yield (days, Boost("kind", _LASTING, weights.perhaps_on_days)) if intent.is_near else (days,)
        case "online" | "free" as facet:
            yield (Boost(facet, frozenset({YES}), weights.online if facet == "online" else weights.free),)


def _speaker(speaker: Speaker | None, weights: Weights) -> Iterator[Group]:
    """What is meant for those who tell comes before what is meant for others."""
    if speaker:
        yield (Boost("audience", _AUDIENCES[speaker], weights.for_speaker),)


def _crisis(weights: Weights, *, told: bool) -> Iterator[Group]:
    if told:
        yield (crisis_boost(weights),)


def _iso(days: Days) -> Iterator[str]:
    count = min((days.last - days.first).days + 1, _MOST_DAYS)
    return ((days.first + dt.timedelta(days=number)).isoformat() for number in range(count))
