"""Stage: who tells of themselves or tells a sentence, or asks where to turn, in words that mean nothing here is taken to ask for help,
whatever it is about."""

from collections.abc import Mapping, Sequence

from search.language.concepts import Concept, ConceptMatch, Concepts, How
from search.language.phrase_words import NEGATED
from search.query.words import QueryWord, read_words

_ONESELF: Mapping[str, frozenset[str]] = {
    "fi": frozenset(
        "minä mä mun mua mut mul mulla mulle musta must minun minua minut minulla minulle minusta oon olen en emmä emmää enkä me meiän "
        "meidän meitä meillä meille tunnen haluan haluun tarvitsen".split()
    ),
    "sv": frozenset("jag mig min mitt mina vi oss vår vårt våra".split()),
    "en": frozenset("i me my myself we us our i'm".split()),
}
"""Written words in which people speak of themselves, by language."""
_ASKING: Mapping[str, frozenset[str]] = {
    "fi": frozenset("mihin minne mistä kuka kelle kenelle keneltä kehen kuinka miten".split()),
    "sv": frozenset("vart var vem hur".split()),
    "en": frozenset("where who whom how".split()),
}
"""Words with which people ask where to turn, by language."""
_FEWEST_WORDS = 3
"""Words of a question, and of a sentence about others: fewer are rather the name of something."""
_HELP: Mapping[str, str] = {"fi": "apua", "sv": "hjälp", "en": "help"}


def find_plea(words: Sequence[QueryWord], languages: Sequence[str], concepts: Concepts) -> tuple[ConceptMatch, ...]:
    """What the thesaurus says of the word "help", for a query of at least two words that speaks of the one who typed it, or of at
    least three that ask where to turn or are a sentence ("tyttö lopetti syömisen"); nothing for any other. It stands for the whole
    query, so it has no positions.

    ``languages``: of the interface.
    """
    if len(words) < _FEWEST_WORDS:
        pleads = len(words) > 1 and any(_is_among(word, _ONESELF) for word in words)
    else:
        pleads = is_sentence(words) or any(_is_among(word, _ASKING) for word in words)
    if not pleads:
        return ()
    return whole_query(help_concepts(languages, concepts))


def whole_query(meant: Sequence[Concept]) -> tuple[ConceptMatch, ...]:
    """Concepts that the query means as a whole, whatever its words are."""
    return tuple(ConceptMatch(concept, (), How.COLLOQUIAL) for concept in meant)


def is_sentence(words: Sequence[QueryWord]) -> bool:
    """Whether somebody tells something: of themselves, by a verb, or that something is not."""
    return any(
        _is_among(word, _ONESELF) or word.is_verb or any(form.endswith(NEGATED) for form in word.phrase_word.forms) for word in words
    )


def help_concepts(languages: Sequence[str], concepts: Concepts) -> list[Concept]:
    """What the thesaurus says of the word "help"; ``languages``: of the interface."""
    return [match.concept for match in _help(languages, concepts)]


def _help(languages: Sequence[str], concepts: Concepts) -> list[ConceptMatch]:
    help_words = (_HELP[language] for language in languages if language in _HELP)
    return next((matches for word in help_words if (matches := concepts.in_query(read_words(word, languages)))), [])


def _is_among(word: QueryWord, listed: Mapping[str, frozenset[str]]) -> bool:
    return any(word.text.casefold() in listed.get(language, ()) for language in word.analyses)
