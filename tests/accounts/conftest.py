"""People who sign in."""

from typing import Any

import pytest

from tests import factories
from tests.accounts.signing import PASSWORD


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
