"""Search documents of the synthetic portal, streamed without the database: for measuring engines alone."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from random import Random
from uuid import UUID, uuid5

from django.utils import timezone

from bench.corpus.words import seeded
from portal.catalogue.ended import is_over
from portal.catalogue.models import Occurrence
from portal.catalogue.writer import occurrence_rows
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import language_codes
from portal.regions.distance import Coordinates
from search.documents import SearchDocument, documents_of
from search.language.concepts import NO_CONCEPTS, Concepts

DATES = 10
"""Dates of a listing that are laid out, the next ones: a weekly group has 78 in 18 months, which measures nothing more."""
VERSION = 1
Batch = tuple[dict[UUID, int], list[SearchDocument]]
"""What an ``IndexWriter`` is given: listing -> version, and the documents."""


def batches(
    listings: Iterable[Sequence[Listing]], now: dt.datetime, *, concepts: Concepts = NO_CONCEPTS, size: int = 1000, copies: int = 1
) -> Iterator[Batch]:
    """Documents of listings, given as their language versions, ``size`` listings at a time.

    :param now: aware; what is over then has ended. :param concepts: the thesaurus to look for.
    :param copies: the words of each listing are analysed once and stand in so many listings, each with an identity, a kind,
        points and dates of its own: a million would take an hour to analyse and would measure the engine no better.
    """
    stream = (each for versions in listings for each in _copies(documents_now(versions, now, concepts), copies))
    while batch := list(islice(stream, size)):
        flat = [document for one in batch for document in one]
        yield {document.listing_id: VERSION for document in flat}, flat


def next_dates(listing: Listing, now: dt.datetime) -> list[Occurrence]:
    """Rows as the catalogue has them."""
    return [row for row in islice(occurrence_rows(listing, now), DATES) if row.status == "scheduled"]


def documents_now(
    versions: Sequence[Listing], now: dt.datetime, concepts: Concepts = NO_CONCEPTS, dates: Sequence[Occurrence] | None = None
) -> list[SearchDocument]:
    """Documents of one listing as the catalogue's reader makes them; ``dates``: laid out here unless given."""
    first = versions[0]
    if dates is None:
        dates = next_dates(first, now)
    days = dict.fromkeys(timezone.localtime(row.start).date().isoformat() for row in dates)
    return documents_of(
        versions,
        language_codes(),
        int(dates[0].start.timestamp()) if dates else None,
        timezone.localtime(now).date(),
        days=days,
        ended=first.kind is Kind.EVENT and not dates and is_over(first, now),
        version=VERSION,
        concepts=concepts,
    )


def _copies(documents: list[SearchDocument], copies: int) -> Iterator[list[SearchDocument]]:
    yield documents
    for number in range(1, copies):
        listing_id = uuid5(documents[0].listing_id, str(number))
        random = seeded(listing_id.int)
        yield [_copy(document, listing_id, random) for document in documents]


def _copy(document: SearchDocument, listing_id: UUID, random: Random) -> SearchDocument:
    """The same words elsewhere: another listing for everything but its text."""
    north, east = random.gauss(0, 0.5), random.gauss(0, 1)
    facets = dict(document.facets)
    facets["kind"] = (random.choice(tuple(Kind)).value,)
    return replace(
        document,
        key=f"{listing_id}:{document.lang}",
        listing_id=listing_id,
        facets=facets,
        points=tuple(Coordinates(point.lat + north, point.lon + east) for point in document.points),
        next_start=document.next_start + random.randrange(30) * 86_400 if document.next_start else None,
    )
