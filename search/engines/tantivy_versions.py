"""Which version of each listing a tantivy index holds: terms "<listing id>:<version>"."""

from uuid import UUID

import tantivy

from search.engines.tantivy_query import term


def held_version(searcher: tantivy.Searcher, listing_id: UUID) -> int | None:
    """The version of one listing, None when the index does not hold it."""
    held = searcher.terms_with_prefix("stamp", f"{listing_id}:", filter_query=term("listing", str(listing_id)))
    return max((int(stamp.rpartition(":")[2]) for stamp, _count in held), default=None)


def held_versions(searcher: tantivy.Searcher) -> dict[UUID, int]:
    """The version of every listing; what is deleted does not count, though its terms stay until segments are merged."""
    versions: dict[UUID, int] = {}
    for stamp, _count in searcher.terms_with_prefix("stamp", "", filter_query=tantivy.Query.all_query()):
        listing_id, _colon, version = stamp.rpartition(":")
        versions[UUID(listing_id)] = int(version)
    return versions
