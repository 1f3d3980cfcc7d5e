"""Snippets: the words that matched, marked in the original text. Engine-neutral; plain text in, safe HTML out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.listings.listing import Listing, Part
from search.language import Word, analyse_text
from search.language.tokens import normalise
from search.query.words import QueryWord

_LENGTH = 220
_LEAD = 60
"""Characters shown before the first match."""
_LONGEST_TEXT = 20_000
"""Characters of a text that are looked through."""


@dataclass(frozen=True, slots=True)
class Highlighter:
    """The forms a query looks for, each with the positions of the query's words it stands for.

    ``bases`` also match the members of a compound in the text; ``parts`` (members of a compound in the query) only whole
    words. Forms are prefixed with their language; ``folded`` ones have none.
    """

    bases: Mapping[str, frozenset[int]]
    parts: Mapping[str, frozenset[int]]
    folded: Mapping[str, frozenset[int]]

    @classmethod
    def of(cls, words: Sequence[QueryWord]) -> "Highlighter":
        """For the words of a query; words without a topic are marked only when there is nothing else."""
        bases: dict[str, set[int]] = defaultdict(set)
        parts: dict[str, set[int]] = defaultdict(set)
        folded: dict[str, set[int]] = defaultdict(set)
        for position, word in enumerate([word for word in words if not word.is_stop] or words):
            for language, analysed in word.analyses.items():
                for form in analysed.bases:
                    bases[f"{language}:{form}"].add(position)
                for form in analysed.parts:
                    parts[f"{language}:{form}"].add(position)
                for form in analysed.folded:
                    folded[form].add(position)
        return cls(_frozen(bases), _frozen(parts), _frozen(folded))

    def matched(self, text: str, language: str) -> frozenset[int]:
        """Positions of the query's words that stand in ``text``."""
        words = analyse_text(text[:_LONGEST_TEXT], language)
        return frozenset(position for word in words for position in self._positions(word, language))

    def mark(self, text: str, language: str) -> SafeString:
        """The whole text, escaped, with matches in <mark>."""
        text = normalise(text)
        return _marked(text, 0, len(text), self._spans(text, language))

    def snippet(self, text: str, language: str) -> SafeString:
        """Some 220 characters of ``text`` around its first match, escaped, matches in <mark>."""
        text = normalise(text[:_LONGEST_TEXT])
        spans = self._spans(text, language)
        start = _word_start(text, spans[0][0] - _LEAD) if spans and spans[0][1] > _LENGTH else 0
        end = _word_end(text, start + _LENGTH)
        body = _marked(text, start, end, [span for span in spans if start <= span[0] and span[1] <= end])
        return format_html("{}{}{}", "… " if start else "", body, " …" if end < len(text) else "")

    def _spans(self, text: str, language: str) -> list[tuple[int, int]]:
        spans: list[tuple[int, int]] = []
        for word in analyse_text(text, language):
            if self._positions(word, language) and not (spans and word.start < spans[-1][1]):
                spans.append((word.start, word.end))
        return spans

    def _positions(self, word: Word, language: str) -> set[int]:
        found: set[int] = set()
        for base in word.bases:
            found |= self.bases.get(f"{language}:{base}", _NOWHERE) | self.parts.get(f"{language}:{base}", _NOWHERE)
        for part in word.parts:
            found |= self.bases.get(f"{language}:{part}", _NOWHERE)
        for form in word.folded:
            found |= self.folded.get(form, _NOWHERE)
        return found


def best_text(highlighter: Highlighter, listing: Listing) -> str:
    """The text of the listing that holds most of the query's words; its summary when none holds more."""
    texts = [listing.summary, listing.plain_summary, listing.body_text, *(part.text for part in listing.parts)]
    counts = [len(highlighter.matched(text, listing.lang)) for text in texts]
    return texts[counts.index(max(counts))] or next((text for text in texts if text), "")


def best_part(highlighter: Highlighter, listing: Listing) -> Part | None:
    """The part that tells the reader more than the whole's title does; None when no part holds a further word.

    A match in a part's title counts before one in its text; of equals, the first.
    """
    in_title = highlighter.matched(listing.title, listing.lang)
    best: tuple[int, int] = (0, 0)
    chosen: Part | None = None
    for part in listing.parts:
        title = highlighter.matched(part.title, listing.lang)
        both = title | highlighter.matched(part.text, listing.lang)
        rank = (len(both), len(title))
        if rank > best and (both - in_title or title):
            best, chosen = rank, part
    return chosen


_NOWHERE: frozenset[int] = frozenset()


def _frozen(positions: Mapping[str, Iterable[int]]) -> dict[str, frozenset[int]]:
    return {form: frozenset(places) for form, places in positions.items()}


def _marked(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> SafeString:
    pieces: list[tuple[str, str]] = []
    position = start
    for first, last in spans:
        pieces.append((text[position:first], text[first:last]))
        position = last
    return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), text[position:end])


def _word_start(text: str, position: int) -> int:
    if position <= 0:
        return 0
    space = text.find(" ", position)
    return position if space < 0 else space + 1


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", 0, position)
    return position if space < 0 else space
