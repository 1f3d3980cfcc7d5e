"""A million listings in the embedded engine: ``python -m bench million``. Some minutes and 2 GB of disk; not in the default run."""

import time
from pathlib import Path

from django.utils import timezone

from bench import engine as requests
from bench.corpus.documents import batches
from bench.corpus.listings import Corpus
from bench.rows import Row
from search.engines.base import EngineQuery
from search.engines.tantivy import TantivyEngine
from search.names import current_names

LISTINGS = 1_000_000
DOCUMENTS = 1.15
"""Language versions a listing, as the corpus has them."""
COPIES = 20
"""Listings that share their words, each analysed once."""


def measure(folder: Path, asked: dict[str, list[EngineQuery]]) -> list[Row]:
    """The same requests as at the smaller sizes, and how long the index took."""
    engine = TantivyEngine(folder / "million")
    corpus = Corpus(today=timezone.localdate()).listings(0, LISTINGS // COPIES)
    started = time.perf_counter()
    with engine.rebuilding(round(LISTINGS * DOCUMENTS)) as rebuild:
        for versions, documents in batches(corpus, timezone.now(), concepts=current_names().concepts, copies=COPIES):
            rebuild.writer.replace(versions, documents)
        with rebuild.switch():
            pass
    minutes = (time.perf_counter() - started) / 60
    return [
        *requests.measure(engine, asked, LISTINGS),
        Row("building it, the words of each 20 analysed once", LISTINGS, "minutes", minutes),
    ]
