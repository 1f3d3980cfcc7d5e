"""Where the words of a phrase stand, and which of the phrases found are taken."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Generic, NamedTuple, TypeVar

from search.language.phrase_words import NEGATED, PhraseWord

T = TypeVar("T")

FURTHEST = 4
"""Words without a topic that may stand between two words of a phrase."""
_MOST_BETWEEN = 2
"""Other words that may stand among those of a phrase in another order ("mies juo ja lyö")."""


class Fit(IntEnum):
    """How a phrase stands in a query, the surest first."""

    IN_ORDER = 1
    ANY_ORDER = 2
    """All its words, in another order or with others between them."""
    PART = 3
    """A word that is only a member of a compound that was typed."""


class PhraseMatch(NamedTuple, Generic[T]):
    """A phrase found. ``positions``: of its words in the sequence that was looked through, ascending. ``language``: of the
    phrase. ``kindred``: how many of its words are there by an everyday word that stands for them."""

    value: T
    positions: tuple[int, ...]
    language: str
    fit: Fit
    kindred: int = 0


def positions_in_order(words: Sequence[frozenset[str]], places: Sequence[PhraseWord], start: int) -> tuple[int, ...]:
    """Where the words of a phrase stand, the first at ``start``; empty when they do not."""
    positions = [start]
    for forms in words[1:]:
        position = positions[-1] + 1
        last = position + FURTHEST
        while position < len(places) and not _is_one_of(places[position], forms):
            if not places[position].is_stop or position == last:
                return ()
            position += 1
        if position >= len(places):
            return ()
        positions.append(position)
    return tuple(positions)


def forms_ahead(places: Sequence[PhraseWord], start: int) -> set[str]:
    """Forms of the words among which the second word of a phrase must be, when its first stands at ``start``."""
    forms: set[str] = set()
    for position in range(start + 1, min(start + FURTHEST + 2, len(places))):
        place = places[position]
        forms |= place.forms
        forms |= place.kindred
        if not place.is_stop:
            break
    return forms


def _is_one_of(place: PhraseWord, forms: frozenset[str]) -> bool:
    return not (place.forms.isdisjoint(forms) and place.kindred.isdisjoint(forms))


def kindred_words(words: Sequence[frozenset[str]], places: Sequence[PhraseWord], positions: Sequence[int]) -> int:
    """How many words of a phrase are there by an everyday word that stands for them."""
    return sum(places[at].forms.isdisjoint(forms) for forms, at in zip(words, positions, strict=True))


def positions_in_any_order(words: Sequence[frozenset[str]], places: Sequence[PhraseWord], free: Sequence[int]) -> tuple[int, ...]:
    """Where the words of a phrase stand in any order; empty when they do not, or too far from each other. A negation belongs to
    its neighbours."""
    positions: list[int] = []
    negation = -1
    for forms in words:
        at = next((at for at in free if at not in positions and _is_one_of(places[at], forms)), None)
        if at is None:
            return ()
        positions.append(at)
        if any(form.endswith(NEGATED) for form in forms):
            negation = at
    positions.sort()
    between = sum(not places[at].is_stop for at in range(positions[0], positions[-1]) if at not in positions)
    if negation == positions[-1]:
        return ()  # it denies what comes after it
    return tuple(positions) if between <= (0 if negation >= 0 else _MOST_BETWEEN) else ()


def choose(
    found: Iterable[PhraseMatch[T]], places: Sequence[PhraseWord], chosen: list[PhraseMatch[T]], taken: dict[int, tuple[int, ...]]
) -> None:
    """The longest first (a word without a topic counts half: "vauva itkee" before "itken koko ajan"), of two the one with more words
    as they were typed, then the one with more words that carry a topic, then the one whose words stand nearer to each other; a longer
    one takes the words of those of one word. Of two phrases that share a word and mean the same, both take their words: what is left
    of the second means nothing by itself ("poikaystävä painostaa", "painostaa seksiin")."""

    def order(match: PhraseMatch[T]) -> tuple[int, int, int, int, tuple[int, ...]]:
        passed = sum(places[at].is_stop for at in match.positions)
        return -(2 * len(match.positions) - passed), match.kindred, passed, match.positions[-1] - match.positions[0], match.positions

    nearness = {(other.positions, other.kindred) for other in chosen}
    for match in sorted(found, key=order):
        longer = len(match.positions) > 1
        if any((match.positions, fewer) in nearness for fewer in range(match.kindred)):
            continue  # the same words as they were typed mean another thing
        if all(taken.get(at, match.positions) == match.positions or (longer and len(taken[at]) == 1) for at in match.positions):
            if longer:
                chosen[:] = [other for other in chosen if len(other.positions) > 1 or other.positions[0] not in match.positions]
            chosen.append(match)
            nearness.add((match.positions, match.kindred))
            taken.update(dict.fromkeys(match.positions, match.positions))
        elif longer and any(other.value == match.value and not set(other.positions).isdisjoint(match.positions) for other in chosen):
            for at in match.positions:
                taken.setdefault(at, match.positions)
