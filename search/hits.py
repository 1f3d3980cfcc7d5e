"""Hits of an engine as a reader is shown them: listings of the catalogue, what matched marked."""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.safestring import SafeString
from pydantic import ValidationError

from portal.catalogue.models import CatalogueEntry
from portal.listings.listing import Listing, Part
from search.engines.base import EngineHit
from search.highlight import Highlighter, show

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One result. ``lang``: the version shown, the reader's own where there is one. ``snippet``: safe HTML, plain text with
    <mark>; empty when there is no text. ``title``: the title with <mark>. ``part``: the part of the listing, e.g. a guide's
    chapter, that matched. ``km``: from ``SearchRequest.near`` to the nearest of its points, None without either."""

    listing: Listing
    lang: str
    score: float
    title: SafeString
    snippet: SafeString
    part: Part | None
    km: float | None = None
    version: int = 0
    """Of the entry that was read."""

    @property
    def listing_id(self) -> UUID:
        """Id of the listing."""
        return self.listing.id


class Row(NamedTuple):
    """What is read of a catalogue entry. ``data``: the listing as JSON."""

    listing_id: UUID
    lang: str
    external_id: str
    data: str
    version: int


Rows = Mapping[tuple[UUID, str], Row]

_PUBLIC = (
    "SELECT listing_id, lang, external_id, data, version FROM {table} WHERE NOT removed AND listing_id IN ({ids}) AND lang IN ({languages})"
)
"""Every search asks this, and the ORM takes longer to write it than a database to answer."""


def read_rows(listing_ids: Collection[UUID], languages: Collection[str]) -> Rows:
    """Versions of these listings that are public now, in these languages. One SQL query, none for nothing."""
    if not listing_ids or not languages:
        return {}
    fields = CatalogueEntry._meta
    field = fields.get_field("listing_id")
    stored = {field.get_db_prep_value(listing_id, connection): listing_id for listing_id in listing_ids}
    sql = _PUBLIC.format(
        table=connection.ops.quote_name(fields.db_table),
        ids=", ".join(["%s"] * len(stored)),
        languages=", ".join(["%s"] * len(languages)),
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*stored, *languages])
        rows = [Row(stored[listing_id], *values) for listing_id, *values in cursor.fetchall()]
    return {(row.listing_id, row.lang): row for row in rows}


def hits_of(found: Sequence[EngineHit], rows: Rows, highlighter: Highlighter) -> tuple[SearchHit, ...]:
    """Those of ``found`` that are public, in their order. One that this code cannot read is left out, and the log tells."""
    public = [(hit, rows[hit.listing_id, hit.lang]) for hit in found if (hit.listing_id, hit.lang) in rows]
    return tuple(_hit(hit, row, listing, highlighter) for hit, row in public if (listing := _read(row)))


def _read(row: Row) -> Listing | None:
    try:
        return Listing.stored(row.data)
    except ValidationError as error:
        logger.error("Catalogue entry of %s (%s) cannot be read (%s faults); run catalogue_rebuild", *row[:2], error.error_count())
        return None


def _hit(hit: EngineHit, row: Row, listing: Listing, highlighter: Highlighter) -> SearchHit:
    shown = show(highlighter, listing)
    return SearchHit(listing, hit.lang, hit.score, shown.title, shown.snippet, shown.part, hit.km, row.version)
