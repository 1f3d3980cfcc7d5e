"""The database itself refuses to change or delete what was logged: past the ORM, in raw SQL, from a shell.

A trigger for every way to do it; SQLite has one way more, because its ``INSERT OR REPLACE`` deletes a row without asking the trigger of
deletions. They are put in place after every migration, because SQLite rebuilds a table, without its triggers, when a
column changes. Only who may alter the schema can lift them. PostgreSQL's TRUNCATE is not a row's DELETE; the portal's user needs no
right to it.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditevent"
REFUSE = "BEGIN SELECT RAISE(ABORT, 'The audit log is append-only.'); END"
KNOWN = "EXISTS (SELECT 1 FROM audit_auditevent WHERE id = NEW.id)"
SQLITE_TRIGGERS = {
    "audit_no_update": f"BEFORE UPDATE ON {TABLE} {REFUSE}",
    "audit_no_delete": f"BEFORE DELETE ON {TABLE} {REFUSE}",
    # The identifier is -1 here while SQLite has not chosen one yet.
    "audit_no_replace": f"BEFORE INSERT ON {TABLE} WHEN NEW.id > 0 AND {KNOWN} {REFUSE}",
}
"""Trigger by name, without its first words."""


def guard(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; those that are there stay."""
    if connection.vendor == "sqlite":
        for name, trigger in SQLITE_TRIGGERS.items():
            _run(connection, f"CREATE TRIGGER IF NOT EXISTS {name} {trigger}")
    elif connection.vendor == "postgresql":
        _run(
            connection,
            "CREATE OR REPLACE FUNCTION audit_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege'; END $$",
        )
        _run(
            connection,
            f"CREATE OR REPLACE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON {TABLE} "
            "FOR EACH ROW EXECUTE FUNCTION audit_append_only()",
        )


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away; for tests that empty an SQLite database row by row."""
    if connection.vendor == "sqlite":
        for name in SQLITE_TRIGGERS:
            _run(connection, f"DROP TRIGGER IF EXISTS {name}")


def guard_after_migration(using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``."""
    connection = connections[using]
    if TABLE in connection.introspection.table_names():
        guard(connection)


def _run(connection: BaseDatabaseWrapper, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
