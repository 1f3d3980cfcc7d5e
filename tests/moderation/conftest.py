"""Fixtures of moderation's tests."""

import pytest

from tests.moderation.world import World


@pytest.fixture
def world(db: None) -> World:
    """An organisation, its people and its event."""
    return World()
