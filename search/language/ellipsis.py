"""Finnish compounds of which only the first part is written out: "sosiaali- ja kriisipäivystys" is also "sosiaalipäivystys"."""

from collections.abc import Sequence

from search.language.words import Reading, Word, WordAnalysis

_CONJUNCTIONS = frozenset({"ja", "tai", "sekä", "eli"})
_FURTHEST = 6
"""Words between the hyphen and the word that carries the common part ("koulu-, perhe- ja kotipalvelut")."""


def completed(text: str, words: Sequence[Word]) -> list[Word]:
    """The words, each cut-off one followed by the compound it stands for (with the same place in ``text``)."""
    if "-" not in text:
        return list(words)  # nearly all texts, and each word would be looked at
    found: list[Word] = []
    for position, word in enumerate(words):
        found.append(word)
        if _is_cut_off(text, word):
            head = _common_head(text, words[position + 1 : position + 1 + _FURTHEST])
            if head:
                base = word.text.casefold() + head
                analysis = WordAnalysis((base,), tuple(sorted({*word.bases, head})), head)
                found.append(Word(word.text, word.start, word.end, Reading.of(base, analysis, is_stop=False)))
    return found


def _is_cut_off(text: str, word: Word) -> bool:
    return text[word.end : word.end + 1] == "-" and not text[word.end + 1 : word.end + 2].isalnum()


def _common_head(text: str, following: Sequence[Word]) -> str:
    joined = False
    for word in following:
        if word.text.casefold() in _CONJUNCTIONS:
            joined = True
        elif _is_cut_off(text, word):
            continue
        else:
            return word.reading.head if joined else ""
    return ""
