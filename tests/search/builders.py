"""Listings, documents and catalogue rows for tests of search; all fictional."""

from typing import Any
from uuid import UUID, uuid5

from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import Kind, PointPrecision, RecordStatus
from portal.listings.listing import Freshness, Listing, MunicipalityRef, Place, Point, Term
from search.documents import SearchDocument, documents_of

READERS = ("fi", "sv", "en")
LAKETOWN = MunicipalityRef(code="901", name="Järvelä")
HILLTOWN = MunicipalityRef(code="902", name="Mäkelä")
_NAMESPACE = UUID(int=3)


def listing_id(external_id: str) -> UUID:
    """The id that ``make_listing`` gives."""
    return uuid5(_NAMESPACE, external_id)


def make_listing(external_id: str, title: str, **values: Any) -> Listing:
    """A listing with sensible values; ``municipality`` puts it somewhere, ``at`` on the map (latitude, longitude), ``status``
    sets its freshness."""
    municipality: MunicipalityRef | None = values.pop("municipality", None)
    at: tuple[float, float] | None = values.pop("at", None)
    point = Point(lat=at[0], lon=at[1], precision=PointPrecision.EXACT) if at else None
    status: RecordStatus = values.pop("status", RecordStatus.CURRENT)
    lang: str = values.pop("lang", "fi")
    if municipality:
        values.setdefault("place", Place(municipality=municipality, point=point))
        values.setdefault("municipalities", (municipality,))
        values.setdefault("locations", (municipality,))
    elif point:
        values.setdefault("place", Place(point=point))
    return Listing(
        id=listing_id(external_id),
        external_id=external_id,
        kind=values.pop("kind", Kind.SERVICE),
        lang=lang,
        url=f"/{external_id}/" if lang == "fi" else f"/{lang}/{external_id}/",
        title=title,
        freshness=Freshness(status=status),
        **values,
    )


def topics(*slugs: str) -> tuple[Term, ...]:
    """Topics labelled by their slugs."""
    return tuple(Term(slug=slug, label=slug) for slug in slugs)


def make_documents(*listings: Listing, **values: Any) -> list[SearchDocument]:
    """Documents of single-language listings; ``values`` as of documents_of."""
    return [document for listing in listings for document in documents_of([listing], READERS, **values)]


def publish(listing: Listing, page_id: int = 1) -> CatalogueEntry:
    """Write the listing's row as the catalogue does: pending, with a new version."""
    entry, created = CatalogueEntry.objects.get_or_create(
        listing_id=listing.id,
        lang=listing.lang,
        defaults={"page_id": page_id, "kind": listing.kind.value, "path": listing.url, "title": listing.title, "sort_title": listing.title},
    )
    if not created:
        entry.version += 1
    entry.data = listing.model_dump_json()
    entry.external_id = listing.external_id
    entry.is_example = listing.is_example
    entry.is_crisis = listing.crisis
    entry.pending = True
    entry.removed = False
    entry.save()
    return entry


def unpublish(listing: Listing) -> None:
    """Leave a tombstone as the catalogue does."""
    for entry in CatalogueEntry.objects.filter(listing_id=listing.id):
        entry.version += 1
        entry.data = ""
        entry.removed = entry.pending = True
        entry.save()
