"""Stage: whether what was typed tells of a crisis. Words of danger are everyday words, too: one hits a ball, chops wood, and a toddler
runs off. Only what certainly tells of that is passed over; a plea must never be."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from search.language import analyse_text
from search.language.concepts import ConceptMatch, How
from search.language.fst import VERB
from search.language.kindred import is_everyday
from search.language.people import people
from search.language.voikko import load_finnish
from search.query.words import QueryWord

_FINNISH = "fi"
_TO_THINGS: Mapping[str, str] = {"fi": "lyödä hakata potkia potkaista potkaisu ampua tappaa kuristaa iskeä viiltää lyönti"}
"""Deeds that are done to things as well as to people."""
_NO_THINGS: Mapping[str, str] = {
    "fi": (
        "naama kasvot pää silmä selkä vatsa maha käsi kaula kurkku turpa nenä poski korva jalka pylly takapuoli peppu persaus ranne "
        "reisi käsivarsi iho suoni sormi hammas tukka hiukset nyrkki avokämmen kämmen litsari tinttaus remmi vyö piiska "
        "naapuri setä täti eno serkku kaveri ystävä opettaja ope tuttu vieras hoitaja asiakas eläin koira kissa lemmikki hevonen "
        "ovi seinä pöytä ikkuna tavara paikka puhelin luuri astia "
        "aika hetki minuutti tunti päivä yö ilta aamu viikko viikonloppu kuukausi vuosi kerta joulu"
    )
}
"""Nouns that a deed is done to in anger, with, or when: they make nothing harmless."""
_TO_ONESELF = frozenset("minä mua mut mun mulle minua minut minun minulle meitä meidät meidän meihin itse itseni itteni häntä".split())
_OBJECT_CASES = re.compile(r"\[S[pg]\]|\[Sn\]\[Nm\]")
"""Partitive, genitive, and the plural that looks like the nominative, in the notation of the dictionary."""
_SUBJECT_CASE = "[Sn]"
_NOUN = "[Ln]"
_PRESENT = "[Ap]"
_WORD_CLASS = re.compile(r"\[L[a-z]+\]")
_SMALL_CHILDREN: Mapping[str, str] = {"fi": "lapsi muksu mukula kakara taapero vauva vaavi ipana kersa pikkulapsi leikki-ikäinen pentu"}
_OF_YEARS = re.compile(r"[1-9][ -]?v(?:uotias)?")
"""A child under ten."""
_ACTIVE = "[P3][Ny]"
_GROWN: Mapping[str, str] = {
    "fi": (
        "äiti isä vanhempi äitipuoli isäpuoli mummo mummi pappa ukki vaari isovanhempi opettaja ohjaaja hoitaja aikuinen mies vaimo "
        "puoliso tyttöystävä poikaystävä vauva vaavi itse itsensä veitsi puukko ase kirves sakset koti"
    )
}
"""Whom a child hits in a family that needs help, or who may be meant to hit the child in poor Finnish; those too small to be hit; with
what nobody plays; and where a child is hit."""
_RUNS_OFF: Mapping[str, str] = {"fi": "karata"}
"""What small children do every day, and say "ran away" only when they are gone."""
_AWAY: Mapping[str, str] = {"fi": "koti kotoa yö öisin yöllä ilta laitos sijaiskoti"}
"""From where, and when, running off is more than that."""
_BESIDE: Mapping[str, tuple[tuple[str, str], ...]] = {
    "fi": (
        ("herätä", "aamu koulu työ syödä kello herätyskello ajoissa eskari tarha aamupala"),
        ("ambulanssi ambulanssia lanssi", "leikki leikkiä lelu tapahtuma kirja satu elokuva näyttely askartelu laulu paloauto peli"),
        ("karannut karata kadonnut kadota", "koira kissa lemmikki pupu kani hamsteri lintu marsu lelu pallo pipo avain lompakko pehmolelu"),
        ("hukkuminen", "uimakoulu uimataito ehkäisy ehkäistä uinti uimaopetus"),
        ("lyönti lyöminen", "pesäpallo tennis golf peli sulkapallo sähly"),
        ("turpa", "peli pelata"),
        ("koskea", "hammas korva kurkku pää nilkka"),
        ("ampua", "nerf nerffi vesipyssy jousi raketti ilotulite paintball laser"),
        ("uhata", "myöhästyä sade helle lakko pula"),
        ("myrkkysieni kärpässieni", "retki metsä sieniretki tunnistaa tunnistus kirja näyttely"),
    ),
    "sv": (
        ("slår slå", "klocka klockan hjärta hjärtat boll trumma rekord knut"),
        ("skjuta", "upp fram mål"),
        ("ambulans", "lek leka leksak bok film utställning evenemang brandbil"),
        ("rymt rymmer försvunnen försvann", "hund katt kanin mössa nyckel"),
        ("rymmer", "förskola förskolan dagis"),
    ),
    "en": (
        ("ambulance", "toy toys play book film game event truck"),
        ("emergency", "exit exits fund brake"),
        ("ran runs missing lost", "dog cat puppy kitten toy keys wallet hat"),
        ("runs", "shop store park toddler"),
        ("hits beats beat hit", "song songs ball drum drums game"),
    ),
}
"""Language -> words of danger, each with words beside which they tell of an ordinary day."""


def tells_of_crisis(found: Sequence[ConceptMatch], words: Sequence[QueryWord]) -> bool:
    """Whether any meaning marked as a crisis is meant so: not a deed done to a thing ("hakkaa halkoja"), not a small child who runs
    off today as yesterday ("lapsi karkaa kaupassa"), not a word beside one of play ("ambulanssi lelu").

    A name of a crisis ("väkivalta") always tells of it, and so does every query in which something is done to whom it is typed by.
    """
    told = [match for match in found if match.concept.crisis]
    if any(match.how is How.NAME for match in told) or any(word.text.casefold() in _TO_ONESELF for word in words):
        return bool(told)
    return any(not _is_everyday_life(match, words) for match in told)


def _is_everyday_life(match: ConceptMatch, words: Sequence[QueryWord]) -> bool:
    return (
        any(_is_done_to_thing(at, match.positions, words) for at in match.positions)
        or _child_hits(match.positions, words)
        or _child_runs_off(match.positions, words)
        or _stands_beside(match.positions, words)
    )


def _is_done_to_thing(at: int, positions: Sequence[int], words: Sequence[QueryWord]) -> bool:
    """Whether the deed at ``at`` is followed by the thing it is done to, or is done by a thing ("kello lyö")."""
    if not _is_among(words[at], _TO_THINGS):
        return False
    after, before = at + 1, at - 1
    if after < len(words) and after not in positions and _is_thing(words[after], _OBJECT_CASES):
        return True
    alone = len(positions) == 1 and before >= 0
    return alone and _is_thing(words[before], re.compile(re.escape(_SUBJECT_CASE)))


def _is_thing(word: QueryWord, case: re.Pattern[str]) -> bool:
    """Whether the dictionary has the word as a common noun in the case, and it is neither a person nor another that must be heeded."""
    analysed = word.analyses.get(_FINNISH)
    if analysed is None or word.is_stop or _is_among(word, _NO_THINGS):
        return False
    if any(base in people(_FINNISH) or is_everyday(base, _FINNISH) for base in (*analysed.bases, *analysed.parts)):
        return False
    nouns = [reading for reading in load_finnish().readings(word.text) if _WORD_CLASS.findall(reading)[-1:] == [_NOUN]]
    return any(case.search(reading) for reading in nouns)


def _child_hits(positions: Sequence[int], words: Sequence[QueryWord]) -> bool:
    """Whether a small child is the one who hits ("lapsi lyö muita", not "lasta lyödään"), and nobody of _GROWN."""
    if any(_is_among(word, _GROWN) or is_everyday(word.text.casefold(), _FINNISH) for word in words):
        return False
    deeds = [at for at in positions if at and _is_among(words[at], _TO_THINGS)]
    return bool(deeds) and all(_reads(words[at], _ACTIVE) and _is_small_child(_doer(words[:at])) for at in deeds)


def _doer(before: Sequence[QueryWord]) -> QueryWord:
    """The word nearest to a deed that is neither small nor another deed ("lapsi puree ja lyö"); the first when there is none."""
    return next((word for word in reversed(before) if not word.is_stop and not _reads(word, _ACTIVE)), before[0])


def _is_small_child(word: QueryWord) -> bool:
    """As the one who does something: in the nominative."""
    text = word.text.casefold()
    return bool(_OF_YEARS.fullmatch(text)) or (_is_among(word, _SMALL_CHILDREN) and _reads(word, _SUBJECT_CASE + "[Ny]"))


def _reads(word: QueryWord, ending: str) -> bool:
    return any(ending in reading for reading in load_finnish().readings(word.text))


def _child_runs_off(positions: Sequence[int], words: Sequence[QueryWord]) -> bool:
    told = [words[at] for at in positions]
    verbs = [word for word in told if _is_among(word, _RUNS_OFF)]
    if not verbs or not all(word in verbs or _is_among(word, _SMALL_CHILDREN) for word in told):
        return False
    if any(_is_among(word, _AWAY) for word in words):
        return False
    return any(_PRESENT in reading for word in verbs for reading in load_finnish().readings(word.text) if VERB in reading)


def _stands_beside(positions: Sequence[int], words: Sequence[QueryWord]) -> bool:
    told = [words[at] for at in positions]
    others = [word for at, word in enumerate(words) if at not in positions]
    return any(
        any(_has(word, language, danger) for word in told) and any(_has(word, language, ordinary) for word in (*told, *others))
        for language, pairs in _BESIDE.items()
        for danger, ordinary in pairs
    )


def _is_among(word: QueryWord, listed: Mapping[str, str]) -> bool:
    return any(_has(word, language, texts) for language, texts in listed.items())


def _has(word: QueryWord, language: str, texts: str) -> bool:
    analysed = word.analyses.get(language)
    return analysed is not None and not _bases(texts, language).isdisjoint((word.text.casefold(), *analysed.bases))


@cache
def _bases(texts: str, language: str) -> frozenset[str]:
    return frozenset(_forms(texts, language))


def _forms(texts: str, language: str) -> Iterable[str]:
    for word in analyse_text(texts, language):
        yield word.text.casefold()
        yield from word.bases
