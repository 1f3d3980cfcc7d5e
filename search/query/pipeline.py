"""The stages in order."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from search.engines.base import Boost, Clause, Foreseeing, Frequencies
from search.language.concepts import NO_CONCEPTS, ConceptMatch, Concepts
from search.language.phrases import Phrases
from search.language.tokens import normalise
from search.query.alarm import tells_of_crisis
from search.query.boosts import boosts_of
from search.query.build import Roles, engine_clauses, minimum_match, whole_name
from search.query.contacts import first_contacts
from search.query.correct import Correction, correct
from search.query.expand import told_by_site
from search.query.foresight import tokens_of_all
from search.query.generic import find_generic, find_people, find_when
from search.query.intents import Intent, find_intents
from search.query.meanings import find_meanings
from search.query.places import Gazetteer, PlaceMatch, find_places
from search.query.plea import find_plea, help_concepts, whole_query
from search.query.scripts import is_in_another_script
from search.query.speaker import sought_for, who_tells
from search.query.speller import Speller
from search.query.split import compounds, joined_words
from search.query.unknown import find_unknown, foresee
from search.query.weights import WEIGHTS, Weights
from search.query.words import LONGEST_QUERY, QueryWord, read_words


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What queries are understood by. ``languages``: of the interface, the default first. ``frequencies``: the engine's; may
    raise EngineError. ``speller``: None corrects nothing. ``crisis_words``: phrases that tell of a crisis without a concept."""

    languages: Sequence[str]
    gazetteer: Gazetteer
    frequencies: Frequencies
    concepts: Concepts = NO_CONCEPTS
    speller: Speller | None = None
    crisis_words: Phrases[str] | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks: in which language, on which local day (Europe/Helsinki), taking back which kinds of intents; ``exact``: words
    are asked for as typed, even when nobody knows them."""

    language: str
    today: dt.date
    without: frozenset[str] = frozenset()
    exact: bool = False


@dataclass(frozen=True, slots=True)
class UnderstoodQuery:
    """What was typed, understood: its words, the places it names, and what the engine is asked.

    ``correction``: how misspelt words were read, None when nothing was. ``intents``: wishes beside the words, to be shown.
    ``concepts``: what its words mean. ``name``: the whole of it as a name, one clause that requires nothing, or none.
    ``crisis``: life or safety may be at stake, so helplines come first.
    """

    words: tuple[QueryWord, ...]
    places: tuple[PlaceMatch, ...]
    clauses: tuple[Clause, ...]
    boosts: tuple[tuple[Boost, ...], ...]
    minimum_match: int
    tie_breaker: float
    correction: Correction | None = None
    intents: tuple[Intent, ...] = ()
    concepts: tuple[ConceptMatch, ...] = ()
    name: tuple[Clause, ...] = ()
    crisis: bool = False


def understand(text: str, reader: Reader, knowledge: Knowledge, weights: Weights = WEIGHTS) -> UnderstoodQuery:
    """Understand a query in every language of the interface. Empty text gives no words and no clauses; a query of nothing but
    wishes gives boosts and no clauses."""
    text = normalise(text[:LONGEST_QUERY])
    words = read_words(text, knowledge.languages)
    speller = None if reader.exact else knowledge.speller
    if isinstance(knowledge.frequencies, Foreseeing):
        knowledge.frequencies.expect(tokens_of_all(text, words, reader.language, knowledge.languages, speller, knowledge.concepts))
    correction = None
    if speller:
        written_in = (reader.language, knowledge.languages[0])
        correction = correct(text, words, written_in, knowledge.frequencies, speller)
        if correction:
            text = correction.shown
            words = read_words(text, knowledge.languages)
    places = () if "place" in reader.without else find_places(words, knowledge.gazetteer)
    intents = find_intents(text, words, places, knowledge.gazetteer, reader=reader.language, today=reader.today, without=reader.without)
    joined = compounds(words)
    foresee([*words, *joined.values()], knowledge.frequencies)
    named = {position for match in places for position in match.positions}
    wishes = {position for intent in intents if intent.kind != "place" for position in intent.positions}
    generic = find_generic(words)
    apart = {position for intent in intents if intent.kind not in {"place", "age"} for position in intent.positions}
    found = find_meanings(words, joined, named | apart | generic | find_when(words), knowledge.concepts)
    if not found and all(intent.kind == "age" for intent in intents):
        found = find_plea(words, knowledge.languages, knowledge.concepts)
    foreign = is_in_another_script(words)
    if foreign:
        found = whole_query(help_concepts(knowledge.languages, knowledge.concepts))
    meanings = told_by_site(found, knowledge.frequencies)
    crisis = foreign or tells_of_crisis(meanings, words) or bool(knowledge.crisis_words and knowledge.crisis_words.in_query(words))
    speaker = who_tells(words, intents)
    clauses = engine_clauses(
        words,
        joined_words(joined, named, knowledge.frequencies),
        Roles(places=named, wishes=wishes, generic=generic, people=find_people(words)),
        meanings,
        find_unknown(words, knowledge.frequencies, exact=reader.exact),
        knowledge.concepts,
        weights,
        first_contacts(words, intents, speaker, knowledge.languages, knowledge.concepts),
        speaker,
    )
    return UnderstoodQuery(
        words=words,
        places=places,
        clauses=clauses,
        name=whole_name(words, weights) if clauses else (),
        boosts=boosts_of(intents, speaker or sought_for(words), crisis=crisis, weights=weights),
        minimum_match=minimum_match(clauses, weights),
        tie_breaker=weights.tie_breaker,
        correction=correction,
        intents=intents,
        concepts=meanings,
        crisis=crisis,
    )
