"""Page loads are counted without knowing anything of the reader, and cost the page no query."""

import datetime as dt
import time
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.usage import counter
from portal.usage.counter import count_view, flush
from portal.usage.models import DailyViews
from portal.usage.queries import views_since
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> Iterator[None]:
    counter._counted.clear()
    yield
    counter._counted.clear()


@pytest.fixture
def group() -> Any:
    return factories.group()


def stored(page: Any) -> int:
    flush()
    return views_since([page.listing_id], 30).get(page.listing_id, 0)


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_DEST": "iframe"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
    ],
)
def test_what_no_reader_sees_is_not_counted(client: Client, group: Any, headers: dict[str, str]) -> None:
    assert client.get(group.url, **headers).status_code == 200  # type: ignore[arg-type]  # Django's stubs know these as a TypedDict
    assert stored(group) == 0


def test_head_unknown_pages_and_other_methods_are_not_counted(client: Client, group: Any) -> None:
    client.head(group.url)
    client.post(group.url)
    client.get(f"{group.url}ei-ole/")
    assert flush() == 0


def test_an_editor_is_not_a_reader(client: Client, group: Any) -> None:
    client.force_login(factories.member())
    assert client.get(group.url).status_code == 200
    assert stored(group) == 0


def test_page_loads_of_a_day_are_added_up(client: Client, group: Any) -> None:
    for _ in range(3):
        client.get(group.url)
    assert stored(group) == 3
    client.get(group.url, HTTP_SEC_FETCH_DEST="document")
    assert stored(group) == 4
    assert DailyViews.objects.count() == 1


def test_languages_count_together_and_a_chapter_counts_for_its_guide(client: Client, group: Any) -> None:
    factories.version(group, summary="En grupp.")
    client.get(f"/sv{group.url}")
    chapter = factories.chapter()
    client.get(chapter.url)
    assert stored(group) == 1
    assert stored(chapter.get_parent().specific) == 1


def test_a_page_load_costs_the_same_queries_whether_counted_or_not(client: Client, group: Any) -> None:
    client.get(group.url)
    with CaptureQueriesContext(connection) as counted:
        client.get(group.url)
    with CaptureQueriesContext(connection) as uncounted:
        client.get(group.url, HTTP_SEC_FETCH_DEST="iframe")
    assert len(counted) == len(uncounted)


def test_nothing_is_set_in_the_readers_browser(client: Client, group: Any) -> None:
    assert not client.get(group.url).cookies


def test_what_cannot_be_written_is_kept(group: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    count_view(group.listing_id)

    def refuse(*_given: Any) -> None:
        raise DatabaseError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(counter, "_add", refuse)
        with pytest.raises(DatabaseError):
            flush()
    assert stored(group) == 1


def test_only_the_days_asked_for_are_added_up() -> None:
    today, known, other = timezone.localdate(), uuid4(), uuid4()
    for age, count in ((0, 1), (29, 10), (30, 100)):
        DailyViews.objects.create(listing_id=known, day=today - dt.timedelta(days=age), count=count)
    DailyViews.objects.create(listing_id=other, day=today, count=7)
    with CaptureQueriesContext(connection) as asked:
        assert views_since([known, uuid4()], 30) == {known: 11}
    assert len(asked) == 1
    assert views_since([known], 31) == {known: 111}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_it_is_written_in_the_background(group: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("an in-memory database belongs to one thread")
    monkeypatch.setattr(settings, "USAGE_FLUSH_SECONDS", 0.05)
    count_view(group.listing_id)
    deadline = time.monotonic() + 10
    while not DailyViews.objects.exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    assert DailyViews.objects.get().count == 1
