"""The world of two organisations."""

from typing import Any

import pytest

from tests.isolation.world import World, two_organisations


@pytest.fixture
def world(db: Any) -> World:
    """Two organisations, a coordinator and an administrator."""
    return two_organisations()
