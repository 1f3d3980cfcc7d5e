"""Engines that match, rank and count. They know tokens, never languages; ``get_engine`` gives the configured one."""

from functools import cache

from search.engines.base import Engine


@cache
def get_engine() -> Engine:
    """The engine of this process."""
    from django.conf import settings

    from search.engines.tantivy import TantivyEngine

    return TantivyEngine(settings.SEARCH_INDEX_DIR)
