"""Fixtures of moderation's tests."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from tests.built import built
from tests.moderation.world import World


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with built(django_db_blocker, World) as made:
        yield made


@pytest.fixture
def world(db: None, _built: World) -> World:
    """An organisation, its people and its event."""
    return deepcopy(_built)
