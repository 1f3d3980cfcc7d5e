"""For whom, in a line: it reads as a sentence does."""

import pytest
from django.utils import translation

from portal.browse.briefly import whom_in_words
from portal.listings.listing import Eligibility, Term


@pytest.mark.parametrize(
    ("language", "labels", "words"),
    [
        ("fi", ["Vanhemmat", "Läheiset ja omaiset"], "Vanhemmat, läheiset ja omaiset"),
        ("fi", ["Vanhemmat", "MLL:n jäsenet"], "Vanhemmat, MLL:n jäsenet"),
        ("sv", ["Föräldrar", "Unga"], "Föräldrar, unga"),
        ("en", ["Parents", "Swedish speakers"], "Parents, Swedish speakers"),
        ("fi", ["Ä"], "Ä"),
    ],
)
def test_labels_stand_in_a_line_as_in_a_sentence(language: str, labels: list[str], words: str) -> None:
    audiences = tuple(Term(slug=label, label=label) for label in labels)
    with translation.override(language):
        assert whom_in_words(Eligibility(audiences=audiences)) == words
