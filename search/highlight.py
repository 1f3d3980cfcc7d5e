"""Snippets: the words that matched, marked in the original text. Engine-neutral; plain text in, safe HTML out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from itertools import chain

from django.utils.safestring import SafeString

from portal.listings.listing import Listing, Part
from search.language import Word, analyse_quickly, analyse_text, analyse_word
from search.language.concepts import ConceptMatch
from search.language.phrase_matches import PhraseMatch
from search.language.phrase_words import as_written
from search.language.phrases import Phrases
from search.language.tokens import is_plain, normalise, word_matches, words_in
from search.query.words import QueryWord

_LENGTH = 220
_LEAD = 60
"""Characters shown before the first match."""
_LONGEST_TEXT = 20_000
"""Characters of a text that are looked through."""
_KEPT_PIECES = 20_000
"""Pieces of texts remembered with their words: some 10 MB at most."""
_KEPT_TEXTS = 500
"""Texts remembered with their pieces, some 5 MB: of as many listings as are kept themselves."""
_KEPT_NAMES = 10_000
"""Names of concepts remembered: more than the thesaurus has in all languages."""
_NOWHERE: frozenset[int] = frozenset()
_NO_WORDS: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text in ``language`` with the places of its matches. ``positions``: which of the query's words stand in it."""

    text: str
    language: str
    positions: frozenset[int]
    _pieces: frozenset[str] | None
    _highlighter: "Highlighter"

    def whole(self) -> SafeString:
        """All of it, escaped, matches in <mark>."""
        return SafeString(self._html(0, len(self.text), self._spans(len(self.text))))

    def snippet(self) -> SafeString:
        """Some 220 characters around the first match, escaped, matches in <mark>."""
        spans = self._spans(_LENGTH)
        far = spans and spans[0][1] > _LENGTH
        start = _word_start(self.text, spans[0][0] - _LEAD) if far else 0
        end = _word_end(self.text, start + _LENGTH)
        return SafeString(f"{'… ' if start else ''}{self._html(start, end, spans)}{' …' if end < len(self.text) else ''}")

    def _spans(self, length: int) -> list[tuple[int, int]]:
        """(start, end) offsets of matches in order, without overlaps: of the first one and those ``length`` characters after it."""
        spans: list[tuple[int, int]] = []
        for start, end in self._highlighter.spans(self.text, self.language, self._pieces) if self.positions else ():
            if spans and start > spans[0][0] + length:
                break
            if not spans or start >= spans[-1][1]:
                spans.append((start, end))
        return spans

    def _html(self, start: int, end: int, spans: Iterable[tuple[int, int]]) -> str:
        pieces: list[str] = []
        position = start
        for first, last in spans:
            if start <= first and last <= end:
                pieces.append(f"{escape(self.text[position:first])}<mark>{escape(self.text[first:last])}</mark>")
                position = last
        return "".join((*pieces, escape(self.text[position:end])))


_Forms = Mapping[str, frozenset[int]]
"""A form of a word -> positions of the query's words it stands for."""
_NO_FORMS: _Forms = {}


@dataclass(slots=True)
class _Written:
    """Pieces of texts in one language, from space to space, each looked at once for a page of results.

    ``forms``: all that any word may match by. ``seen``: pieces that were looked at; ``matching``: those with words that match,
    and the positions of the query's words that they match; ``beginning``: those that may begin a name of several words, ``following``:
    those that may be its second word (``seconds``; None when any word may). ``words``: the words that match. ``named``: names of several
    words by the text in which they stand.
    """

    language: str
    forms: frozenset[str]
    seconds: frozenset[str] | None
    seen: set[str] = field(default_factory=set)
    matching: dict[str, frozenset[int]] = field(default_factory=dict)
    beginning: set[str] = field(default_factory=set)
    following: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    named: dict[str, list[PhraseMatch[frozenset[int]]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Highlighter:
    """The forms a query looks for, each with the positions of the query's words it stands for, by language.

    ``bases`` also match the members of a compound in the text; ``parts`` (members of a compound in the query) only whole
    words; ``folded`` have no language. ``names``: what texts call the concepts that the query means, of several words.
    """

    bases: Mapping[str, _Forms]
    parts: Mapping[str, _Forms]
    folded: _Forms
    names: Phrases[frozenset[int]]
    sought: frozenset[int]
    """Positions of all words that can be found."""
    _written: dict[str, _Written] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Sequence[QueryWord], concepts: Sequence[ConceptMatch] = ()) -> "Highlighter":
        """For the words of a query and what they mean; words without a topic are marked only when there is nothing else."""
        bases: dict[str, dict[str, set[int]]] = {}
        parts: dict[str, dict[str, set[int]]] = {}
        folded: dict[str, set[int]] = {}
        telling = [(position, word) for position, word in enumerate(words) if not word.is_stop]
        for position, word in telling or enumerate(words):
            for language, analysed in word.analyses.items():
                _add(bases.setdefault(language, {}), analysed.bases, position)
                _add(parts.setdefault(language, {}), analysed.parts, position)
                _add(folded, analysed.folded, position)
        several = []
        for match in concepts:
            for language, name in match.concept.names():
                named = _only_word(name, language)
                if named:
                    for position in match.positions:
                        _add(bases.setdefault(language, {}), named.bases, position)
                else:
                    several.append((language, name, frozenset(match.positions)))
        return cls(
            {language: _frozen(forms) for language, forms in bases.items()},
            {language: _frozen(forms) for language, forms in parts.items()},
            _frozen(folded),
            Phrases.of(several),
            frozenset(position for position, _word in telling or enumerate(words)).union(*(match.positions for match in concepts)),
        )

    def read(self, text: str, language: str) -> MarkedText:
        """Find the query's words in ``text`` (its first 20 000 characters)."""
        text, pieces = _in_pieces(text)
        positions = self._positions(text, language, pieces) if self.bases else _NOWHERE
        return MarkedText(text, language, positions, pieces, self)

    def spans(self, text: str, language: str, pieces: frozenset[str] | None) -> Iterator[tuple[int, int]]:
        """(start, end) offsets of every match in a text (NFC) that was read, by their start. ``pieces``: of it; None unless it is plain."""
        if pieces is None:
            analysed = analyse_text(text, language)
            yield from ((analysed[place].start, analysed[place].end) for place in sorted(self._places(analysed, language)))
            return
        known = self._written[language]
        named = {place for match in self._names_in(text, pieces, known) for place in match.positions}
        if named:
            yield from (word.span() for place, word in enumerate(word_matches(text)) if word[0] in known.words or place in named)
            return
        matching = known.matching.keys() & pieces
        if matching:
            before_first = text.rfind(" ", 0, min(map(text.find, matching))) + 1
            yield from (word.span() for word in word_matches(text, before_first) if word[0] in known.words)

    def _positions(self, text: str, language: str, pieces: frozenset[str] | None) -> frozenset[int]:
        """Like ``_places``, without where they stand."""
        if pieces is None:
            return _NOWHERE.union(*self._places(analyse_quickly(text, language), language).values())
        known = self._look_at(pieces, language)
        found = _NOWHERE.union(*[known.matching[piece] for piece in known.matching.keys() & pieces])
        if found != self.sought:
            found = found.union(*(match.value for match in self._names_in(text, pieces, known)))
        return found

    def _places(self, words: Sequence[Word], language: str) -> dict[int, frozenset[int]]:
        """Places of the text's words that match, each with the positions of the query's words."""
        found = {place: match.value for match in self.names.in_text(words, language) for place in match.positions}
        for place, word in enumerate(words):
            matching = self._matched(word, language)
            if matching:
                found[place] = found.get(place, _NOWHERE) | matching
        return found

    def _look_at(self, pieces: frozenset[str], language: str) -> _Written:
        known = self._written.get(language)
        if known is None:
            seconds = frozenset(self.names.follow_ups(language))
            sought = (self.bases.get(language, ()), self.parts.get(language, ()), self.folded, self.names.beginnings(language), seconds)
            forms = frozenset(chain.from_iterable(sought))
            self._written[language] = known = _Written(language, forms, None if "" in seconds else seconds)
        forms = known.forms
        for piece in pieces - known.seen:
            words, theirs = _words_in(piece, language)
            if not forms.isdisjoint(theirs):
                for word in words:
                    self._keep(word, piece, known)
        known.seen |= pieces
        return known

    def _keep(self, word: Word, piece: str, known: _Written) -> None:
        """Note what a word, which stands in ``piece``, matches."""
        if matching := self._matched(word, known.language):
            known.words.add(word.text)
            known.matching[piece] = known.matching.get(piece, _NOWHERE) | matching
        if self.names.may_begin(word, known.language):
            known.beginning.add(piece)
        if known.seconds and not (known.seconds.isdisjoint(word.bases) and as_written(word) not in known.seconds):
            known.following.add(piece)

    def _matched(self, word: Word, language: str) -> frozenset[int]:
        """Positions of the query's words that a word of a text matches."""
        bases, parts, folded = self.bases.get(language, _NO_FORMS), self.parts.get(language, _NO_FORMS), self.folded
        found = [
            *(bases[form] for form in (*word.bases, *word.parts) if form in bases),
            *(parts[form] for form in word.bases if form in parts),
            *(folded[form] for form in word.folded if form in folded),
        ]
        return _NOWHERE.union(*found) if found else _NOWHERE

    def _names_in(self, text: str, pieces: frozenset[str], known: _Written) -> list[PhraseMatch[frozenset[int]]]:
        if known.beginning.isdisjoint(pieces) or (known.seconds is not None and known.following.isdisjoint(pieces)):
            return []
        if text not in known.named:
            words = [analyse_word(word[0], known.language) for word in word_matches(text)]
            known.named[text] = self.names.in_text(words, known.language)
        return known.named[text]


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
    best: MarkedText | None = None
    for told in filter(None, (listing.summary, listing.plain_summary, listing.body_text)):
        marked = highlighter.read(told, lang)
        if best is None or len(marked.positions) > len(best.positions):
            best = marked
            if best.positions == highlighter.sought:
                break
    return Shown(title.whole(), best.snippet() if best else SafeString(), telling[0][0] if telling else None)


@lru_cache(maxsize=_KEPT_NAMES)
def _only_word(name: str, language: str) -> Word | None:
    """The word of a concept's name that has one only."""
    words = analyse_text(name, language)
    return words[0] if len(words) == 1 else None


@lru_cache(maxsize=_KEPT_TEXTS)
def _in_pieces(text: str) -> tuple[str, frozenset[str] | None]:
    """The first 20 000 characters of a text (NFC), and its pieces from space to space; None unless it is plain."""
    text = normalise(text[:_LONGEST_TEXT])
    return text, frozenset(text.split()) if is_plain(text) else None


@lru_cache(maxsize=_KEPT_PIECES)
def _words_in(piece: str, language: str) -> tuple[tuple[Word, ...], frozenset[str]]:
    """The words of a piece of text, and every form that any of them may match by."""
    words = tuple(analyse_word(written, language) for written in words_in(piece))
    return words, _NO_WORDS.union(*((*word.bases, *word.parts, *word.folded) for word in words))


def _add(positions: dict[str, set[int]], forms: Iterable[str], position: int) -> None:
    for form in forms:
        positions.setdefault(form, set()).add(position)


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
