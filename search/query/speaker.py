"""Stage: who tells of a trouble, as far as the words give it away: a parent who tells of a child or a spouse, or a young person who
tells of parents, of school, of friends or of their own age."""

import re
from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache, lru_cache

from search.language import analyse_text
from search.query.intent_words import I_AM
from search.query.intents import Intent
from search.query.plea import is_sentence
from search.query.words import QueryWord

_CARED_FOR: Mapping[str, str] = {
    "fi": (
        "lapsi poika tytär tyttö vauva vaavi taapero muksu mukula kakara kersa ipana penska pentu tenava esikoinen kuopus nuorimmainen "
        "jälkikasvu teini teinari murkku puoliso mies vaimo ukko akka muija kumppani exä eksä lapsenlapsi"
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
_YOUNG: Mapping[str, str] = {"fi": "nuori", "sv": "ung ungdom", "en": "young youth"}
_TEENAGERS: Mapping[str, str] = {"fi": "nuori teini teinari murkku"}
_PARENTS: Mapping[str, str] = {"fi": "vanhempi äiti isä perhe"}
_WHOM: Mapping[str, Mapping[str, str]] = {
    "cared for": _CARED_FOR,
    "of the young": _OF_THE_YOUNG,
    "young": _YOUNG,
    "teenagers": _TEENAGERS,
    "parents": _PARENTS,
}
_FOR = "lle"
"""Ending of the allative, of those for whom something is (VISK § 1254)."""
_OF_ANOTHER = re.compile(r"vuotia(?!s$)")
_OWN_AGES = range(10, 20)
"""Years of those who tell their own age and are young."""
_FEWEST_WORDS = 2
"""Words of a sentence ("poika lintsaa")."""
_ELSEWHERE = frozenset({"place", "online", "free"})
"""Wishes of those who look for something to do, or for one kind of help."""


class Speaker(Enum):
    """Who tells."""

    PARENT = "parent"
    """Of a child, a grandchild or a spouse."""
    YOUNG = "young"


def tells(words: Sequence[QueryWord], intents: Sequence[Intent]) -> bool:
    """Whether the query is a sentence in which somebody tells something, rather than the name of what is sought or a wish for a
    place, for something online or free of charge."""
    return len(words) >= _FEWEST_WORDS and not any(intent.kind in _ELSEWHERE for intent in intents) and is_sentence(words)


def who_tells(words: Sequence[QueryWord], intents: Sequence[Intent]) -> Speaker | None:
    """Who tells in a sentence; None for a query that is none, and where the words do not give it away. Who says that they are 10 to
    19 years old are young, whomever they tell of."""
    if not tells(words, intents):
        return None
    if _tells_own_age(words, intents):
        return Speaker.YOUNG
    if _tells_of(words, "cared for"):
        return Speaker.PARENT
    return Speaker.YOUNG if _tells_of(words, "of the young") else None


def sought_for(words: Sequence[QueryWord]) -> Speaker | None:
    """For whom something is sought, where the words say it ("seuraa nuorelle"): the young, unless parents are named beside them."""
    for_whom = [word for word in words if word.text.casefold().endswith(_FOR)]
    return Speaker.YOUNG if _tells_of(for_whom, "teenagers") and not _tells_of(words, "parents") else None


def is_for_others(names: Mapping[str, str], speaker: Speaker | None) -> bool:
    """Whether what has these names (by language) is for the young and a parent tells: youth chats are no answer to them, though what
    they tell of may be a young person's trouble."""
    return speaker is Speaker.PARENT and is_for_young(names)


def is_for_young(names: Mapping[str, str]) -> bool:
    """Whether one of the names (by language) says that it is for the young."""
    return any(_names_young(name, language) for language, name in names.items())


@lru_cache(maxsize=4096)
def _names_young(name: str, language: str) -> bool:
    young = _bases("young", language)
    return any(not young.isdisjoint((*word.bases, *word.parts)) for word in analyse_text(name, language))


def _tells_own_age(words: Sequence[QueryWord], intents: Sequence[Intent]) -> bool:
    return any(
        _says_i_am(words, intent.positions[0]) and any(int(age) in _OWN_AGES for age in intent.ages())
        for intent in intents
        if intent.kind == "age" and intent.positions
    )


def _says_i_am(words: Sequence[QueryWord], position: int) -> bool:
    """Before the word of an age, which is nobody else's ("olen 15-vuotiaan äiti")."""
    if not position or _OF_ANOTHER.search(words[position].text.casefold()):
        return False
    before = words[position - 1]
    return any(before.text.casefold() in I_AM.get(language, ()) for language in before.analyses)


def _tells_of(words: Sequence[QueryWord], whom: str) -> bool:
    return any(not _bases(whom, language).isdisjoint(analysed.bases) for word in words for language, analysed in word.analyses.items())


@cache
def _bases(whom: str, language: str) -> frozenset[str]:
    return frozenset(base for word in analyse_text(_WHOM[whom].get(language, ""), language) for base in word.bases)
