"""Worlds built once for a file of tests: publishing a page costs more than most tests that look at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, TypeVar

import pytest
from django.db import transaction

World = TypeVar("World")


@contextmanager
def built(blocker: Any, build: Callable[[], World]) -> Iterator[World]:
    """The world, in a transaction that is taken back at the end.

    Each test runs in a transaction inside it, so what it changes is gone after it; hand every test a deep copy of the objects.
    ``blocker``: pytest-django's ``django_db_blocker``.
    """
    with blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def once_a_file(build: Callable[[], Any]) -> tuple[Any, Any]:
    """Two fixtures: the world of a file of tests, and each test's own copy of its objects.

    A conftest names them: ``_built, region = once_a_file(_region)``. The first has to be called ``_built``, because pytest finds by
    its name what the second asks for.
    """

    @pytest.fixture(scope="module")
    def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with built(django_db_blocker, build) as made:
            yield made

    @pytest.fixture
    def own_copy(db: None, _built: Any) -> Any:
        return deepcopy(_built)

    return world, own_copy
