"""Searches are counted without knowing anything of who searched, and cost the page no query."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.thesaurus.models import Concept
from search import names
from search.analytics import counter
from search.analytics.counter import count_search, flush, week_of
from search.analytics.models import Outcome, SearchTerm, TermKind, TermWeek, WeekTotal
from search.analytics.retention import KEEP_ALL, KEEP_RARE, forget
from search.engines.base import Days, Sort
from search.query import Correction
from search.service import SearchHit, SearchRequest, SearchResults
from search.sync import rebuild
from tests import factories
from tests.search.builders import make_listing, publish

pytestmark = pytest.mark.django_db
WEEK = dt.date(2026, 11, 16)


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> Iterator[None]:
    for counts in (counter._terms, counter._totals):
        counts.clear()
    yield
    for counts in (counter._terms, counter._totals):
        counts.clear()


@pytest.fixture
def site() -> None:
    """One listing, found by "uimahalli"."""
    publish(make_listing("a", "Uimahalli"))
    rebuild()


def results(total: int = 0, correction: Correction | None = None) -> SearchResults:
    return SearchResults(total=total, page=1, limit=20, hits=(), facets={}, correction=correction)


def count(q: str, total: int = 0, *, correction: Correction | None = None, **asked: Any) -> None:
    count_search(RequestFactory().get("/haku/"), SearchRequest(q=q, **asked), results(total, correction))


def rows() -> list[tuple[str, str, str, int]]:
    """(language, text, outcome, count) of what is stored."""
    flush()
    return sorted(TermWeek.objects.values_list("term__lang", "term__text", "outcome", "count"))


def total() -> Any:
    flush()
    return WeekTotal.objects.values("searches", "none", "few", "withheld").get()


@pytest.mark.parametrize(
    "text",
    [
        "liisa virtanen",
        "040 123 4567",
        "010203-123A",
        "somebody@example.org",
        "kirkkokatu 3",
        "yksi kaksi kolme neljä viisi kuusi seitsemän",
    ],
)
def test_what_may_tell_of_a_person_is_counted_as_a_search_and_not_kept(site: None, text: str) -> None:
    count(text)
    assert text.split()[0] not in str((counter._terms, counter._totals))  # not even in memory
    assert rows() == []
    assert total() == {"searches": 1, "none": 1, "few": 0, "withheld": 1}


def test_words_of_a_crisis_are_counted_as_their_concept_only(site: None) -> None:
    Concept.objects.create(
        slug="lahisuhdevakivalta",
        preferred={"fi": "lähisuhdeväkivalta"},
        colloquial={"fi": "mies lyö"},
        is_crisis=True,
    )
    names.forget()
    count("mies lyö Mikkelissä")
    count("mies lyö")
    count("mies lyö", 30)  # found enough: nothing to keep
    assert rows() == [("fi", "lahisuhdevakivalta", "none", 2)]
    assert SearchTerm.objects.get().kind == TermKind.CONCEPT
    assert total()["withheld"] == 0


def test_a_crisis_that_no_concept_names_is_not_kept(site: None) -> None:
    listing = make_listing("b", "Nollalinja", crisis=True)
    hit = SearchHit(listing, "fi", 1.0, SafeString(""), SafeString(""), None)
    count_search(RequestFactory().get("/haku/"), SearchRequest(q="turvaan"), replace(results(), crisis=(hit,), in_crisis=True))
    assert rows() == []
    assert total()["withheld"] == 1


@pytest.mark.parametrize(
    "asked",
    [
        {"page": 2},
        {"filters": {"topic": frozenset({"ero"})}},
        {"filters": {"municipality": frozenset({"491"}), "free": frozenset({"1"})}},
        {"sort": Sort.NEXT},
        {"without": frozenset({"place"})},
        {"days": Days(WEEK, WEEK)},
    ],
)
def test_what_goes_on_from_a_search_is_not_counted_again(site: None, asked: dict[str, Any]) -> None:
    count("skabies", **asked)
    assert flush() == 0
    assert not counter._terms


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_SEC_FETCH_DEST": "iframe"},
        {"HTTP_SEC_FETCH_DEST": "empty", "HTTP_SEC_FETCH_SITE": "same-origin"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
    ],
)
def test_what_no_reader_sees_is_not_counted(client: Client, site: None, headers: dict[str, str]) -> None:
    assert client.get("/haku/?q=skabies", **headers).status_code == 200  # type: ignore[arg-type]  # Django's stubs know these as a TypedDict
    client.head("/haku/?q=skabies")
    assert flush() == 0


def test_staff_signed_in_are_not_counted(client: Client, site: None) -> None:
    client.force_login(factories.coordinator())
    assert client.get("/haku/?q=skabies").status_code == 200
    assert client.get("/api/v1/search?q=skabies").status_code == 200
    assert flush() == 0


def test_an_empty_search_and_one_that_found_enough_leave_no_term(site: None) -> None:
    count("   ")
    count("uimahalli", 3)
    assert rows() == []
    assert total() == {"searches": 1, "none": 0, "few": 0, "withheld": 0}


def test_searches_of_a_week_are_added_up_by_term_language_and_outcome(client: Client, site: None) -> None:
    for query in ("skabies", "Skabies", " SKABIES? ", "skabies&municipality=491"):
        assert client.get(f"/haku/?q={query}").status_code == 200
    client.get("/sv/haku/?q=skabies")
    client.get("/haku/?q=uimahalli")
    assert rows() == [("fi", "skabies", "none", 4), ("fi", "uimahalli", "few", 1), ("sv", "skabies", "none", 1)]
    client.get("/api/v1/search?q=skabies&lang=fi")
    assert ("fi", "skabies", "none", 5) in rows()
    assert {row.week for row in TermWeek.objects.all()} == {week_of(timezone.localdate())}
    assert not client.get("/haku/?q=skabies").cookies


def test_corrections_are_counted_and_so_is_their_refusal(site: None) -> None:
    for _ in range(2):
        count("nevola", 7, correction=Correction("nevola", "neuvola"))
    count("nevola", 0, exact=True)
    assert rows() == [("fi", "nevola", "corrected", 2), ("fi", "nevola", "insisted", 1)]
    assert TermWeek.objects.get(outcome=Outcome.CORRECTED).corrected_to == "neuvola"
    assert total() == {"searches": 2, "none": 0, "few": 0, "withheld": 0}


def test_a_refused_correction_keeps_no_words_that_were_not_kept_before(site: None) -> None:
    """What was corrected to words of a crisis was withheld; typed once more "as it is" it still is."""
    count("mies lyo", 0, exact=True)
    assert rows() == []
    assert not SearchTerm.objects.exists()


def test_a_crisis_without_a_concept_or_a_helpline_is_withheld(site: None) -> None:
    asked = SearchRequest(q="uimahalli")
    count_search(RequestFactory().get("/haku/"), asked, replace(results(), in_crisis=True))
    assert rows() == []
    assert total() == {"searches": 1, "none": 1, "few": 0, "withheld": 1}


def test_counting_costs_the_page_no_query_and_stores_no_moment(client: Client, site: None) -> None:
    client.get("/haku/?q=skabies")
    with CaptureQueriesContext(connection) as counted:
        client.get("/haku/?q=skabies")
    with CaptureQueriesContext(connection) as uncounted:
        client.get("/haku/?q=skabies", HTTP_SEC_FETCH_DEST="iframe")
    assert len(counted) == len(uncounted)
    fields = {(field.name, field.get_internal_type()) for model in (SearchTerm, TermWeek, WeekTotal) for field in model._meta.local_fields}
    assert not {kind for _name, kind in fields} & {"DateTimeField", "GenericIPAddressField", "TimeField"}


def test_what_cannot_be_written_is_kept_for_the_next_time(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    count("skabies")

    def refuse(*_given: Any, **_named: Any) -> None:
        raise DatabaseError("locked")

    with monkeypatch.context() as patch:
        patch.setattr(counter, "add_term", refuse)
        with pytest.raises(DatabaseError):
            flush()
    assert rows() == [("fi", "skabies", "none", 1)]
    assert total()["searches"] == 1


def test_nobody_fills_memory_or_database(site: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter, "MOST_TERMS", 2)
    for word in ("skabies", "mopokortti", "tiktok", "skabies"):
        count(word)
    assert rows() == [("fi", "mopokortti", "none", 1), ("fi", "skabies", "none", 2)]
    assert total()["searches"] == 4
    monkeypatch.setattr("search.analytics.writing.MOST_A_WEEK", 2)
    for word in ("wolt", "skabies"):
        count(word)
    assert rows() == [("fi", "mopokortti", "none", 1), ("fi", "skabies", "none", 3)]


def test_the_week_begins_on_monday_in_finland() -> None:
    assert week_of(dt.date(2026, 11, 22)) == WEEK
    assert week_of(WEEK) == WEEK


def sought(text: str, week: dt.date, count: int, outcome: str = "none", **term: Any) -> SearchTerm:
    made, _created = SearchTerm.objects.get_or_create(lang="fi", text=text, defaults=term)
    TermWeek.objects.create(term=made, week=week, outcome=outcome, count=count)
    return made


def test_what_few_sought_is_forgotten_after_a_month_and_the_rest_after_a_year() -> None:
    today = WEEK + KEEP_RARE
    sought("harvinainen", WEEK, 2)
    sought("usein", WEEK, 3)
    sought("usein", WEEK - KEEP_ALL - dt.timedelta(days=7), 5)
    sought("kerran ennen ja nyt", WEEK - dt.timedelta(days=7), 1)
    sought("kerran ennen ja nyt", WEEK + dt.timedelta(days=7), 1)
    sought("harvoin korjattu", WEEK, 2, "corrected")
    sought("vanha", today - KEEP_ALL - dt.timedelta(days=1), 9, hidden_at=WEEK)
    WeekTotal.objects.create(week=today - KEEP_ALL - dt.timedelta(days=1), lang="fi", searches=3)
    forget(today)
    assert set(SearchTerm.objects.values_list("text", flat=True)) == {"harvinainen", "usein", "kerran ennen ja nyt", "harvoin korjattu"}
    forget(today + dt.timedelta(days=1))
    left = set(TermWeek.objects.values_list("term__text", "week", "count"))
    assert left == {("usein", WEEK, 3), ("kerran ennen ja nyt", WEEK + dt.timedelta(days=7), 1)}
    assert set(SearchTerm.objects.values_list("text", flat=True)) == {"usein", "kerran ennen ja nyt"}
    assert not WeekTotal.objects.exists()


def test_session_cookies_tell_staff_from_families() -> None:
    """The sign by which staff is told: public pages set no cookie, so whoever sends the session's has signed in."""
    request = RequestFactory().get("/haku/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    count_search(request, SearchRequest(q="skabies"), results())
    assert flush() == 0
