"""The portal that is measured: the demo's content, and as many synthetic listings beside it as are asked for."""

import datetime as dt
from pathlib import Path

from django.utils import timezone

from bench.corpus import catalogue
from bench.corpus.listings import Corpus
from search.sync import drain, rebuild

_BATCH = 5000


class World:
    """A portal in a temporary folder. It grows only, so that each listing is written into the catalogue once in a run."""

    def __init__(self, folder: Path) -> None:
        """``folder``: prepared with the demo content (``scripts.serving.prepare``), which this process's settings name."""
        self.folder = folder
        self.now: dt.datetime = timezone.now()
        self.corpus = Corpus(today=timezone.localdate())
        self.size = 0
        drain()

    def grow(self, size: int) -> None:
        """Until there are ``size`` synthetic listings in the catalogue, and in an index as ``search_rebuild`` makes it."""
        if self.size >= size:
            return
        while self.size < size:
            end = min(self.size + _BATCH, size)
            catalogue.write(list(self.corpus.listings(self.size, end)), self.size, self.now)
            self.size = end
        rebuild()
