"""The world of two organisations, built once for each file of tests; every test gets its own copy of the objects."""

import pytest

from tests.built import once_a_file
from tests.isolation.world import two_organisations

_built, world = once_a_file(two_organisations)


@pytest.fixture(autouse=True, scope="module")
def _search_boxes(admin_index: None) -> None:
    """The admin's search boxes find what is there: only so do they show that they tell nothing of others."""
