"""Every test of search has an index folder of its own."""

from pathlib import Path
from typing import Any

import pytest

from search import names
from search.engines import get_engine
from search.engines.base import Engine


@pytest.fixture(autouse=True)
def _own_index(tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    names.forget()


@pytest.fixture
def engine() -> Engine:
    """The configured engine, nothing built yet."""
    return get_engine()
