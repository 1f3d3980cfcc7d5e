"""Whom a listing is for, where that decides whether it is shown."""

from portal.listings.listing import Listing

PROFESSIONALS = "ammattilaiset"
"""Slug of the audience of professionals: a family is not helped by what is for them alone."""


def is_for_professionals_only(listing: Listing) -> bool:
    """Whether it names audiences, and none of them but professionals."""
    audiences = listing.eligibility.audiences
    return bool(audiences) and all(term.slug == PROFESSIONALS for term in audiences)
