"""The portal that is measured: the demo's content, and as many synthetic listings beside it as are asked for."""

import datetime as dt
from itertools import chain
from pathlib import Path

from django.utils import timezone

from bench.corpus import catalogue
from bench.corpus.documents import VERSION, documents_now
from bench.corpus.listings import Corpus
from search.engines import get_engine
from search.names import current_names
from search.sync import drain

_BATCH = 5000


class World:
    """A portal in a temporary folder. It grows only, so that each listing is analysed and written once in a run."""

    def __init__(self, folder: Path) -> None:
        """``folder``: prepared with the demo content (``scripts.serving.prepare``), which this process's settings name."""
        self.folder = folder
        self.now: dt.datetime = timezone.now()
        self.corpus = Corpus(today=timezone.localdate())
        self.size = 0
        drain()

    def grow(self, size: int) -> None:
        """Until there are ``size`` synthetic listings in the catalogue and in the index."""
        concepts = current_names().concepts
        engine = get_engine()
        while self.size < size:
            end = min(self.size + _BATCH, size)
            listings = list(self.corpus.listings(self.size, end))
            catalogue.write(listings, self.size, self.now)
            with engine.writing() as writer:
                documents = chain.from_iterable(documents_now(versions, self.now, concepts) for versions in listings)
                writer.replace({versions[0].id: VERSION for versions in listings}, documents)
            self.size = end
