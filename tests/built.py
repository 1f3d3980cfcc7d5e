"""Worlds built once for a file of tests: publishing a page costs more than most tests that look at it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

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
