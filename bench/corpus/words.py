"""Finnish nouns and their forms: enough inflection and compounding for texts that an analyser has to work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any, Generic, TypeVar

import yaml

Choice = TypeVar("Choice")
CASES = ("nominative", "genitive", "partitive", "inessive", "elative", "illative", "adessive", "ablative", "allative", "plural")
_BACK = frozenset("aou")


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun by the stems that its forms are made of: "kerho", weak "kerho", partitive "kerhoa", illative "kerhoon".

    ``weak``: the stem of most cases ("tuva|ssa"). ``partitive``, ``illative``: whole words. ``vowel``: a or ä of its endings, by
    the last member of a compound alone ("kylä|retkellä").
    """

    nominative: str
    weak: str
    partitive: str
    illative: str
    vowel: str

    @classmethod
    def read(cls, notation: str) -> "Noun":
        """From "nominative weak partitive illative"."""
        nominative, weak, partitive, illative = notation.split()
        return cls(nominative, weak, partitive, illative, "a" if _BACK & set(weak) else "ä")

    def form(self, case: str) -> str:
        """The noun in one of CASES.

        :raises KeyError: for a case that is not one of them.
        """
        endings = {
            "genitive": "n",
            "inessive": f"ss{self.vowel}",
            "elative": f"st{self.vowel}",
            "adessive": f"ll{self.vowel}",
            "ablative": f"lt{self.vowel}",
            "allative": "lle",
            "plural": "t",
        }
        whole = {"nominative": self.nominative, "partitive": self.partitive, "illative": self.illative}
        return whole[case] if case in whole else f"{self.weak}{endings[case]}"

    def after(self, modifier: str) -> "Noun":
        """The compound with ``modifier`` before it: "vauva" and "kerho" give "vauvakerho"; its last part inflects."""
        joint = "-" if modifier[-1] == self.nominative[0] and modifier[-1] in "aeiouyäö" else ""
        before = f"{modifier}{joint}"
        return Noun(
            f"{before}{self.nominative}", f"{before}{self.weak}", f"{before}{self.partitive}", f"{before}{self.illative}", self.vowel
        )


_LISTS: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("words.yaml").read_text(encoding="utf-8"))
HEADS, SUBJECTS, PLACE_ENDS = (tuple(Noun.read(each) for each in _LISTS[name]) for name in ("heads", "subjects", "place_ends"))
MODIFIERS, PLACE_STARTS, ADJECTIVES = (tuple(str(_LISTS[name]).split()) for name in ("modifiers", "place_starts", "adjectives"))


def seeded(seed: int) -> Random:
    """Chance that is the same for the same seed."""
    return Random(seed)  # noqa: S311 (a corpus, not a secret)


class Frequent(Generic[Choice]):
    """Chooses as people use words: the first ones often, the last ones seldom (Zipf's law, exponent about 1)."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        """``choices``: the most frequent first."""
        self._choices = choices
        total = 0.0
        self._limits = [total := total + 1.0 / rank for rank in range(1, len(choices) + 1)]

    def choose(self, random: Random) -> Choice:
        """One of them."""
        return random.choices(self._choices, cum_weights=self._limits)[0]
