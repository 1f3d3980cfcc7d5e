"""Last stage: clauses for the engine. Only topical words are asked for; what tells a wish, names a place or carries no topic
may help but hides nothing."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from search.documents import CONCEPT_FIELDS, FORM_FIELDS, NAME_FIELD
from search.engines.base import Clause, WeightedToken
from search.language.concepts import ConceptMatch, Concepts
from search.language.whole import whole_tokens
from search.query.expand import concept_tokens, tokens_of_any
from search.query.speaker import Speaker
from search.query.unknown import SecondChance
from search.query.weights import Weights
from search.query.words import QueryWord

_Groups = Mapping[tuple[int, ...], Sequence[ConceptMatch]]


@dataclass(frozen=True, slots=True)
class Roles:
    """Positions of words that say little of what is sought: names of ``places``, words that tell other ``wishes``, ``generic``
    ones ("apua", "things") and ``people`` ("lapselle", "mum")."""

    places: Collection[int]
    wishes: Collection[int]
    generic: Collection[int]
    people: Collection[int] = ()


def engine_clauses(
    words: Sequence[QueryWord],
    joined: Sequence[QueryWord],
    roles: Roles,
    found: Sequence[ConceptMatch],
    unknown: Mapping[int, SecondChance | None],
    concepts: Concepts,
    weights: Weights,
    contacts: Sequence[str] = (),
    speaker: Speaker | None = None,
) -> tuple[Clause, ...]:
    """A clause for each word, each meaning and each compound typed apart, and one for ``contacts`` (keys of concepts), which asks
    for nothing; what is not for the ``speaker`` counts for less. A meaning stands in for its words.

    What must match is the first of these that there is: topical words and meanings (and names of places, where one of the words
    is a name that nobody knows, or where the others are names: "puuhala mäntyharju"; not for a word of the dictionary that stands
    nowhere here: "parturi mikkeli" finds nothing); words for people and every meaning, also of words that tell a wish or are
    generic, even beside words that nobody knows; names of places; nothing, when wishes are told: what fits them comes first of
    everything; generic words; every word.
    """
    groups = _by_positions(found)
    covered = {position for positions in groups for position in positions}
    aside = {*roles.places, *roles.wishes, *roles.generic}
    people = set(roles.people) - aside
    topical = {position for position, word in enumerate(words) if position not in aside | covered | people and not word.is_stop}
    asked = {position for position in topical if unknown.get(position, True)}
    stops = {position for position, word in enumerate(words) if word.is_stop}
    vague = {*roles.places, *roles.generic, *stops}
    phrases = {positions for positions in groups if len(positions) > 1 and not vague.issuperset(positions)}
    meanings = phrases | {positions for positions in groups if not positions or not (aside | stops | people).issuperset(positions)}
    if not meanings:
        people_only = asked <= unknown.keys()
        asked |= people - covered - unknown.keys()
    if not meanings and people_only:
        meanings = set(groups)
    else:  # "apua" means something where nothing else does
        said_little = stops | set(roles.generic)
        groups = {positions: group for positions, group in groups.items() if not positions or not said_little.issuperset(positions)}
    if any(words[position].is_name for position in asked & unknown.keys()) or (
        asked and not meanings and all(words[position].is_name for position in asked)
    ):
        asked |= set(roles.places)
    if not (asked or meanings):
        asked = set(roles.places)
    if not (asked or meanings) and roles.wishes:
        return ()
    if not (asked or meanings):
        asked = set(roles.generic) or set(range(len(words)))
    return (
        *_word_clauses(words, asked, covered, roles, unknown, weights),
        *(
            Clause(
                tuple(_meaning([words[position] for position in positions], group, concepts, weights, speaker)),
                weights.people if positions not in meanings and people.issuperset(positions) else 1.0,
                required=positions in meanings,
            )
            for positions, group in groups.items()
        ),
        *(Clause(tuple(_alternatives(word, None, weights)), required=False) for word in joined),
        *((Clause(tuple(_tokens(tokens_of_any(contacts, weights))), weights.contact, required=False),) if contacts else ()),
    )


def whole_name(words: Sequence[QueryWord], weights: Weights) -> tuple[Clause, ...]:
    """The query as the name of a listing, in each language; requires nothing."""
    languages = dict.fromkeys(language for word in words for language in word.analyses)
    tokens = [
        WeightedToken(NAME_FIELD, token, weights.whole_name)
        for language in languages
        for token in whole_tokens([word.analyses[language] for word in words if language in word.analyses], language)
    ]
    return (Clause(tuple(tokens), required=False),) if tokens else ()


def minimum_match(clauses: Sequence[Clause], weights: Weights) -> int:
    """How many of the required clauses must match. Where words have a meaning, meanings are counted only: other words are
    often of another language than the listing, and say what one would like besides."""
    required = [clause for clause in clauses if clause.required]
    meanings = [clause for clause in required if any(each.field in CONCEPT_FIELDS for each in clause.alternatives)]
    return max(1, int(len(meanings or required) * weights.minimum_share))


def _by_positions(found: Sequence[ConceptMatch]) -> _Groups:
    groups: dict[tuple[int, ...], list[ConceptMatch]] = {}
    for match in found:
        groups.setdefault(match.positions, []).append(match)
    return groups


def _word_clauses(
    words: Sequence[QueryWord],
    asked: Collection[int],
    covered: Collection[int],
    roles: Roles,
    unknown: Mapping[int, SecondChance | None],
    weights: Weights,
) -> Iterable[Clause]:
    for position, word in enumerate(words):
        if position in covered and position not in asked:
            continue  # its meaning's clause asks for it, too
        weight = 1.0
        if position in roles.places:
            weight = weights.place_word
        elif position in roles.wishes:
            weight = weights.intent_word
        elif word.is_stop:
            weight = weights.stop
        elif position in roles.generic:
            weight = weights.generic_word
        elif position in roles.people:
            weight = weights.people
        yield Clause(tuple(_alternatives(word, unknown.get(position), weights)), weight, required=position in asked)


def _meaning(
    words: Sequence[QueryWord], group: Sequence[ConceptMatch], concepts: Concepts, weights: Weights, speaker: Speaker | None
) -> Iterable[WeightedToken]:
    """The concepts' tokens, and the words themselves: those of a phrase are a weaker sign one by one."""
    best = concept_tokens(group, concepts, weights, speaker)
    factor = 1.0 if len(words) == 1 else weights.phrase_word
    for word in words:
        for field, token, weight in _forms(word, weights):
            best[field, token] = max(factor * weight, best.get((field, token), 0.0))
    return _tokens(best)


def _alternatives(word: QueryWord, second_chance: SecondChance | None, weights: Weights) -> Iterable[WeightedToken]:
    if second_chance:
        weight = weights.similar if second_chance.edits else weights.beginning
        yield WeightedToken("folded", second_chance.token, weight, second_chance.edits)
    best: dict[tuple[str, str], float] = {}
    for field, token, weight in _forms(word, weights):
        best[field, token] = max(weight, best.get((field, token), 0.0))
    yield from _tokens(best)


def _tokens(best: Mapping[tuple[str, str], float]) -> Iterable[WeightedToken]:
    return (WeightedToken(field, token, weight) for (field, token), weight in best.items())


def _forms(word: QueryWord, weights: Weights) -> Iterable[tuple[str, str, float]]:
    for language, analysed in word.analyses.items():
        for factor, forms in ((1.0, analysed.bases), (weights.query_part, analysed.parts)):
            for form in forms:
                for field in FORM_FIELDS:
                    yield field, f"{language}:{form}", factor * weights.fields[field]
        for form in analysed.folded:
            yield "folded", form, weights.folded
