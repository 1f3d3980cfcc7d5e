"""What families sought in vain, as coordinators see it: in the admin, on the desk, by mail."""

import csv
import datetime as dt
import io
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from portal.audit.models import AuditEvent
from portal.mail.models import Notice, OutgoingMail
from portal.members.models import Role
from portal.thesaurus.models import Concept
from search import names
from search.analytics.counter import week_of
from search.analytics.jobs import search_weekly
from search.analytics.models import SearchTerm, TermKind, TermWeek, WeekTotal
from tests import factories

pytestmark = pytest.mark.django_db
OF_A_TERM = ("searches_hide", "searches_unhide", "searches_create", "searches_invite")
NAMES = ("searches_report", "searches_export", *OF_A_TERM)


def this_week() -> dt.date:
    return week_of(timezone.localdate())


def last_week() -> dt.date:
    return this_week() - dt.timedelta(days=7)


def sought(text: str, count: int, *, week: dt.date | None = None, outcome: str = "none", corrected_to: str = "", **term: Any) -> SearchTerm:
    made, _created = SearchTerm.objects.get_or_create(text=text, **{"lang": "fi"} | term)
    TermWeek.objects.create(term=made, week=week or this_week(), outcome=outcome, count=count, corrected_to=corrected_to)
    return made


@pytest.fixture
def coordinator(client: Client) -> Client:
    """Signed in as one."""
    names.forget()
    client.force_login(factories.coordinator())
    return client


def page(client: Client, **query: str) -> str:
    response = client.get(reverse("searches_report"), query)
    assert response.status_code == 200
    return str(response.content.decode())


def address(name: str) -> str:
    return reverse(name, args=[sought("skabies", 3).pk] if name in OF_A_TERM else [])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("role", [Role.EDITOR, Role.MAIN_EDITOR])
def test_for_organisations_it_does_not_exist(client: Client, name: str, role: Role) -> None:
    client.force_login(factories.member(role))
    assert client.get(address(name)).status_code == 404
    assert client.post(reverse("searches_export")).status_code == 404


@pytest.mark.parametrize("name", ["searches_export", "searches_hide", "searches_unhide"])
def test_nothing_changes_and_nothing_is_exported_by_opening_a_link(coordinator: Client, name: str) -> None:
    assert coordinator.get(address(name)).status_code == 405
    assert not SearchTerm.objects.exclude(hidden_at=None).exists()


@pytest.mark.parametrize(
    "query", [{"week": "x"}, {"week": "2026-02-30"}, {"week": "1999-01-04"}, {"show": "all"}, {"lang": "xx"}, {"lang": "' or 1=1"}]
)
def test_nonsense_asks_for_everything_of_this_week(coordinator: Client, query: dict[str, str]) -> None:
    sought("skabies", 3)
    assert "skabies" in page(coordinator, **query)


@pytest.mark.parametrize("number", ["0", "x", "99"])
def test_pages_that_are_not_there(coordinator: Client, number: str) -> None:
    assert coordinator.get(reverse("searches_report"), {"page": number}).status_code == 404


def test_what_was_sought_fewer_than_three_times_is_shown_to_nobody(coordinator: Client) -> None:
    hidden = sought("harvinainen", 2)
    sought("harvinainen", 2, outcome="corrected", corrected_to="yleinen")  # the same two searches
    sought("kolmesti", 1)
    sought("kolmesti", 2, week=last_week())
    html = page(coordinator)
    assert "kolmesti" in html
    assert "harvinainen" not in html + page(coordinator, show="corrections")
    assert "harvinainen" not in coordinator.post(reverse("searches_export")).content.decode()
    assert coordinator.post(reverse("searches_hide", args=[hidden.pk])).status_code == 404
    assert coordinator.get(reverse("searches_create", args=[hidden.pk])).status_code == 404


def test_a_term_tells_how_often_its_trend_and_what_is_understood(coordinator: Client) -> None:
    factories.municipality()
    Concept.objects.create(slug="vauvauinti", preferred={"fi": "vauvauinti"})
    names.forget()
    sought("vauvauinti mikkelissä", 4)
    sought("vauvauinti mikkelissä", 2, outcome="few")
    sought("vauvauinti mikkelissä", 2, week=last_week())
    sought("skabies", 3, lang="sv")
    WeekTotal.objects.create(week=this_week(), lang="fi", searches=40, none=7, few=2, withheld=1)
    html = page(coordinator)
    assert "6 " in html
    assert "vauvauinti, Mikkeli" in html
    assert html.index("vauvauinti mikkelissä") < html.index("skabies")  # the most sought first
    assert f'href="/haku/?q={quote("vauvauinti")}+' in html
    assert 'href="/sv/haku/?q=skabies"' in html
    assert "40" in html
    only_swedish = page(coordinator, lang="sv")
    assert "skabies" in only_swedish
    assert "vauvauinti mikkelissä" not in only_swedish


def test_each_term_has_one_click_to_a_synonym_an_invitation_and_content(coordinator: Client) -> None:
    term = sought("skabies", 3)
    html = page(coordinator)
    assert f'href="{reverse("thesaurus_add_label")}?term=skabies&amp;lang=fi"' in html
    assert f'href="{reverse("searches_invite", args=[term.pk])}"' in html
    assert f'href="{reverse("searches_create", args=[term.pk])}"' in html
    assert coordinator.get(f"{reverse('thesaurus_add_label')}?term=skabies&lang=fi").status_code == 200


def test_of_a_crisis_only_the_concept_is_told(coordinator: Client) -> None:
    Concept.objects.create(slug="lahisuhdevakivalta", preferred={"fi": "lähisuhdeväkivalta"}, is_crisis=True)
    names.forget()
    sought("lahisuhdevakivalta", 3, kind=TermKind.CONCEPT)
    html = page(coordinator)
    assert "lähisuhdeväkivalta" in html
    assert f"{reverse('thesaurus_add_label')}?term=" not in html


def test_words_that_tell_of_a_crisis_since_the_thesaurus_has_learned_it_are_told_no_more(coordinator: Client) -> None:
    sought("nyrkki heilui", 4)
    sought("nyrkki heiluu", 4, outcome="corrected", corrected_to="nyrkki heilui")
    assert "nyrkki" in page(coordinator)
    Concept.objects.create(slug="vakivalta", preferred={"fi": "väkivalta"}, colloquial={"fi": "nyrkki heilui"}, is_crisis=True)
    names.forget()
    assert "väkivalta" in page(coordinator)
    everywhere = page(coordinator) + page(coordinator, show="corrections") + coordinator.get("/admin/").content.decode()
    assert "nyrkki" not in everywhere + coordinator.post(reverse("searches_export")).content.decode()


def test_corrections_are_told_with_their_refusals(coordinator: Client) -> None:
    sought("nevola", 5, outcome="corrected", corrected_to="neuvola")
    sought("nevola", 1, outcome="insisted")
    html = page(coordinator, show="corrections")
    assert "nevola" in html
    assert "neuvola</span>" in html
    assert "nevola" not in page(coordinator)


def test_not_ours_is_put_aside_and_taken_back(coordinator: Client) -> None:
    term = sought("skabies", 3)
    back = reverse("searches_report") + "?lang=fi"
    assert coordinator.post(reverse("searches_hide", args=[term.pk]), {"next": back}).headers["Location"] == back
    assert f'action="{reverse("searches_hide", args=[term.pk])}"' not in page(coordinator)
    assert f'action="{reverse("searches_unhide", args=[term.pk])}"' in page(coordinator, show="hidden")
    elsewhere = coordinator.post(reverse("searches_unhide", args=[term.pk]), {"next": "https://example.org/"})
    assert elsewhere.headers["Location"] == reverse("searches_report")
    assert f'action="{reverse("searches_hide", args=[term.pk])}"' in page(coordinator)
    assert coordinator.post(reverse("searches_hide", args=[term.pk + 1])).status_code == 404


def test_the_export_is_no_formula_and_is_logged(coordinator: Client) -> None:
    sought("=cmd|' /c calc'!a0", 3)
    sought("skabies", 4, week=last_week())
    response = coordinator.post(reverse("searches_export"), {"week": "x"})
    head, line = csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert len(head) == len(line)
    assert line[:5] == [this_week().isoformat(), "'=cmd|' /c calc'!a0", "fi", "3", "3"]
    assert "no-store" in response.headers["Cache-Control"]
    assert "skabies" in coordinator.post(reverse("searches_export"), {"week": last_week().isoformat()}).content.decode()
    assert AuditEvent.objects.filter(action="export.made").count() == 2


@pytest.mark.one_database
def test_the_report_costs_the_same_queries_whatever_there_is_to_show(coordinator: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            page(coordinator)
        return len(asked)

    sought("skabies", 3)
    page(coordinator)
    few = queries()
    for number in range(20):
        sought(f"sana{number}", 3)
    assert queries() == few


def test_the_desk_shows_the_five_most_sought_with_what_can_be_done(coordinator: Client) -> None:
    assert "desk-searches" not in coordinator.get("/admin/").content.decode()
    sought("viime viikolla", 9, week=last_week())
    assert "viime viikolla" in coordinator.get("/admin/").content.decode()
    for number in range(6):
        sought(f"sana{number}", 9 - number)
    html = coordinator.get("/admin/").content.decode()
    assert "sana4" in html
    assert "sana5" not in html
    assert "viime viikolla" not in html
    assert f'href="{reverse("searches_create", args=[SearchTerm.objects.get(text="sana0").pk])}"' in html


def test_the_desk_tells_organisations_nothing(client: Client) -> None:
    sought("skabies", 9)
    client.force_login(factories.member(Role.MAIN_EDITOR))
    assert "skabies" not in client.get("/admin/").content.decode()


def test_coordinators_are_told_of_the_last_week_once() -> None:
    now = dt.datetime.combine(this_week(), dt.time(8), tzinfo=timezone.get_current_timezone())
    coordinator = factories.coordinator()
    factories.member(Role.MAIN_EDITOR)
    sought("harvinainen", 2, week=last_week())
    assert search_weekly(now) == "nothing to tell"
    sought("skabies", 4, week=last_week())
    sought("tällä viikolla", 9)
    search_weekly(now)
    search_weekly(now + dt.timedelta(days=3))
    notice = Notice.objects.get()
    assert notice.user == coordinator
    assert "skabies" in notice.text
    assert "4" in notice.text
    assert "harvinainen" not in notice.text
    assert "tällä viikolla" not in notice.text
    assert coordinator.email not in notice.text
    assert OutgoingMail.objects.count() <= 1
    search_weekly(now + dt.timedelta(days=7))
    assert Notice.objects.count() == 2


def test_the_weekly_word_is_in_the_language_and_quotation_marks_of_each() -> None:
    now = dt.datetime.combine(this_week(), dt.time(8), tzinfo=timezone.get_current_timezone())
    told = {lang: factories.coordinator() for lang in ("en", "fi")}
    for lang, user in told.items():
        UserProfile.objects.create(user=user, preferred_language=lang)
    sought("skabies", 4, week=last_week())
    sought("kihomato", 3, week=last_week())
    search_weekly(now)
    texts = {lang: Notice.objects.get(user=user).text for lang, user in told.items()}
    assert "things" in texts["en"]
    assert "“skabies” (4), “kihomato” (3)" in texts["en"]
    assert "”skabies” (4), ”kihomato” (3)" in texts["fi"]
