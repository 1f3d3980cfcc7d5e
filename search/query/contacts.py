"""Stage: first contacts. Who tells of a trouble in a sentence ("poika ei suostu aamulla kouluun") is also shown, after what answers
it, whom anybody may call: what the thesaurus has beside the word "help"."""

from collections.abc import Mapping, Sequence
from functools import cache

from search.language import analyse_text
from search.language.concepts import Concept, Concepts
from search.query.intents import Intent
from search.query.plea import help_concepts, is_sentence
from search.query.words import QueryWord

_FEWEST_WORDS = 3
"""Words of a sentence: fewer are rather the name of something."""
_CARED_FOR: Mapping[str, str] = {
    "fi": (
        "lapsi poika tytär tyttö vauva vaavi taapero muksu mukula kakara kersa ipana penska pentu tenava esikoinen kuopus nuorimmainen "
        "vanhin jälkikasvu teini teinari murkku puoliso mies vaimo ukko akka muija kumppani exä eksä lapsenlapsi"
    ),
    "sv": "barn son dotter baby bebis tonåring man make maka fru sambo barnbarn",
    "en": "child kid son daughter baby toddler teen teenager husband wife spouse partner grandchild",
}
"""Those of whom parents and grandparents tell."""
_OF_THE_YOUNG: Mapping[str, str] = {
    "fi": (
        "äiti mutsi äiskä isä faija fatsi iskä isäpuoli äitipuoli vanhempi porukka ope opettaja rehtori luokka koulu lukio amis kaveri "
        "frendi bestis poikaystävä tyttöystävä seurustella sisko veli broidi"
    ),
    "sv": "mamma pappa förälder lärare klass skola kompis pojkvän flickvän syster bror",
    "en": "mom mum dad mother father parent teacher class school friend boyfriend girlfriend sister brother",
}
"""Those of whom the young tell, unless they are told of beside a child or a spouse."""
_WHOM: Mapping[str, Mapping[str, str]] = {
    "cared for": _CARED_FOR,
    "of the young": _OF_THE_YOUNG,
    "young": {"fi": "nuori", "sv": "ung ungdom", "en": "young youth"},
}
_ELSEWHERE = frozenset({"place", "online", "free"})
"""Wishes of those who look for something to do, or for one kind of help."""


def first_contacts(words: Sequence[QueryWord], intents: Sequence[Intent], languages: Sequence[str], concepts: Concepts) -> list[str]:
    """Keys of the concepts of first contacts for who tells of a trouble in a sentence; none for a query that is none, or that
    wishes something else than an age. Who tells of a child or a spouse gets those for parents, who tells of parents, school or
    friends those named for the young, others both.

    ``languages``: of the interface.
    """
    if len(words) < _FEWEST_WORDS or any(intent.kind in _ELSEWHERE for intent in intents) or not is_sentence(words):
        return []
    offered = [near for concept in help_concepts(languages, concepts) for near in concepts.related(concept.key)]
    young = {concept.key for concept in offered if _is_for_young(concept)}
    if _tells_of(words, "cared for"):
        return [concept.key for concept in offered if concept.key not in young]
    if _tells_of(words, "of the young"):
        return [concept.key for concept in offered if concept.key in young]
    return [concept.key for concept in offered]


def _is_for_young(concept: Concept) -> bool:
    return any(
        not _bases("young", language).isdisjoint((*word.bases, *word.parts))
        for language, label in concept.preferred.items()
        for word in analyse_text(label, language)
    )


def _tells_of(words: Sequence[QueryWord], whom: str) -> bool:
    return any(not _bases(whom, language).isdisjoint(analysed.bases) for word in words for language, analysed in word.analyses.items())


@cache
def _bases(whom: str, language: str) -> frozenset[str]:
    return frozenset(base for word in analyse_text(_WHOM[whom].get(language, ""), language) for base in word.bases)
