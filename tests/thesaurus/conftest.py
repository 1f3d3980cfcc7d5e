"""A thesaurus with every part of a concept."""

import pytest

from portal.thesaurus.values import ConceptValue
from portal.thesaurus.writing import write_concepts
from tests import factories


@pytest.fixture
def thesaurus() -> None:
    """Every part of a concept, used once."""
    factories.topic("Ero", labels={"fi": "Ero", "sv": "Skilsmässa"})
    write_concepts(
        [
            ConceptValue("perhe", {"fi": "Perhe"}, {}, {}),
            ConceptValue(
                "ero",
                {"fi": "Ero", "sv": "Skilsmässa", "en": "Divorce"},
                {"fi": ("avioero", "eroaminen")},
                {"fi": ("me erotaan", 'äijä "lähti" \\ pois'), "en": ("we split up",)},
                broader=("perhe",),
                related=("vakivalta",),
                topics=("ero",),
            ),
            ConceptValue("vakivalta", {"fi": "Väkivalta"}, {}, {"fi": ("mies lyö",)}, crisis=True),
        ]
    )
