"""Writing to and asking engines in tests."""

from collections.abc import Iterable
from uuid import UUID

from portal.listings.listing import Listing
from search.documents import SearchDocument
from search.engines.base import Clause, Engine, EngineAnswer, EngineQuery, IndexWriter, WeightedToken
from tests.search.builders import make_documents

GONE = 2**60
"""A version greater than any other: what is deleted with it goes."""


def put(writer: IndexWriter, documents: Iterable[SearchDocument], gone: Iterable[UUID] = ()) -> None:
    """Write the documents in their versions; delete the listings ``gone``."""
    written = list(documents)
    writer.replace({each.listing_id: each.version for each in written} | dict.fromkeys(gone, GONE), written)


def fill(engine: Engine, *listings: Listing) -> None:
    """A new index with these listings."""
    fill_documents(engine, make_documents(*listings))


def fill_documents(engine: Engine, documents: Iterable[SearchDocument]) -> None:
    """A new index with these documents."""
    with engine.rebuilding() as rebuild:
        put(rebuild.writer, documents)
        with rebuild.switch():
            pass


def word(token: str, *, field: str = "title", required: bool = True, weight: float = 1.0, edits: int = 0) -> Clause:
    """A clause of one token."""
    return Clause((WeightedToken(field, token, weight, edits),), required=required)


def answer(engine: Engine, *clauses: Clause, reader: str = "fi", **values: object) -> EngineAnswer:
    """What the engine answers."""
    return engine.search(EngineQuery(reader=reader, clauses=clauses, **values))  # type: ignore[arg-type]  # tests name what they vary


def found(engine: Engine, *clauses: Clause, reader: str = "fi", **values: object) -> list[str]:
    """External ids of what the engine finds, in its order."""
    return [hit.external_id for hit in answer(engine, *clauses, reader=reader, **values).hits]
