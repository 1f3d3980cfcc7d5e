"""What is written again is what publishing makes."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry
from tests import again, factories

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

_IDENTIFIER = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _everything(build: Callable[[], Any]) -> dict[str, list[Any]]:
    """All rows of all tables after the build, which is taken back. Identifiers and moments stand for any."""
    with transaction.atomic():
        build()
        rows = again._rows()
        transaction.set_rollback(True)
    return {table: [_comparable(row) for row in found.values()] for table, found in rows.items()}


def _comparable(row: dict[str, Any]) -> dict[str, Any]:
    return {column: _any(value) for column, value in row.items() if column != "version"}  # an entry's: the microsecond it was written


def _any(value: Any) -> Any:
    if isinstance(value, dt.datetime):
        return dt.datetime
    return _IDENTIFIER.sub("identifier", value) if isinstance(value, str) else value


def test_it_is_what_publishing_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    written = _everything(factories.organisation)
    monkeypatch.setattr(again, "_known", {})
    assert written == _everything(factories.organisation)


def test_nothing_is_left_out_of_the_comparison() -> None:
    assert _everything(factories.home) != _everything(factories.organisation)


def test_each_test_has_identifiers_and_a_moment_of_its_own() -> None:
    with transaction.atomic():
        earlier = factories.organisation()
        transaction.set_rollback(True)
    began = timezone.now()
    later = factories.organisation()
    entry = CatalogueEntry.objects.get()
    assert earlier.translation_key != later.translation_key == entry.listing_id
    assert str(entry.listing.id) == str(entry.listing_id)
    assert entry.written_at >= began
    assert later.get_parent().specific == factories.home()


def test_it_is_published_where_somebody_has_a_role_already() -> None:
    with CaptureQueriesContext(connection) as little:
        _everything(factories.organisation)
    factories.coordinator()
    with CaptureQueriesContext(connection) as much:
        _everything(factories.organisation)
    assert len(much) > len(little) + 80
