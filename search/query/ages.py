"""Ages told by numbers and by what a child is called, in every language: "5-vuotias", "3 v", "2-3-åringar", "toddler"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from search.language.phrases import Phrases
from search.query.intent_words import AGES, NUMERALS, OF_AN_AGE, OF_ONESELF, UNITS
from search.query.words import QueryWord

_OLDEST = 29
"""Years above which a number is no age of a child or a young person."""
_FIRST_OF_ONESELF = 10
"""Years from which one types one's own age; smaller numbers count something else."""
_MONTHS = 12
_NUMBER = r"(?P<first>\d{1,2})(?:[-–/](?P<last>\d{1,2}))?"


@dataclass(frozen=True, slots=True)
class Ages:
    """Whole years, both ends included, and the positions of the words that tell them."""

    first: int
    last: int
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Patterns:
    joined: re.Pattern[str]
    years: re.Pattern[str]
    months: re.Pattern[str]
    before_tail: re.Pattern[str]
    tail: re.Pattern[str]


def find_ages(text: str, words: Sequence[QueryWord]) -> Ages | None:
    """The ages that the words of ``text`` tell, from the youngest to the oldest; None when they tell none."""
    found = list(_by_numbers(text, words))
    taken = {position for ages in found for position in ages.positions}
    found += [Ages(*match.value, match.positions) for match in _named().in_query(words) if not taken.intersection(match.positions)]
    if not found:
        return None
    positions = sorted({position for ages in found for position in ages.positions})
    return Ages(min(ages.first for ages in found), max(ages.last for ages in found), tuple(positions))


def _by_numbers(text: str, words: Sequence[QueryWord]) -> Iterator[Ages]:
    for position, word in enumerate(words):
        for language in word.analyses:
            patterns = _patterns().get(language)
            ages = _at(text, words, position, patterns) if patterns else None
            if ages:
                yield ages
                break


def _at(text: str, words: Sequence[QueryWord], position: int, patterns: _Patterns) -> Ages | None:
    lower = words[position].text.casefold()
    joined = patterns.joined.fullmatch(lower)
    if joined:
        start = words[position].span[0]
        whole = re.search(r"(\d{1,2})[,.]$", text[:start])  # "1,5-vuotias" is one year old
        if whole:
            return _ages(whole.group(1), None, (position,), months=bool(joined["months"]))
        return _ages(joined["first"], joined["last"], (position,), months=bool(joined["months"]))
    if position and re.fullmatch(r"\d\d", lower) and _FIRST_OF_ONESELF <= int(lower) <= _OLDEST:
        before = words[position - 1].text.casefold()
        if any(before in OF_ONESELF.get(language, ()) for language in words[position - 1].analyses):
            return Ages(int(lower), int(lower), (position,))
    number = re.fullmatch(_NUMBER, lower)
    following = [word.text.casefold() for word in words[position + 1 : position + 3]]
    if not number or not following:
        return None
    has_tail = len(following) > 1 and bool(patterns.tail.fullmatch(following[1]))
    months = bool(patterns.months.fullmatch(following[0]))
    if months or patterns.years.fullmatch(following[0]) or (has_tail and patterns.before_tail.fullmatch(following[0])):
        positions = tuple(range(position, position + (3 if has_tail else 2)))
        return _ages(number["first"], number["last"], positions, months=months)
    return None


def _ages(first: str, last: str | None, positions: tuple[int, ...], *, months: bool) -> Ages | None:
    unit = _MONTHS if months else 1
    youngest, oldest = sorted((int(first) // unit, int(last or first) // unit))
    return Ages(youngest, oldest, positions) if oldest <= _OLDEST else None


@cache
def _patterns() -> Mapping[str, _Patterns]:
    return {
        language: _Patterns(
            joined=re.compile(rf"{_NUMBER}[-–]?(?:(?P<months>{units.months})|{units.years})"),
            years=re.compile(units.years),
            months=re.compile(units.months),
            before_tail=re.compile(units.years_with_tail),
            tail=re.compile(units.tail),
        )
        for language, units in UNITS.items()
    }


@cache
def _named() -> Phrases[tuple[int, int]]:
    return Phrases.of([*_called(), *_in_words()], to_the_letter=True)


def _called() -> Iterator[tuple[str, str, tuple[int, int]]]:
    for language, names in AGES.items():
        for ages, labels in names.items():
            yield from ((language, label, ages) for label in labels)


def _in_words() -> Iterator[tuple[str, str, tuple[int, int]]]:
    for language, numerals in NUMERALS.items():
        for years, numeral in enumerate(numerals, start=1):
            yield from ((language, form.format(numeral), (years, years)) for form in OF_AN_AGE[language])
