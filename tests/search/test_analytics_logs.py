"""What people search for reaches no log, no error report and no other site."""

import io
import logging
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import get_exception_reporter_class

from portal.operations.logs import REMOVED, WithoutQueries, without_query
from scripts.serving import server_command
from search.engines.base import EngineError
from search.sync import rebuild
from tests import factories
from tests.logs import everything_written
from tests.search.builders import make_listing, publish

pytestmark = pytest.mark.one_database

SECRETS = ("salaisuus", "Ämmänkoski", "%C3%84mm", "\\u00c4mm", "punkaharju")
"""What may not be written anywhere: words of SEARCH as typed, in addresses and in JSON; the reader's own place."""
SEARCH = "/haku/?q=salaisuus+%C3%84mm%C3%A4nkoski&near=Punkaharju"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Everything that any logger writes at any level, through the filter of the portal's own handlers."""
    with everything_written() as stream:
        yield stream


def assert_nothing_told(text: str) -> None:
    assert [secret for secret in SECRETS if secret.casefold() in text.casefold()] == []


@pytest.mark.parametrize(
    ("line", "cleaned"),
    [
        ('"GET /haku/?q=salaisuus HTTP/1.1" 200 512', '"GET /haku/ HTTP/1.1" 200 512'),
        ("POST http://localhost:9200/a/_search?q=salaisuus [status:400]", "POST http://localhost:9200/a/_search [status:400]"),
        ("<WSGIRequest: GET '/sv/haku/?q=salaisuus&page=2'>", "<WSGIRequest: GET '/sv/haku/'>"),
        ("Not Found: /haku/", "Not Found: /haku/"),
        ("path=a?b/haku/?q=salaisuus next", "path=a?b/haku/ next"),
        ("Really? Yes: 3 of 4/5", "Really? Yes: 3 of 4/5"),
        ("", ""),
    ],
)
def test_addresses_lose_their_query_string(line: str, cleaned: str) -> None:
    assert without_query(line) == cleaned


@pytest.mark.django_db
def test_long_paths_and_queries_do_not_hold_up_the_server(written: io.StringIO) -> None:
    """Anybody can ask for a path of slashes, or for ten thousand words; the web server takes addresses of 64 kB."""
    request_started.send(None, environ={"PATH_INFO": "/", "QUERY_STRING": "q=" + "+".join(f"w{number}" for number in range(9000))})
    started = time.process_time()
    logging.getLogger("django.request").warning("Not Found: %s", "/" * 60_000)
    logging.getLogger("django.request").warning("Not Found: %s", "/a?" * 20_000)
    taken = time.process_time() - started
    request_finished.send(None)
    assert taken < 2, "quadratic: it took half a minute"


@pytest.mark.django_db
def test_a_search_of_one_letter_leaves_the_log_readable(written: io.StringIO) -> None:
    request_started.send(None, environ={"PATH_INFO": "/haku/", "QUERY_STRING": "q=e"})
    logging.getLogger("search").warning("The engine does not answer")
    request_finished.send(None)
    assert "The engine does not answer" in written.getvalue()


def test_a_record_whose_arguments_do_not_fit_still_passes() -> None:
    record = logging.LogRecord("x", logging.INFO, "x.py", 1, "%d results of %s", ("three",), None)
    assert WithoutQueries().filter(record)


def test_every_handler_has_the_filter() -> None:
    logging_settings: Any = settings.LOGGING
    handlers = logging_settings["handlers"]
    assert "console" in handlers
    assert [name for name, handler in handlers.items() if "without_queries" not in handler["filters"]] == []


@pytest.mark.parametrize("name", ["django", "django.request", "django.server"])
def test_no_logger_has_a_handler_past_the_filter(name: str) -> None:
    logger = logging.getLogger(name)
    assert logger.propagate
    assert all(any(isinstance(each, WithoutQueries) for each in handler.filters) for handler in logger.handlers)


@pytest.mark.parametrize("name", ["elastic_transport.transport", "elasticsearch", "urllib3.connectionpool", "django.db.backends"])
def test_loggers_that_would_write_whole_queries_do_not(written: io.StringIO, name: str) -> None:
    logging.getLogger(name).debug('> {"query": {"match": "sala"}}')
    assert written.getvalue() == ""


def test_the_development_server_writes_no_query(written: io.StringIO) -> None:
    logging.getLogger("django.server").info('"%s" %s %s', f"GET {SEARCH} HTTP/1.1", "200", "512")
    assert "GET /haku/ HTTP/1.1" in written.getvalue()
    assert_nothing_told(written.getvalue())


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", [SEARCH, f"/sv{SEARCH}", SEARCH + "&page=99", "/api/v1" + SEARCH.replace("haku/", "search"), f"/ei-ole{SEARCH}"]
)
def test_searching_writes_nothing_of_the_search(client: Client, written: io.StringIO, path: str) -> None:
    publish(make_listing("a", "Uimahalli"))
    rebuild()
    client.get(path)
    logging.getLogger("search").debug("the log works")
    assert "the log works" in written.getvalue()
    assert_nothing_told(written.getvalue())


@pytest.mark.django_db
def test_an_engine_that_repeats_the_search_in_its_error_does_not_tell_the_log(
    client: Client, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(request: Any) -> Any:
        raise EngineError(f'cannot parse [{request.q}] {{"query": "salaisuus \\u00c4mm\\u00e4nkoski"}}')

    monkeypatch.setattr("search.views.search", fail)
    assert client.get(SEARCH).status_code == 200
    assert "cannot parse" in written.getvalue()
    assert REMOVED in written.getvalue()
    assert_nothing_told(written.getvalue())


@pytest.fixture
def _failing(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(request: Any) -> Any:
        try:
            raise ValueError(f"{request.q!r} near Punkaharju")
        except ValueError as error:
            raise RuntimeError(f"no result for {request.q} at {SEARCH}") from error

    monkeypatch.setattr("search.views.search", fail)


@pytest.mark.django_db
@pytest.mark.usefixtures("_failing")
def test_a_failing_page_tells_the_log_what_failed_and_not_what_was_searched(client: Client, written: io.StringIO) -> None:
    client.raise_request_exception = False
    assert client.get(SEARCH).status_code == 500
    assert "Internal Server Error: /haku/" in written.getvalue()
    assert "RuntimeError: no result for" in written.getvalue()
    assert_nothing_told(written.getvalue())


@pytest.mark.django_db
@pytest.mark.usefixtures("_failing")
def test_error_mails_tell_what_failed_and_not_what_was_searched(client: Client, settings: Any, mailoutbox: list[Any]) -> None:
    settings.ADMINS = [("Admin", "admin@example.org")]
    client.raise_request_exception = False
    client.get(SEARCH, HTTP_REFERER=f"http://testserver{SEARCH}")
    (mail,) = mailoutbox
    assert "RuntimeError at /haku/" in mail.body
    assert_nothing_told(mail.message().as_string() + mail.body)


@pytest.mark.parametrize("is_email", [True, False])
def test_error_reports_hold_no_variables_and_no_address(is_email: bool) -> None:
    request = RequestFactory().get(SEARCH, HTTP_REFERER=f"http://testserver{SEARCH}")
    words = request.GET["q"]
    report_class: Any = get_exception_reporter_class(request)
    try:
        raise RuntimeError("cannot answer", len(words))
    except RuntimeError as error:
        reporter = report_class(request, type(error), error, error.__traceback__, is_email=is_email)
    assert "cannot answer" in reporter.get_traceback_html()
    assert_nothing_told(reporter.get_traceback_html())


@pytest.mark.django_db
def test_the_admin_keeps_its_words_and_loses_only_addresses(client: Client, written: io.StringIO) -> None:
    client.force_login(factories.administrator())
    client.get(reverse("jobs"), {"q": "jobs"})
    logging.getLogger("portal").warning("jobs at /admin/jobs/?q=jobs")
    assert "jobs at /admin/jobs/" in written.getvalue()


@pytest.mark.django_db
def test_words_are_forgotten_when_the_request_has_ended(client: Client) -> None:
    client.get("/haku/?q=salaisuus")
    assert without_query("salaisuus") == "salaisuus"


@pytest.mark.django_db
def test_the_result_page_tells_no_page_where_its_reader_came_from(client: Client) -> None:
    publish(make_listing("a", "Uimahalli"))
    rebuild()
    assert client.get("/haku/?q=uimahalli").headers["Referrer-Policy"] == "no-referrer"
    assert client.get("/kunnat/").headers["Referrer-Policy"] == "same-origin"


def test_the_demos_server_keeps_no_access_log() -> None:
    assert "--no-access-log" in server_command("127.0.0.1", 8000)
