"""How fast an index is built: listings in memory, analysed and written into an index of their own."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from django.utils import timezone

from bench.corpus.documents import batches
from bench.corpus.listings import Corpus
from bench.rows import Row
from search.engines.base import Engine
from search.engines.tantivy import TantivyEngine
from search.language import analyse_text
from search.names import current_names

LISTINGS, FALLBACK_LISTINGS = 10_000, 600
LIMIT = 1_500
FALLBACK = (sys.executable, "-m", "bench.fallback_indexing")


def build(engine: Engine, listings: int) -> tuple[float, float, int]:
    """Build an index of so many synthetic listings: wall-clock and CPU seconds, all threads, and the number of documents.

    The corpus is made before, and not counted; nothing but the dictionary is in memory: every word is analysed here first.
    """
    now = timezone.now()
    corpus = list(Corpus(today=timezone.localdate()).listings(0, listings))
    concepts = current_names().concepts
    analyse_text("lapsi", "fi")
    documents = 0
    wall, cpu = time.perf_counter(), time.process_time()
    with engine.rebuilding() as rebuild:
        for versions, batch in batches(corpus, now, concepts=concepts):
            rebuild.writer.replace(versions, batch)
            documents += len(batch)
        with rebuild.switch():
            pass
    return time.perf_counter() - wall, time.process_time() - cpu, documents


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
