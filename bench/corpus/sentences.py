"""Sentences and titles: patterns of our own with places for nouns in the case that the sentence needs."""

import re
from collections.abc import Sequence
from functools import cache
from random import Random

from bench.corpus.words import ADJECTIVES, HEADS, MODIFIERS, PLACE_ENDS, PLACE_STARTS, SUBJECTS, Frequent, Noun, seeded

_LONG_SHARE = 0.06
"""Share of compounds with three members ("vauvaperhekahvila"): they are many and seldom, as the long tail of real words."""
_SLOT = re.compile(r"\{(\w)\.(\w+)\}")

TITLES = (
    "{c.nominative}",
    "{a.nominative} {c.nominative}",
    "{c.nominative} {p.inessive}",
    "{p.genitive} {c.nominative}",
    "{c.nominative} ja {c.nominative}",
    "{c.nominative}: {s.nominative} ja {s.nominative}",
    "Apua {s.illative}",
    "Kun {s.nominative} mietityttää",
    "{s.plural} ja {s.nominative}, {c.nominative}",
    "{p.genitive} {a.nominative} {c.nominative}",
)
SUMMARIES = (
    "{a.nominative} {c.nominative} niille, joita {s.nominative} mietityttää.",
    "{c.nominative} kokoontuu {p.inessive}, mukaan voi tulla ilmoittautumatta.",
    "Apua ja neuvoja {s.illative}, myös silloin kun {s.nominative} vie voimat.",
    "Tule {c.illative} juttelemaan {s.elative} muiden kanssa.",
    "{c.nominative} on tarkoitettu perheille, joissa on {s.partitive}.",
)
SENTENCES = (
    "Toiminta on tarkoitettu vanhemmille, joilla on huoli lapsesta.",
    "Voit tulla mukaan lapsen kanssa tai yksin.",
    "Tule {c.illative} juttelemaan {s.elative} muiden kanssa.",
    "{c.nominative} auttaa, kun {s.nominative} tuntuu vaikealta.",
    "Tarjoamme tietoa {s.elative} ja {s.elative}.",
    "Ryhmässä puhutaan {s.elative}, {s.elative} ja siitä, miten arki sujuu.",
    "Perheet tapaavat toisiaan {p.inessive}, ja lapset leikkivät yhdessä.",
    "{p.adessive} on {a.nominative} {c.nominative}, josta saa tietoa {s.elative}.",
    "Ohjaaja on paikalla koko ajan ja kertoo mielellään {s.elative}.",
    "Jos {s.nominative} painaa mieltä, ota yhteyttä {c.illative}.",
    "{c.nominative} on {a.nominative} ja perheille maksuton.",
    "Mukaan mahtuu kymmenen perhettä, joten ilmoittaudu ajoissa.",
    "{c.genitive} ohjelmassa on leikkiä, laulua ja yhdessä syömistä.",
    "Saat apua {s.illative} puhelimitse ja tapaamisissa.",
    "{c.plural} järjestetään yhdessä kunnan ja seurakunnan kanssa.",
    "Kerromme myös, miten {c.allative} pääsee ja mitä se maksaa.",
    "Isät ja äidit ovat yhtä tervetulleita, samoin isovanhemmat.",
    "Lapsille on lelut ja leikkinurkka, vauvoille patja ja hoitopöytä.",
    "{s.nominative} muuttuu lapsen kasvaessa, ja siitä on hyvä puhua.",
    "Emme kysy nimeä, ja keskustelu {s.elative} on luottamuksellista.",
    "Vertaiset tietävät, miltä {s.nominative} tuntuu.",
    "{p.elative} on lyhyt matka {c.illative}, vaunuilla pääsee sisään.",
    "Kahvi ja mehu kuuluvat hintaan, omat eväät voi lämmittää.",
    "Ammattilainen arvioi tilanteen ja ohjaa tarvittaessa {c.illative}.",
    "Työntekijä voi tulla myös kotiin, jos {s.nominative} on vienyt voimat.",
    "Syksyllä alkaa uusi {c.nominative}, johon voi hakea elokuun loppuun asti.",
    "{c.adessive} on päivystysaika maanantaisin ja torstaisin.",
    "Nuori voi tulla juttelemaan {s.elative} ilman ajanvarausta.",
    "Tulkki järjestyy, kun siitä kerrotaan viikkoa ennen.",
    "Esitteen {s.elative} voi tulostaa tai tilata {c.elative}.",
)
SWEDISH = (
    "Kom med och träffa andra familjer.",
    "Här får du råd och stöd i vardagen med barn.",
    "Verksamheten är avgiftsfri och öppen för alla.",
    "Vi pratar om barnets uppväxt, sömn och gränser.",
    "Du kan komma ensam eller med ditt barn.",
    "En yrkesperson svarar på dina frågor om föräldraskap.",
    "Ungdomar kan komma och prata utan tidsbokning.",
    "Gruppen träffas varje vecka under terminen.",
)
ENGLISH = (
    "Come and meet other families.",
    "We give advice and support for everyday life with children.",
    "The activities are free of charge and open to everyone.",
    "We talk about sleep, feelings and setting limits.",
    "You can come alone or with your child.",
    "A professional answers your questions about parenting.",
    "Young people can come and talk without an appointment.",
    "The group meets every week during the term.",
)


class Writer:
    """Writes Finnish; the same vocabulary for the same seed."""

    def __init__(self, seed: int) -> None:
        """``seed``: decides which compounds and places are frequent."""
        random = seeded(seed)
        compounds = [head.after(modifier) for modifier in MODIFIERS for head in HEADS]
        places = [end.after(start) for start in PLACE_STARTS for end in PLACE_ENDS]
        random.shuffle(compounds)
        random.shuffle(places)
        self._compounds = Frequent(compounds)
        self._every_compound = compounds
        self._subjects = Frequent(SUBJECTS)
        self._places = Frequent(places)

    def title(self, random: Random) -> str:
        """A title of some two to five words."""
        return self._write(random.choice(TITLES), random)

    def summary(self, random: Random) -> str:
        """One sentence."""
        return self._write(random.choice(SUMMARIES), random)

    def body(self, random: Random, sentences: int) -> list[str]:
        """Different sentences one after another."""
        return [self._write(pattern, random) for pattern in random.sample(SENTENCES, min(sentences, len(SENTENCES)))]

    def place(self, random: Random) -> str:
        """Name of a place or street."""
        return self._places.choose(random).nominative.capitalize()

    def organisation(self, random: Random) -> str:
        """Name of an association or office."""
        place = self._places.choose(random).form("genitive").capitalize()
        return f"{place} {random.choice(('perheyhdistys', 'seurakunta', 'nuorisotyö', 'hyvinvointipalvelut', 'tukiyhdistys', 'kylätalo'))}"

    def _write(self, pattern: str, random: Random) -> str:
        pieces = []
        for text, kind, case in _parsed(pattern):
            pieces += [text, self._word(kind, case, random)] if kind else [text]
        written = "".join(pieces)
        return written[0].upper() + written[1:]

    def _word(self, kind: str, case: str, random: Random) -> str:
        if kind == "a":
            return random.choice(ADJECTIVES)
        if kind == "s":
            return self._subjects.choose(random).form(case)
        if kind == "p":
            return self._places.choose(random).form(case).capitalize()
        return self.compound(random).form(case)

    def compound(self, random: Random) -> Noun:
        """A compound, frequent ones more often."""
        if random.random() < _LONG_SHARE:
            return random.choice(self._every_compound).after(random.choice(MODIFIERS))
        return self._compounds.choose(random)


def foreign(sentences: Sequence[str], random: Random, count: int) -> list[str]:
    """Some of a list of whole sentences."""
    return random.sample(sentences, min(count, len(sentences)))


@cache
def _parsed(pattern: str) -> tuple[tuple[str, str, str], ...]:
    """A pattern as (text before, kind of word or empty, case)."""
    pieces = _SLOT.split(pattern)
    ends = [*zip(pieces[0::3], pieces[1::3], pieces[2::3], strict=False)]
    return (*ends, (pieces[-1], "", ""))
