"""Filter columns and facet values of a Listing: computed once, for lists and search alike."""

from collections.abc import Iterator

from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import AreaScope
from portal.listings.listing import Listing


def facet_values(listing: Listing) -> dict[str, tuple[str, ...]]:
    """Every facet of a listing by name; each value once, sorted."""
    eligibility = listing.eligibility
    facets = {
        "municipality": set(_municipalities(listing)),
        "location": {reference.code for reference in listing.locations},
        "topic": {term.slug for term in listing.topics},
        "audience": {term.slug for term in eligibility.audiences},
        "age_band": {term.slug for term in eligibility.age_bands},
        "life_situation": {term.slug for term in eligibility.life_situations},
        "language": set(languages(listing)),
        "offer": {term.slug for term in listing.offers},
        "organisation": {
            str(one.id) for one in (listing.organisation, *listing.providers, *listing.hosts, *listing.co_hosts) if one and one.id
        },
    }
    return {name: tuple(sorted(values)) for name, values in facets.items() if values}


def is_round_the_clock(listing: Listing) -> bool:
    """Whether the listing or one of its delivery points is open round the clock."""
    schedules = [listing.schedule, *(point.schedule for point in listing.delivery_points)]
    return any(schedule is not None and schedule.round_the_clock for schedule in schedules)


def is_free(listing: Listing) -> bool | None:
    """Free of charge: as told of the whole, else True when told of a delivery point; None = unknown."""
    if listing.price.free is not None:
        return listing.price.free
    told = {point.price.free for point in listing.delivery_points} - {None}
    return told.pop() if len(told) == 1 else None


def _municipalities(listing: Listing) -> Iterator[str]:
    yield from (reference.code for reference in listing.municipalities)
    areas = [listing.area, *(point.area for point in listing.delivery_points)]
    if any(area is not None and area.scope is AreaScope.NATIONAL for area in areas) or (listing.online and not listing.municipalities):
        yield ANYWHERE


def languages(listing: Listing) -> Iterator[str]:
    """Codes of the languages one gets by in, at any of its points or by an interpreter; none where it is not told, repeats stay."""
    yield from (term.slug for term in listing.service_languages)
    for point in listing.delivery_points:
        yield from (term.slug for term in (*point.languages, *point.interpreted_languages))
