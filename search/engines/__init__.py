"""Engines that match, rank and count. They know tokens, never languages; ``get_engine`` gives the configured one."""

from functools import lru_cache
from pathlib import Path

from search.engines.base import Engine


def get_engine() -> Engine:
    """The engine that the settings name, one for each process and index folder (``SEARCH_INDEX_DIR``)."""
    from django.conf import settings

    return _tantivy(Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _tantivy(folder: Path) -> Engine:
    from search.engines.tantivy import TantivyEngine

    return TantivyEngine(folder)
