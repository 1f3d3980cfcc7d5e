"""SQLite's test database without running 230 migrations each time.

A run that has migrated an empty database keeps a copy under var/, named by what all migrations say; later runs begin with it, and
``migrate`` finds nothing to do. A fresh clone, and any change of a migration, migrates from nothing.
"""

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db.backends.signals import connection_created
from django.db.backends.sqlite3.creation import DatabaseCreation

FOLDER = Path(__file__).parents[1] / "var" / "test-databases"
_STILL_TO_MIGRATE = "pagecache"
"""An app with one table, to which nothing refers."""


@contextmanager
def remembered() -> Iterator[None]:
    """SQLite test databases made meanwhile begin with the copy, or leave one."""
    create = DatabaseCreation.create_test_db
    copy = _copy()

    def create_test_db(self: Any, *arguments: Any, **options: Any) -> str:
        known = copy.exists()
        if known:
            connection_created.connect(restore, sender=type(self.connection))
        try:
            name: str = create(self, *arguments, **options)
        finally:
            connection_created.disconnect(restore, sender=type(self.connection))
        if not known:
            _keep(self.connection.connection, copy)
        return name

    def restore(connection: Any, **_signal: Any) -> None:
        connection_created.disconnect(restore, sender=type(connection))
        with closing(sqlite3.connect(copy)) as source:
            source.backup(connection.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseCreation, "create_test_db", create_test_db)
        yield


def start_with_copy(database: Path) -> None:
    """Let a database file begin with the copy, all but the tables of one app: so whoever prepares it has still to migrate.

    Nothing happens where no run has left a copy yet: then everything is migrated.
    """
    copy = _copy()
    if copy.exists():
        shutil.copyfile(copy, database)
        with closing(sqlite3.connect(database)) as connection, connection:
            for model in apps.get_app_config(_STILL_TO_MIGRATE).get_models():
                connection.execute(f"DROP TABLE {model._meta.db_table}")
            connection.execute("DELETE FROM django_migrations WHERE app = ?", [_STILL_TO_MIGRATE])


def _keep(connection: sqlite3.Connection, copy: Path) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for older in FOLDER.glob("*.sqlite3"):
        older.unlink(missing_ok=True)
    unfinished = copy.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as target:
        connection.backup(target)
    unfinished.replace(copy)  # at once: two runs may be at it


def _copy() -> Path:
    return FOLDER / f"{_fingerprint()}.sqlite3"


def _fingerprint() -> str:
    found = hashlib.sha256(sqlite3.sqlite_version.encode())
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.label}/{file.name}".encode())
            found.update(file.read_bytes())
    return found.hexdigest()[:24]
