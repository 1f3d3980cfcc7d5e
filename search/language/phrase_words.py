"""Words of phrases and of what they are looked for in: their forms in each language, and negations as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from search.language.analysis import analyse_text
from search.language.endings import without_ending
from search.language.kindred import plainer
from search.language.people import people
from search.language.words import Word

_NOTHING: frozenset[str] = frozenset()
_NEGATIONS: Mapping[str, frozenset[str]] = {
    "fi": frozenset(
        "ei ilman älä emmä emmää etsä ettei etten ettet ettemme ettette etteivät muttei mutten vaikkei vaikken koskei kosken "
        "ellei ellen jollei jollen".split()
    ),
    "sv": frozenset({"inte", "utan", "ej", "aldrig", "ingen", "inga"}),
    "en": frozenset(
        "not no without never cannot can't don't doesn't didn't won't wouldn't couldn't isn't aren't wasn't haven't hasn't nobody cant "
        "dont doesnt wont".split()
    ),
}
"""Base or written forms that turn a phrase round: "no friends" is not "friends", so they are part of a phrase though they
carry no topic; one stands for another."""
_AFTERWARDS: Mapping[str, frozenset[str]] = {"fi": frozenset({"jälkeen", "ilman"})}
"""Base forms of words that carry no topic and always belong to their phrase: "koulun jälkeen" is not "koulu", nor "asioille ilman
lapsia" "lasten asioille"."""
_TO_DO_FORM = "tekeminen"
NEGATED = "¬"
"""Stands for every negation in the forms of a phrase."""
_AMOUNTS: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"moni", "usea", "kaikki", "muu", "koko", "kumpi", "paljo", "paljon"}),
    "sv": frozenset({"många", "alla", "mycket"}),
    "en": frozenset({"many", "all", "any", "some"}),
}
"""Base forms of words that carry no topic, but without which the only topical word of a phrase means another thing: "monta
lasta" is not "lapsi"."""
_WHOM: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"minä", "mua", "mut", "mulle", "itse", "aika"}),
    "sv": frozenset({"mig", "oss", "sig", "man", "vill"}),
    "en": frozenset({"me", "myself", "us", "him", "them", "themselves"}),
}
"""The same of whom or what a deed is done to, and of a will: "kill myself" is not "kill", "tappaa aikaa" not "tappaa", "vill dö"
not "dö"."""
_QUESTIONS: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"mikä", "mitä", "missä", "mistä", "mihin", "minne", "kuka", "miten", "kukaan"}),
    "sv": frozenset({"var", "vart", "vem", "vad", "hur"}),
    "en": frozenset({"where", "who", "what", "how"}),
}
"""The same of what is asked: "mistä töitä" is not every "työ"."""
_ANYTHING: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"soittaa", "puhua", "kirjoittaa", "kysyä", "sanoa", "syödä", "saada", "loppu", "paha", "kaveri"}),
    "sv": frozenset({"ring", "prat", "skriv", "fråg", "säg", "slut", "vilj"}),
    "en": frozenset({"talk", "call", "write", "ask", "say", "love", "one"}),
}
"""Base forms (Finnish) or stems of everyday words that are about nothing by themselves: "talk to someone" is not every "talk", "mot min
vilja" not every will. Of a phrase in which one of them alone carries a topic, the other words must stand there, too."""
_TO_DO = frozenset({"tekemistä", "tekemisiä", "tekeminen", "tekemisen"})
_TO_DO_BEGINNINGS = ("tekemis", "tekemin")
"""Finnish forms, spoken ones too ("tekemist"), that mean something to do and not the verb they are made of: "lapselle tekemistä" is not
"lapsi tekee"."""
_LINKS: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"ja", "kanssa", "kans", "kun", "että"}),
    "sv": frozenset({"för", "till", "med", "åt", "av", "och", "en", "ett", "den", "det", "de", "min", "mitt", "mina"}),
    "en": frozenset({"for", "with", "to", "of", "and", "a", "an", "the", "my"}),
}
"""Words that say nothing even beside nothing but words for people: "för pappor" is "pappor"."""


@dataclass(frozen=True, slots=True)
class PhraseWord:
    """A word to be matched: its forms ("fi:lyödä"), those of its members, and whether a phrase may pass over it. ``kindred``:
    forms of plainer words that it may stand for in a phrase of several words ("fi:äiti" for "mutsi")."""

    forms: frozenset[str]
    parts: frozenset[str]
    is_stop: bool
    kindred: frozenset[str] = _NOTHING

    @classmethod
    def of(cls, analyses: Mapping[str, Word], *, is_stop: bool) -> "PhraseWord":
        """Of a typed word, analysed in each language. One that no dictionary knows may also be what is left of it without an
        ending ("nutalle": "nuta")."""
        forms: set[str] = set()
        parts: set[str] = set()
        for language, analysed in analyses.items():
            forms |= _forms(analysed, language)
            parts.update(f"{language}:{part}" for part in analysed.parts)
            if analysed.bases == (analysed.text.casefold(),) and not analysed.parts:
                forms.update(f"{language}:{stem}" for stem in without_ending(analysed.text, language))
        kindred = {
            f"{language}:{word}" for form in forms for language, _, base in [form.partition(":")] for word in plainer(base, language)
        }
        return cls(frozenset(forms), frozenset(parts), is_stop, frozenset(kindred - forms))


class ReadWord(Protocol):
    """A word of a query."""

    @property
    def phrase_word(self) -> PhraseWord:
        """What it is in every language."""
        ...


def text_place(word: Word, language: str) -> PhraseWord:
    """A word of a text to be matched: its base forms only."""
    return PhraseWord(_forms(word, language), _NOTHING, word.is_stop)


def phrase_words(label: str, language: str, *, to_the_letter: bool) -> tuple[frozenset[str], ...]:
    """Forms ("fi:lyödä") of each word of a phrase that must stand in a text; all of its words when ``to_the_letter``."""
    words = analyse_text(label, language)
    afterwards = _AFTERWARDS.get(language, _NOTHING)
    telling = [word for word in words if not word.is_stop or _is_negation(word, language) or not afterwards.isdisjoint(word.bases)]
    if to_the_letter or all(_is_negation(word, language) for word in telling):
        telling = words
    elif all(_is_negation(word, language) or people(language).issuperset(word.bases) for word in telling):
        # "minne lasten kanssa" is not every child, "lasta ei tule" not every child that does not do something
        telling = [word for word in words if word in telling or not _LINKS.get(language, _NOTHING).intersection(word.bases)]
    elif sum(not _is_negation(word, language) for word in telling) == 1:
        if len(telling) == 1 and _ANYTHING.get(language, _NOTHING).issuperset(telling[0].bases):
            telling = [word for word in words if word in telling or not _LINKS.get(language, _NOTHING).intersection(word.bases)]
            return tuple(_forms(word, language) for word in telling)
        needed = _AMOUNTS.get(language, _NOTHING) | _WHOM.get(language, _NOTHING) | _QUESTIONS.get(language, _NOTHING)
        telling = [word for word in words if word in telling or not needed.isdisjoint(word.bases)]
    return tuple(_forms(word, language) for word in telling)


def written_forms(form: str, language: str) -> frozenset[str]:
    """A form ("fi:lyödä") as texts have it: "lyödä", or any negation of the language."""
    bare = form.partition(":")[2]
    if bare == _TO_DO_FORM:
        return _TO_DO
    return _NEGATIONS[language] if bare == NEGATED else frozenset({bare})


def as_written(word: Word) -> str:
    """In lower case, with the apostrophe of keyboards: "don't"."""
    return word.text.casefold().replace("’", "'")


def _is_negation(word: Word, language: str) -> bool:
    negations = _NEGATIONS.get(language, frozenset())
    if language == "fi" and as_written(word) == "et":
        return False  # who seeks help seldom says "you do not", and often "that": "kerron et oon raskaana"
    return as_written(word) in negations or not negations.isdisjoint(word.bases)


def _forms(word: Word, language: str) -> frozenset[str]:
    if _is_negation(word, language):
        return frozenset({f"{language}:{NEGATED}"})
    if language == "fi" and as_written(word).startswith(_TO_DO_BEGINNINGS):
        return frozenset({f"{language}:{_TO_DO_FORM}"})
    return frozenset(f"{language}:{base}" for base in word.bases)
