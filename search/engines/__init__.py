"""Engines that match, rank and count. They know tokens, never languages; ``get_engine`` gives the configured one."""

from functools import lru_cache
from pathlib import Path

from search.engines.base import Engine


def get_engine() -> Engine:
    """The engine that the settings name: Elasticsearch where ``ELASTICSEARCH_URL`` is set, else the embedded one in
    ``SEARCH_INDEX_DIR``. One for each process and place."""
    from django.conf import settings

    if settings.ELASTICSEARCH_URL:
        return _elasticsearch(
            tuple(settings.ELASTICSEARCH_URL),
            settings.ELASTICSEARCH_API_KEY,
            str(settings.ELASTICSEARCH_CA),
            settings.ELASTICSEARCH_INDEX,
            settings.ELASTICSEARCH_TIMEOUT,
            settings.ELASTICSEARCH_RETRIES,
        )
    return _tantivy(Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _tantivy(folder: Path) -> Engine:
    from search.engines.tantivy import TantivyEngine

    return TantivyEngine(folder)


@lru_cache(maxsize=4)
def _elasticsearch(hosts: tuple[str, ...], api_key: str, ca: str, index: str, seconds: float, retries: int) -> Engine:
    from search.engines.elasticsearch import ElasticsearchEngine
    from search.engines.elasticsearch_client import Connection

    return ElasticsearchEngine(Connection(hosts, api_key, ca, index, seconds, retries))
