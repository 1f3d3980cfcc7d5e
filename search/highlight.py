"""Snippets: the words that matched, marked in the original text. Engine-neutral; plain text in, safe HTML out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.listings.listing import Listing, Part
from search.language import Word, analyse_text
from search.language.concepts import ConceptMatch
from search.language.phrases import Phrases
from search.language.tokens import normalise
from search.query.words import QueryWord

_LENGTH = 220
_LEAD = 60
"""Characters shown before the first match."""
_LONGEST_TEXT = 20_000
"""Characters of a text that are looked through."""
_NOWHERE: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with the places of its matches: ``spans`` are (start, end) offsets in order, without overlaps.

    ``positions``: which of the query's words stand in it.
    """

    text: str
    spans: tuple[tuple[int, int], ...]
    positions: frozenset[int]

    def whole(self) -> SafeString:
        """All of it, escaped, matches in <mark>."""
        return self._html(0, len(self.text))

    def snippet(self) -> SafeString:
        """Some 220 characters around the first match, escaped, matches in <mark>."""
        far = self.spans and self.spans[0][1] > _LENGTH
        start = _word_start(self.text, self.spans[0][0] - _LEAD) if far else 0
        end = _word_end(self.text, start + _LENGTH)
        return format_html("{}{}{}", "… " if start else "", self._html(start, end), " …" if end < len(self.text) else "")

    def _html(self, start: int, end: int) -> SafeString:
        pieces: list[tuple[str, str]] = []
        position = start
        for first, last in self.spans:
            if start <= first and last <= end:
                pieces.append((self.text[position:first], self.text[first:last]))
                position = last
        return format_html("{}{}", format_html_join("", "{}<mark>{}</mark>", pieces), self.text[position:end])


@dataclass(frozen=True, slots=True)
class Highlighter:
    """The forms a query looks for, each with the positions of the query's words it stands for, and ``names``: what texts call
    the concepts that the query means, with the positions of the words that mean them.

    ``bases`` also match the members of a compound in the text; ``parts`` (members of a compound in the query) only whole
    words. Forms are prefixed with their language; ``folded`` ones have none.
    """

    bases: Mapping[str, frozenset[int]]
    parts: Mapping[str, frozenset[int]]
    folded: Mapping[str, frozenset[int]]
    names: Phrases[frozenset[int]]

    @classmethod
    def of(cls, words: Sequence[QueryWord], concepts: Sequence[ConceptMatch] = ()) -> "Highlighter":
        """For the words of a query and what they mean; words without a topic are marked only when there is nothing else."""
        bases: dict[str, set[int]] = defaultdict(set)
        parts: dict[str, set[int]] = defaultdict(set)
        folded: dict[str, set[int]] = defaultdict(set)
        telling = [(position, word) for position, word in enumerate(words) if not word.is_stop]
        for position, word in telling or enumerate(words):
            for language, analysed in word.analyses.items():
                for form in analysed.bases:
                    bases[f"{language}:{form}"].add(position)
                for form in analysed.parts:
                    parts[f"{language}:{form}"].add(position)
                for form in analysed.folded:
                    folded[form].add(position)
        names = Phrases.of((language, name, frozenset(match.positions)) for match in concepts for language, name in match.concept.names())
        return cls(_frozen(bases), _frozen(parts), _frozen(folded), names)

    def read(self, text: str, language: str) -> MarkedText:
        """Find the query's words in ``text`` (its first 20 000 characters)."""
        text = normalise(text[:_LONGEST_TEXT])
        if not self.bases:
            return MarkedText(text, (), _NOWHERE)
        spans: list[tuple[int, int]] = []
        found: set[int] = set()
        words = analyse_text(text, language)
        named = {place: match.value for match in self.names.in_text(words, language) for place in match.positions}
        for place, word in enumerate(words):
            positions = self._positions(word, language) | named.get(place, _NOWHERE)
            if positions:
                found |= positions
                if not spans or word.start >= spans[-1][1]:
                    spans.append((word.start, word.end))
        return MarkedText(text, tuple(spans), frozenset(found))

    def _positions(self, word: Word, language: str) -> set[int]:
        found: set[int] = set()
        for base in word.bases:
            form = f"{language}:{base}"
            found |= self.bases.get(form, _NOWHERE) | self.parts.get(form, _NOWHERE)
        for part in word.parts:
            found |= self.bases.get(f"{language}:{part}", _NOWHERE)
        for form in word.folded:
            found |= self.folded.get(form, _NOWHERE)
        return found


@dataclass(frozen=True, slots=True)
class Shown:
    """What a result shows of a listing: its title, the text that matched best, and the part that tells more, if any."""

    title: SafeString
    snippet: SafeString
    part: Part | None


def show(highlighter: Highlighter, listing: Listing) -> Shown:
    """Choose and mark.

    A part is named when its title matches, or its text holds a word that the listing's title does not; of several the one
    with most words, then with most in its title, then the first. The snippet is that part's, else the text of the listing
    with most of the query's words, its summary when none has more.
    """
    lang = listing.lang
    title = highlighter.read(listing.title, lang)
    parts = [(part, highlighter.read(part.title, lang), highlighter.read(part.text or part.summary, lang)) for part in listing.parts]
    telling = [
        (part, text, len(text.positions | head.positions), len(head.positions))
        for part, head, text in parts
        if head.positions or text.positions - title.positions
    ]
    if telling:
        part, text, _words, _in_title = max(telling, key=lambda each: each[2:])
        if text.text:
            return Shown(title.whole(), text.snippet(), part)
    texts = [highlighter.read(text, lang) for text in (listing.summary, listing.plain_summary, listing.body_text) if text]
    best = max(texts, key=lambda text: len(text.positions), default=None)
    return Shown(title.whole(), best.snippet() if best else SafeString(), telling[0][0] if telling else None)


def _frozen(positions: Mapping[str, Iterable[int]]) -> dict[str, frozenset[int]]:
    return {form: frozenset(places) for form, places in positions.items()}


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
