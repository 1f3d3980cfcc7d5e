"""How fast an index is built: the catalogue's rows in memory, read, analysed and written into an index of their own."""

import gc
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from uuid import UUID

from django.utils import timezone

from bench.corpus.documents import VERSION, next_dates
from bench.corpus.listings import Corpus
from bench.rows import Row
from portal.catalogue.models import CatalogueEntry
from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine
from search.language import analyse_text
from search.making import making
from search.reading import Batch, CatalogueRow, Dates, Reader
from search.sync import BATCH, rare_garbage_collection, rebuild

LISTINGS, FALLBACK_LISTINGS = 10_000, 600
LIMIT = 1_500
FALLBACK = (sys.executable, "-m", "bench.fallback_indexing")


def build(engine: Engine, listings: int) -> tuple[float, float, int]:
    """Build an index of so many synthetic listings as ``search_rebuild`` does: wall-clock and CPU seconds, of all threads and
    processes, and the number of documents.

    The rows are made before, with their next dates, which the catalogue has laid out at publishing, and not counted; nothing but the
    dictionary is in memory: every word is analysed here first.
    """
    batches = list(_batches(listings))
    reader = Reader()
    analyse_text("lapsi", "fi")
    documents = 0
    gc.collect()
    gc.freeze()  # the product never has a whole corpus in memory that would be looked through for garbage
    wall, cpu = time.perf_counter(), _cpu_seconds()
    with (
        rare_garbage_collection(),
        making(reader, listings) as in_processes,
        engine.rebuilding(sum(len(rows) for batch in batches for rows in batch.rows.values())) as version,
    ):
        for batch, made in in_processes.of(batches):
            version.writer.replace(dict.fromkeys(batch.rows, VERSION), made.documents)
            documents += len(made.documents)
        with version.switch():
            pass
    taken = time.perf_counter() - wall, _cpu_seconds() - cpu
    gc.unfreeze()
    return *taken, documents


def _batches(listings: int) -> Iterator[Batch]:
    """What the catalogue's reader would have read."""
    now, zone = timezone.now(), timezone.get_current_timezone()
    numbers = count(1)
    corpus = Corpus(today=timezone.localdate()).listings(0, listings)
    while versions := list(islice(corpus, BATCH)):
        rows: dict[UUID, list[CatalogueRow]] = {}
        dates: dict[UUID, Dates] = {}
        for languages in versions:
            first = languages[0]
            rows[first.id] = [CatalogueRow(next(numbers), first.id, VERSION, listing.model_dump_json()) for listing in languages]
            if laid_out := next_dates(first, now):
                dates[first.id] = Dates(laid_out[0].start, dict.fromkeys(row.start.astimezone(zone).date().isoformat() for row in laid_out))
        yield Batch(rows, dates)


def _cpu_seconds() -> float:
    """Of this process and of its children that have ended."""
    return sum(os.times()[:4])


def rebuilding(folder: Path, listings: int) -> Row:
    """What ``search_rebuild`` does with the catalogue as it is, ``listings`` synthetic ones in it: rows are read and checked, too."""
    start = time.perf_counter()
    rebuild(TantivyEngine(folder / "rebuilt"))
    documents = CatalogueEntry.objects.filter(removed=False).count()
    return Row("search_rebuild, catalogue read too", listings, "documents/s", documents / (time.perf_counter() - start))


def measure(folder: Path) -> list[Row]:
    """Documents a second with libvoikko, and with the pip fallback in a process of its own."""
    rows = _rows("libvoikko", LISTINGS, *build(TantivyEngine(folder / "build"), LISTINGS), limit=LIMIT)
    answer = subprocess.run((*FALLBACK, str(folder / "fallback")), env=dict(os.environ), check=True, capture_output=True, text=True)  # noqa: S603
    wall, cpu, documents = json.loads(answer.stdout)
    return [*rows, *_rows("dictionary of pyvoikko, first words", FALLBACK_LISTINGS, wall, cpu, documents)]


def _rows(analyser: str, listings: int, wall: float, cpu: float, documents: int, limit: float | None = None) -> list[Row]:
    return [
        Row(f"index build, {analyser}", listings, "documents/s", documents / wall, limit=limit, at_least=True),
        Row(f"index build, {analyser}, by CPU time", listings, "documents/s", documents / cpu),
    ]
