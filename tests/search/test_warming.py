"""What a new web process does before its first reader comes."""

import logging
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from search import names, warming
from search.service import SearchRequest, search
from search.sync import rebuild
from tests.search.builders import make_listing, publish

pytestmark = pytest.mark.django_db


def test_the_first_reader_waits_for_nothing_that_was_read_beforehand(towns: None) -> None:
    publish(make_listing("kerho", "Perhekerho"))
    rebuild()
    names.forget()
    warming.warm_up()
    with CaptureQueriesContext(connection) as asked:
        assert search(SearchRequest(q="perhekerho")).total == 1
    assert len(asked) == 1


def test_without_an_index_it_says_so_and_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="search.warming"):
        warming.warm_up()
    assert "search_rebuild" in caplog.text


def test_without_a_database_it_says_so_and_goes_on(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> Any:
        raise OperationalError("no such host")  # as from psycopg

    monkeypatch.setattr(warming.memory, "rows", fail)
    with caplog.at_level(logging.WARNING, logger="search.warming"):
        warming.warm_up()
    assert "no such host" in caplog.text
