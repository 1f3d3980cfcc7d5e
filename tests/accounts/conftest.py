"""People who sign in, and a clean count of attempts for each test."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache

from tests import factories
from tests.accounts.signing import PASSWORD


@pytest.fixture(autouse=True)
def _nothing_counted() -> Iterator[None]:
    """Attempts are counted in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def editor(db: None) -> Any:
    """An editor with an authenticator app."""
    made = factories.member(email="toimittaja@example.org")
    made.set_password(PASSWORD)
    made.save()
    return made


@pytest.fixture
def newcomer(editor: Any) -> Any:
    """An editor who has not set up a second factor yet."""
    editor.authenticator_set.all().delete()
    return editor
