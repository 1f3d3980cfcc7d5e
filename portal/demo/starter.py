"""The starter vocabularies as typed values."""

from typing import Annotated

from pydantic import Field

from portal.listings.value import Value


class StarterTerm(Value):
    """A term with its labels; ages and flags where its vocabulary has them."""

    slug: str
    fi: str
    sv: str
    en: str
    min: int | None = None
    max: int | None = None
    sensitive: bool = False
    crisis: bool = False


class StarterBlock(StarterTerm):
    """A block of topics."""

    children: Annotated[tuple[StarterTerm, ...], Field(min_length=1)]


class Starter(Value):
    """starter.yaml: the vocabularies a portal begins with, in the order shown."""

    topics: tuple[StarterBlock, ...]
    life_situations: tuple[StarterTerm, ...]
    age_bands: tuple[StarterTerm, ...]
    audiences: tuple[StarterTerm, ...]
    service_languages: tuple[StarterTerm, ...]
    accessibility_facts: tuple[StarterTerm, ...]
    first_visit_facts: tuple[StarterTerm, ...]
    offers: tuple[StarterTerm, ...]

    def slugs(self, vocabulary: str) -> frozenset[str]:
        """Identifiers one may tag with; of topics only the leaves."""
        terms: tuple[StarterTerm, ...] = getattr(self, vocabulary)
        if vocabulary == "topics":
            terms = tuple(child for block in self.topics for child in block.children)
        return frozenset(term.slug for term in terms)
