"""How fast an index is built: listings in memory, analysed and written into an index of their own."""

import gc
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from django.utils import timezone

from bench.corpus.documents import VERSION, documents_now, next_dates
from bench.corpus.listings import Corpus
from bench.rows import Row
from portal.catalogue.models import CatalogueEntry
from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine
from search.language import analyse_text
from search.names import current_names
from search.sync import rare_garbage_collection, rebuild

LISTINGS, FALLBACK_LISTINGS = 10_000, 600
LIMIT = 1_500
_BATCH = 1000
FALLBACK = (sys.executable, "-m", "bench.fallback_indexing")


def build(engine: Engine, listings: int) -> tuple[float, float, int]:
    """Build an index of so many synthetic listings: wall-clock and CPU seconds, all threads, and the number of documents.

    The corpus is made before, with its next dates, which the catalogue has laid out at publishing, and not counted; nothing but the
    dictionary is in memory: every word is analysed here first.
    """
    now = timezone.now()
    corpus = list(Corpus(today=timezone.localdate()).listings(0, listings))
    concepts = current_names().concepts
    dates = [next_dates(versions[0], now) for versions in corpus]
    analyse_text("lapsi", "fi")
    documents = 0
    gc.freeze()  # the product never has a whole corpus in memory that would be looked through for garbage
    wall, cpu = time.perf_counter(), time.process_time()
    with rare_garbage_collection(), engine.rebuilding(sum(map(len, corpus))) as version:
        for start in range(0, listings, _BATCH):
            chosen = zip(corpus[start : start + _BATCH], dates[start : start + _BATCH], strict=True)
            batch = [document for versions, laid_out in chosen for document in documents_now(versions, now, concepts, laid_out)]
            version.writer.replace(dict.fromkeys((document.listing_id for document in batch), VERSION), batch)
            documents += len(batch)
        with version.switch():
            pass
    taken = time.perf_counter() - wall, time.process_time() - cpu
    gc.unfreeze()
    return *taken, documents


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
    return [*rows, *_rows("pyvoikko + kfst-rs, first words", FALLBACK_LISTINGS, wall, cpu, documents)]


def _rows(analyser: str, listings: int, wall: float, cpu: float, documents: int, limit: float | None = None) -> list[Row]:
    return [
        Row(f"index build, {analyser}", listings, "documents/s", documents / wall, limit=limit, at_least=True),
        Row(f"index build, {analyser}, by CPU time", listings, "documents/s", documents / cpu),
    ]
