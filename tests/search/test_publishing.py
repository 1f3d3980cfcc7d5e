"""Real pages, as editors handle them: what is published is found, what is taken away is gone, without anybody rebuilding anything."""

from threading import Event, Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from wagtail.models import Page

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.writer import settle_all
from search.engines import get_engine
from search.engines.base import Engine
from search.service import SearchRequest, search
from search.sync import drain, rebuild
from tests import factories
from tests.search.builders import make_listing, publish, unpublish

COMMITTED = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def indexed() -> None:
    """An index of what there is before the first page."""
    rebuild()


def found(q: str, lang: str = "fi") -> dict[str, str]:
    """Title -> address of each result."""
    return {hit.listing.title: hit.listing.url for hit in search(SearchRequest(q=q, lang=lang)).hits}


def pending() -> int:
    return CatalogueEntry.objects.filter(pending=True).count()


# --- Pages -------------------------------------------------------------------------------------------------------------
@COMMITTED
def test_a_page_is_found_as_it_is_at_every_moment_of_its_life(indexed: None) -> None:
    parish, town = factories.organisation("Järvelän seurakunta"), factories.organisation("Järvelän kaupunki")
    group = factories.group("Tuohikerho", parent=parish)
    assert found("tuohikerho") == {"Tuohikerho": group.url}

    group.title = "Pajukerho"
    draft = group.save_revision()
    assert "Pajukerho" not in found("pajukerho")  # a draft is nobody's business
    draft.publish()
    assert "Pajukerho" in found("pajukerho")
    assert "Tuohikerho" not in found("tuohikerho")

    before = group.url
    group = Page.objects.get(pk=group.pk).specific
    group.move(town, pos="last-child")
    group = Page.objects.get(pk=group.pk).specific
    assert group.url != before
    assert found("pajukerho") == {"Pajukerho": group.url}

    group.unpublish()
    assert found("pajukerho") == {}
    group.save_revision().publish()
    assert found("pajukerho") == {"Pajukerho": group.url}
    group.delete()
    assert found("pajukerho") == {}
    assert (pending(), CatalogueEntry.objects.filter(removed=True).count()) == (0, 0)


@COMMITTED
def test_a_branch_that_is_taken_away_goes_with_all_that_is_below_it(indexed: None) -> None:
    parish = factories.organisation("Järvelän seurakunta")
    for title in ("Tuohikerho", "Pajukerho"):
        factories.group(title, parent=parish)
    assert len(found("tuohikerho") | found("pajukerho")) == 2
    Page.objects.get(pk=parish.pk).specific.unpublish(commit=True)
    for child in Page.objects.get(pk=parish.pk).get_children().specific():
        child.delete()
    assert found("tuohikerho") | found("pajukerho") == {}


@COMMITTED
def test_what_is_taken_back_with_its_transaction_was_never_found(indexed: None) -> None:
    parish = factories.organisation("Järvelän seurakunta")
    with transaction.atomic():
        factories.group("Tuohikerho", parent=parish)
        transaction.set_rollback(True)
    assert found("tuohikerho") == {}


# --- Rows of another release -------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_listing_that_cannot_be_read_is_left_out_of_the_page_and_told_in_the_log(client: Client, caplog: Any) -> None:
    for name in ("drifted", "good"):
        publish(make_listing(name, "Eroapua"))
    rebuild()
    CatalogueEntry.objects.filter(external_id="drifted").update(data='{"drifted": true}')
    answer = client.get("/haku/", {"q": "eroapua"})
    assert answer.status_code == 200
    assert b"/good/" in answer.content
    assert "run catalogue_rebuild" in caplog.text


@pytest.mark.django_db
def test_whoever_publishes_does_not_wait_for_all_that_cannot_be_read(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.sync.BATCH", 2)
    rebuild(engine)
    for number in range(7):
        publish(make_listing(f"drifted-{number}", "Ero"))
    CatalogueEntry.objects.update(data='{"drifted": true}')
    batches: list[object] = []
    monkeypatch.setattr("search.sync.settle_all", lambda receipts: batches.append(receipts) or settle_all(receipts))
    assert drain(engine, most=2) == 0
    assert len(batches) == 1
    entry = publish(make_listing("good", "Ero"))
    CatalogueEntry.objects.filter(pk=entry.pk).update(version=9)
    assert drain(engine, most=2) == 1
    assert len(batches) == 2


# --- Several at once ---------------------------------------------------------------------------------------------------
@COMMITTED
def test_a_row_that_another_transaction_is_changing_holds_nobody_up(indexed: None) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("an in-memory database belongs to one thread")
    entries = [publish(make_listing(name, "Ero")) for name in ("free", "busy")]
    held, done = Event(), Event()

    def change() -> None:
        try:
            with transaction.atomic():
                CatalogueEntry.objects.filter(pk=entries[1].pk).update(version=5)
                held.set()
                done.wait(20)
        finally:
            connection.close()

    other = Thread(target=change)
    other.start()
    held.wait(20)
    try:
        assert drain() == 1
        assert list(CatalogueEntry.objects.filter(pending=True).values_list("external_id", flat=True)) == ["busy"]
    finally:
        done.set()
        other.join()
    assert (drain(), pending()) == (1, 0)


@COMMITTED
def test_what_others_publish_while_the_index_is_rebuilt_is_neither_lost_nor_doubled() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("an in-memory database belongs to one thread")
    leaving = [make_listing(f"leaving-{number}", "Ero") for number in range(10)]
    for listing in (*leaving, *(make_listing(f"old-{number}", "Ero") for number in range(200))):
        publish(listing)
    rebuild()
    over = Event()

    def go_on() -> None:
        try:
            for number in range(40):
                publish(make_listing(f"new-{number}", "Ero"))
                if number % 4 == 0:
                    unpublish(leaving[number // 4])
                publish(make_listing(f"old-{number}", "Sovittelu"))
                drain(most=100)
        finally:
            over.set()
            connection.close()

    other = Thread(target=go_on)
    other.start()
    rebuilds = 0
    while not over.is_set():
        rebuild()
        rebuilds += 1
    other.join()
    assert rebuilds > 1
    drain()
    public = dict(CatalogueEntry.objects.filter(removed=False).values_list("listing_id", "version"))
    assert (len(public), pending()) == (240, 0)
    assert get_engine().stamps() == public
    assert search(SearchRequest(q="sovittelu")).total == 40
