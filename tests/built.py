"""Worlds built once for a file of tests: publishing a page costs more than most tests that look at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from tests.again import once_a_run

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


def once_a_file(build: Callable[[], Any], *, in_many_files: bool = False) -> tuple[Any, Any]:
    """Two fixtures: the world of a file of tests, and each test's own copy of its objects.

    A conftest names them: ``_built, region = once_a_file(_region)``. The first has to be called ``_built``, because pytest finds by
    its name what the second asks for.

    :param in_many_files: the first file of a run on SQLite publishes the world, the others get its rows as publishing wrote them.
    """
    made_by = (lambda: _as_before(build)) if in_many_files else build

    @pytest.fixture(scope="module")
    def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
        with built(django_db_blocker, made_by) as made:
            yield made

    @pytest.fixture
    def own_copy(db: None, _built: Any) -> Any:
        return deepcopy(_built)

    return world, own_copy


def _as_before(build: Callable[[], World]) -> World:
    """What ``build`` gave before, on SQLite, where most files run.

    Not on another day, from which its dates are counted, nor where the admin's index is to know of it.
    """
    if connection.vendor != "sqlite" or settings.WAGTAILSEARCH_BACKENDS["default"].get("AUTO_UPDATE", True):
        return build()
    world: World = once_a_run(f"{build.__module__}.{build.__qualname__} on {timezone.localdate()}", build)
    return world
