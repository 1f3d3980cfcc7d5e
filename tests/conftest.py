"""What every test lives under: no network, nothing left by another test, and no test twice that asks no database."""

import gc
import socket
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models.signals import post_delete, post_save
from django.test import TransactionTestCase
from django.utils import translation
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_delete_signal_handler, post_save_signal_handler, register_signal_handlers

from portal.audit.guard import guard, lift
from portal.pagecache.unchanged import forget_all
from tests.migrated import remembered

_DATABASE_FIXTURES = {"db", "transactional_db"}
_LOCAL_NAMES = {"localhost", ""}


class ForeignConnectionError(RuntimeError):
    """A test tried to reach another machine. The product must never need one; neither may its tests."""


@pytest.fixture(autouse=True, scope="session")
def _no_foreign_connections() -> Iterator[None]:
    """Refuse every connection that does not stay on this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))
        patch.setattr(socket, "getaddrinfo", _guarded_lookup(socket.getaddrinfo))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_index_of_the_admin() -> None:
    """Nothing written is put into the index behind the admin's own search boxes: an eighth of what publishing a page costs.

    The portal's own search has another index. What searches in the admin asks for ``admin_index``.
    """
    _stop_indexing()


@pytest.fixture(scope="module")
def admin_index(django_db_setup: None, _no_index_of_the_admin: None) -> Iterator[None]:
    """What the file's tests write is found in the admin's search boxes, as in the portal."""
    register_signal_handlers()
    _index_of_the_admin(True)
    yield
    _stop_indexing()


def _index_of_the_admin(is_on: bool) -> None:
    """Pages do not wait for signals: they ask the setting."""
    backend: dict[str, Any] = settings.WAGTAILSEARCH_BACKENDS["default"]
    backend["AUTO_UPDATE"] = is_on


def _stop_indexing() -> None:
    for model in get_indexed_models():
        post_save.disconnect(post_save_signal_handler, sender=model)
        post_delete.disconnect(post_delete_signal_handler, sender=model)
    _index_of_the_admin(False)


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """What pytest-django asks for before it makes the test database."""
    with remembered():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, _no_index_of_the_admin: None) -> None:
    """pytest-django's, and what so many tests begin with noted in it."""
    from tests import factories

    with django_db_blocker.unblock():
        factories.note_the_beginning()


@pytest.fixture(autouse=True, scope="session")
def _audit_log_between_tests() -> Iterator[None]:
    """SQLite empties tables row by row between transactional tests, which the audit log's triggers refuse: they stand aside for that."""
    operations: Any = DatabaseWrapper.ops_class
    empty = operations.execute_sql_flush

    def emptied(self: Any, sql_list: list[str]) -> None:
        lift(self.connection)
        empty(self, sql_list)
        guard(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", emptied)
        yield


def pytest_collection_finish() -> None:
    """What is loaded by now stays until the end: the collector need not look at it again and again (a fifth of migrating)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database is the same on every one: it runs on SQLite alone.

    Tests that commit must give back what emptying the tables takes with it: the root page, content types, rights.
    """
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction") and not marker.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(f"{item.nodeid}: django_db(transaction=True) needs serialized_rollback=True")
    if connection.vendor != "sqlite":
        pure = [item for item in items if not _asks_the_database(item)]
        items[:] = [item for item in items if _asks_the_database(item)]
        config.hook.pytest_deselected(items=pure)


def _asks_the_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("one_database"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    test_case = getattr(item, "cls", None)
    return bool(
        item.get_closest_marker("django_db")
        or fixtures & _DATABASE_FIXTURES
        or (isinstance(test_case, type) and issubclass(test_case, TransactionTestCase))
    )


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    """Caches outlive a test, and the ids of its records come again."""
    cache.clear()
    forget_all()
    yield
    cache.clear()
    forget_all()


@pytest.fixture(autouse=True)
def _language_of_the_portal() -> Iterator[None]:
    """Every test begins in the portal's own language: a request leaves its language active in the thread."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture
def admin_user(db: None) -> Any:
    """pytest-django's administrator, with the second factor that the admin asks for; ``admin_client`` signs in as this one."""
    from tests import factories

    return factories.administrator("admin@example.org")


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family != socket.AF_UNIX and not _stays_here(str(address[0])):
            raise ForeignConnectionError(f"connection to {address[0]} refused")
        return connect(self, address)

    return guarded


def _guarded_lookup(lookup: Any) -> Any:
    def guarded(host: Any, *arguments: Any, **options: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else str(host or "")
        if not _stays_here(name):
            raise ForeignConnectionError(f"name lookup of {name} refused")
        return lookup(host, *arguments, **options)

    return guarded


def _stays_here(host: str) -> bool:
    if host in _LOCAL_NAMES:
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
