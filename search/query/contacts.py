"""Stage: first contacts. Who tells of a trouble in a sentence ("poika ei suostu aamulla kouluun") is also shown, after what answers
it, whom anybody may call: what the thesaurus has beside the word "help"."""

from collections.abc import Sequence

from search.language.concepts import Concepts
from search.query.intents import Intent
from search.query.plea import help_concepts
from search.query.speaker import Speaker, is_for_young, tells
from search.query.words import QueryWord

_FEWEST_WORDS = 3
"""Words of a sentence: fewer are rather the name of something."""


def first_contacts(
    words: Sequence[QueryWord], intents: Sequence[Intent], speaker: Speaker | None, languages: Sequence[str], concepts: Concepts
) -> list[str]:
    """Keys of the concepts of first contacts for who tells of a trouble in a sentence; none for a query that is none, or that
    wishes something else than an age. A parent gets those for parents, a young person those named for the young, others both.

    ``languages``: of the interface.
    """
    if len(words) < _FEWEST_WORDS or not tells(words, intents):
        return []
    offered = [near for concept in help_concepts(languages, concepts) for near in concepts.related(concept.key)]
    if speaker is None:
        return [concept.key for concept in offered]
    return [concept.key for concept in offered if is_for_young(concept.preferred) is (speaker is Speaker.YOUNG)]
