"""The world of two organisations, built once for each file of tests; every test gets its own copy of the objects."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.built import built
from tests.isolation.world import World, two_organisations


@pytest.fixture(scope="module")
def _built(django_db_setup: Any, django_db_blocker: Any) -> Iterator[World]:
    with built(django_db_blocker, two_organisations) as made:
        yield made


@pytest.fixture
def world(db: Any, _built: World) -> World:
    """Two organisations, a coordinator and an administrator. What a test changes in the database is rolled back after it."""
    return deepcopy(_built)
