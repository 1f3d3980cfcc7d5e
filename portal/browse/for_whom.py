"""Whom a listing is for, where that decides whether it is shown."""

from portal.catalogue.models import CatalogueEntry

PROFESSIONALS = "ammattilaiset"
"""Slug of the audience of professionals: a family is not helped by what is for them alone."""


def is_for_professionals_only(entry: CatalogueEntry) -> bool:
    """Whether an entry names audiences, and none of them but professionals."""
    audiences = entry.listing.eligibility.audiences
    return bool(audiences) and all(term.slug == PROFESSIONALS for term in audiences)
