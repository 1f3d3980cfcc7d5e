"""Nodes that take connections and say nothing: searches and publications wait once and briefly, and nothing is lost."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from uuid import uuid4

import pytest
from elastic_transport import ConnectionTimeout, TransportError

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.signals import catalogue_changed
from search.engines import elasticsearch_breaker
from search.engines.base import Engine, EngineError, EnginePausedError, EngineQuery, IndexNotBuiltError
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_breaker import PAUSE_SECONDS, Breaker, PausedError
from search.engines.elasticsearch_client import Connection, client
from search.engines.limits import seconds_left, within
from search.templatetags.search_ui import similar_listings
from tests.search.builders import make_listing, publish
from tests.search.test_elasticsearch_connection import Handler, serving

SECONDS = 0.3
AT_ONCE = 0.2
"""Less than the SECONDS that a request to silent nodes takes."""
PATIENT = 2.0
"""Seconds for three nodes: the last one has a quarter of them, which is enough for a busy machine's answer."""
LONG = 30.0
"""Seconds that nobody waits, however busy the machine is."""
SLACK = 0.25
"""What a busy machine may add; less than a second round of SECONDS."""


@contextmanager
def silent(nodes: int = 1) -> Iterator[tuple[str, ...]]:
    """Addresses that take connections and never answer."""
    with ExitStack() as held:
        servers = [held.enter_context(socket.create_server(("127.0.0.1", 0))) for _each in range(nodes)]
        yield tuple(f"http://127.0.0.1:{server.getsockname()[1]}" for server in servers)


def engine_at(*hosts: str, seconds: float = SECONDS) -> ElasticsearchEngine:
    return ElasticsearchEngine(Connection(hosts=hosts, index=f"test-{uuid4().hex[:8]}", seconds=seconds))


def ask(engine: Engine) -> int:
    return engine.search(EngineQuery("fi")).total


def failing(action: Callable[[], object], kind: type[EngineError] = EngineError) -> float:
    """Seconds until it fails."""
    started = time.monotonic()
    with pytest.raises(kind, match="ELASTICSEARCH_TIMEOUT"):
        action()
    return time.monotonic() - started


def slowly(seconds: float) -> Callable[[Handler], dict[str, Any]]:
    """What a server says that takes so long for everything but its version."""

    def said(handler: Handler) -> dict[str, Any]:
        time.sleep(0 if handler.path.startswith("/_nodes") else seconds)
        return Handler.said(handler)

    return said


@pytest.fixture
def hanging(settings: Any) -> Iterator[None]:
    """The configured engine is silent."""
    with silent() as hosts:
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_TIMEOUT = hosts, SECONDS
        yield


# --- Waiting once ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("nodes", [1, 2, 3])
def test_a_search_waits_once_for_all_nodes_together(nodes: int) -> None:
    with silent(nodes) as hosts:
        assert SECONDS * 0.9 < failing(lambda: ask(engine_at(*hosts))) < SECONDS + SLACK


def test_after_silence_nobody_is_asked_for_anything() -> None:
    with silent(3) as hosts:
        engine = engine_at(*hosts)
        failing(lambda: ask(engine))

        def write() -> None:
            with engine.writing():
                pass

        for action in (lambda: ask(engine), engine.vocabulary, engine.stamps, lambda: engine.similar(uuid4(), "fi"), write):
            assert failing(action, EnginePausedError) < AT_ONCE


def test_what_refuses_connections_is_not_asked_again_either() -> None:
    with silent() as hosts:
        pass
    engine = engine_at(*hosts)
    for kind in (EngineError, EnginePausedError):
        with pytest.raises(kind, match="ELASTICSEARCH_URL"):
            ask(engine)


def test_the_next_request_after_the_pause_tries_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(elasticsearch_breaker, "PAUSE_SECONDS", 0.1)
    with silent() as hosts:
        engine = engine_at(*hosts)
        failing(lambda: ask(engine))
    port = int(hosts[0].rpartition(":")[2])
    with serving(port=port):
        with pytest.raises(EnginePausedError):
            ask(engine)
        time.sleep(0.1)
        assert [ask(engine), ask(engine)] == [0, 0]


def test_a_node_that_answers_takes_over_from_a_silent_one() -> None:
    with silent(2) as hosts, serving() as url:
        engine = engine_at(*hosts, url, seconds=PATIENT)
        started = time.monotonic()
        assert ask(engine) == 0
        assert time.monotonic() - started < PATIENT + SLACK
        started = time.monotonic()
        assert [ask(engine) for _each in range(6)] == [0] * 6
        assert time.monotonic() - started < PATIENT  # silent ones are passed over


# --- Limits ------------------------------------------------------------------------------------------------------------
def test_an_outer_limit_holds_and_a_longer_inner_one_does_not_widen_it() -> None:
    with within(0.1):
        with within(60):
            assert 0 < seconds_left() <= 0.1
        with within(0):
            assert seconds_left() == 0
        assert seconds_left() > 0
    assert seconds_left() == float("inf")


def test_writing_is_cut_short_by_who_is_in_a_hurry() -> None:
    with silent(3) as hosts:
        engine = engine_at(*hosts)

        def write() -> None:
            with within(SECONDS / 4), engine.writing():
                pass

        assert failing(write) < SECONDS / 4 + SLACK
        # So short a wait tells nothing about the nodes.
        assert failing(lambda: ask(engine)) > SECONDS * 0.9


def test_who_is_in_no_hurry_waits_longer_to_write_than_to_search() -> None:
    def write(engine: Engine) -> None:
        with engine.writing():
            pass

    with serving(said=slowly(2 * SECONDS)) as url:
        with pytest.raises(IndexNotBuiltError):  # an answer
            write(engine_at(url))
        with within(SECONDS):
            failing(lambda: write(engine_at(url)))


def test_without_time_nobody_is_asked() -> None:
    with serving() as url, within(0):
        assert failing(lambda: ask(engine_at(url))) < AT_ONCE


def test_a_slow_bulk_does_not_keep_searches_away() -> None:
    with silent() as hosts:
        connection = Connection(hosts=hosts, seconds=SECONDS)
        with pytest.raises(ConnectionTimeout):
            client(connection).bulk(operations=[{"delete": {"_id": "a"}}], index="a")
        for kind in (ConnectionTimeout, PausedError):
            with pytest.raises(kind):
                client(connection).indices.get_alias(name="a")


# --- Publishing and pages ----------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_publication_waits_briefly_and_once(settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    """Told apart by what the node is asked, and by waits so different that no load of the machine makes one look like the other."""
    monkeypatch.setattr("search.receivers._SECONDS", SECONDS)
    monkeypatch.setattr("search.engines.elasticsearch_store.WRITING_FACTOR", LONG / SECONDS)  # how long it would wait by itself
    monkeypatch.setattr(elasticsearch_breaker, "PAUSE_SECONDS", 10 * LONG)
    publish(make_listing("a", "Ero"))
    asked: list[str] = []
    over = threading.Event()

    def said(handler: Handler) -> dict[str, Any]:
        if not handler.path.startswith("/_nodes"):
            asked.append(handler.path)
            over.wait(3 * LONG)  # longer than anybody waits for it
        return Handler.said(handler)

    with serving(said=said) as url:
        settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_TIMEOUT = (url,), SECONDS
        try:
            started = time.monotonic()
            catalogue_changed.send(sender=CatalogueEntry)
            waited, first = time.monotonic() - started, len(asked)
            catalogue_changed.send(sender=CatalogueEntry)
        finally:
            over.set()
    assert SECONDS * 0.9 < waited < LONG / 2
    assert (first, len(asked)) == (1, 1)  # the second publication does not even ask
    assert caplog.text.count("until search_sync runs") == 2
    assert CatalogueEntry.objects.filter(pending=True).count() == 1


@pytest.mark.django_db
def test_pages_of_listings_do_not_wait_again(hanging: None) -> None:
    listing = make_listing("a", "Ero")
    similar_listings(listing)
    started = time.monotonic()
    assert similar_listings(listing) == {"cards": []}
    assert time.monotonic() - started < SLACK


# --- The breaker -------------------------------------------------------------------------------------------------------
class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_one_tries_after_the_pause_and_others_wait_for_it() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    breaker.enter()
    breaker.open("silent")
    with pytest.raises(PausedError, match="silent; it is asked again in 15 s"):
        breaker.enter()
    clock.now = PAUSE_SECONDS
    breaker.enter()
    with pytest.raises(PausedError):
        breaker.enter()
    breaker.open("silent still")
    clock.now = 2 * PAUSE_SECONDS - 0.1
    with pytest.raises(PausedError, match="silent still"):
        breaker.enter()
    clock.now = 2 * PAUSE_SECONDS
    breaker.enter()
    breaker.close()
    breaker.enter()


def test_of_many_threads_one_tries() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    breaker.open("silent")
    clock.now = PAUSE_SECONDS
    together, let_in = threading.Barrier(8), []

    def enter() -> None:
        together.wait()
        try:
            breaker.enter()
        except TransportError:
            return
        let_in.append(1)

    threads = [threading.Thread(target=enter) for _each in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert let_in == [1]
