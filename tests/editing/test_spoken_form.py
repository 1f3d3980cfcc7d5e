"""Times said in words in the editor's form: they become rows, wrong ones are told, and nothing typed is lost."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.content.spoken import EXAMPLES
from portal.groups.models import PeerGroupPage
from portal.listings.schedule import Dates, Schedule, Season, Weekly
from portal.listings.spoken import parse
from tests import factories
from tests.admin import edit_form, page_form

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

TUESDAY = Weekly(weekdays=(2,), start=dt.time(17), end=dt.time(19))
EMPTY_ROW = {"weekdays": [], "start": "", "end": "", "parity": "any", "interval": "1", "anchor": ""}
WRITTEN_ROW = {"weekdays": "4", "start": "10:00", "end": "", "parity": "any", "interval": "1", "anchor": ""}


@pytest.fixture
def organisation() -> Any:
    return factories.organisation()


@pytest.fixture
def editor(client: Client, organisation: Any) -> Client:
    client.force_login(factories.member(organisation=organisation))
    return client


def saved(page: Page) -> Schedule:
    """The times of the page's latest draft."""
    schedule = PeerGroupPage.objects.get(pk=page.pk).get_latest_revision_as_object().schedule_value("fi")
    assert isinstance(schedule, Schedule)
    return schedule


def edit(client: Client, page: Page, words: str, rows: list[tuple[str, Any]] | None = None, **fields: str) -> Any:
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = edit_form(client, address)
    data.update(nested_form_data({"schedule_rules": streamfield(rows or [])}))
    data.update({"schedule_words": words} | fields)
    return client.post(address, data)


@pytest.mark.parametrize("words", ["17–19", "tiistaina klo 17", "tiistaisin klo 17–19\nkesäisin klo 9", "x" * 1001])
def test_what_was_not_understood_stays_in_its_field_with_the_reason(editor: Client, organisation: Any, words: str) -> None:
    group = factories.group("Vertaiset", organisation, schedule=Schedule())
    response = edit(editor, group, words, title="Vertaiset uudella nimellä")
    assert response.status_code == 200
    form = response.context["form"]
    assert form.errors.keys() == {"schedule_words"}
    assert form["schedule_words"].value() == words
    assert form["title"].value() == "Vertaiset uudella nimellä"
    assert PeerGroupPage.objects.get(pk=group.pk).latest_revision is None


def test_the_piece_and_two_examples_are_named(editor: Client, organisation: Any) -> None:
    group = factories.group("Vertaiset", organisation)
    said = edit(editor, group, "tiistaisin klo 17–19\nkesäisin klo 9").context["form"].errors["schedule_words"]
    assert "kesäisin" in said[0]
    assert said[-1] == EXAMPLES


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_examples_are_understood_in_every_language(language: str) -> None:
    with translation.override(language):
        examples = str(EXAMPLES).replace("“", "”").split("”")[1::2]
    assert len(examples) == 2
    assert all(parse(example, timezone.localdate()).rules and not parse(example, timezone.localdate()).refusals for example in examples)


def test_a_group_is_made_by_words_alone(editor: Client, organisation: Any) -> None:
    address = reverse("wagtailadmin_pages:add", args=["groups", "peergrouppage", organisation.pk])
    data = page_form(editor, address)
    data.update(nested_form_data({"schedule_rules": streamfield([("weekly", EMPTY_ROW)])}))
    data.update({"title": "Isien ilta", "slug": "isien-ilta", "schedule_words": "1.9.–15.12.2026 tiistaisin klo 17–19; 24.11.2026 klo 10"})
    response = editor.post(address, data)
    assert response.status_code == 302
    group = PeerGroupPage.objects.get(slug="isien-ilta")
    assert saved(group).rules == (TUESDAY, Dates(dates=(dt.date(2026, 11, 24),), start=dt.time(10)))
    assert saved(group).seasons == (Season(start=dt.date(2026, 9, 1), end=dt.date(2026, 12, 15)),)
    opened = editor.get(reverse("wagtailadmin_pages:edit", args=[group.pk]))
    assert not opened.context["form"]["schedule_words"].value()


def test_rows_that_were_written_stay_and_the_same_time_is_not_added_twice(editor: Client, organisation: Any) -> None:
    group = factories.group("Vertaiset", organisation)
    thursday = ("weekly", WRITTEN_ROW)
    tuesday = ("weekly", WRITTEN_ROW | {"weekdays": "2", "start": "17:00", "end": "19:00"})
    assert edit(editor, group, "tiistaisin klo 17–19\nti 17-19", [thursday, tuesday]).status_code == 302
    assert saved(group).rules == (Weekly(weekdays=(4,), start=dt.time(10)), TUESDAY)


def test_a_season_that_would_move_the_other_times_is_refused(editor: Client, organisation: Any) -> None:
    group = factories.group("Vertaiset", organisation)
    response = edit(editor, group, "7.1.–31.5.2027 tiistaisin klo 17–19", [("weekly", WRITTEN_ROW)])
    assert response.context["form"].errors.keys() == {"schedule_words"}


def test_words_are_not_lost_when_something_else_is_wrong(editor: Client, organisation: Any) -> None:
    group = factories.group("Vertaiset", organisation)
    form = edit(editor, group, "tiistaisin klo 17–19", title="").context["form"]
    assert form.errors.keys() == {"title"}
    assert form["schedule_words"].value() == "tiistaisin klo 17–19"


def test_the_preview_of_the_page_shows_their_dates(editor: Client, organisation: Any) -> None:
    group = factories.group("Vertaiset", organisation)
    data = edit_form(editor, reverse("wagtailadmin_pages:edit", args=[group.pk]))
    data["schedule_words"] = "joka päivä klo 17–19"
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[group.pk])
    assert editor.post(address, data).json()["is_valid"]
    assert "schedule-scheduled" in editor.get(address, {"mode": "fi"}).content.decode()


def test_versions_of_a_page_made_by_words_are_compared(editor: Client, organisation: Any) -> None:
    group = factories.group("Vertaiset", organisation)
    first = group.save_revision()
    assert edit(editor, group, "tiistaisin klo 17–19").status_code == 302
    latest = PeerGroupPage.objects.get(pk=group.pk).latest_revision_id
    address = reverse("wagtailadmin_pages:revisions_compare", args=[group.pk, first.pk, latest])
    assert editor.get(address).status_code == 200


def test_another_organisations_page_takes_no_words(editor: Client) -> None:
    other = factories.group("Muiden ryhmä", factories.organisation("Toinen yhdistys"))
    address = reverse("wagtailadmin_pages:edit", args=[other.pk])
    assert editor.post(address, {"schedule_words": "tiistaisin klo 17–19"}).status_code in {302, 403, 404}
    assert PeerGroupPage.objects.get(pk=other.pk).schedule_value("fi") == other.schedule_value("fi")
    assert PeerGroupPage.objects.get(pk=other.pk).latest_revision is None


def told(client: Client, words: str, rows: list[tuple[str, Any]]) -> str:
    data = nested_form_data({"schedule_rules": streamfield(rows)}) | {"schedule_words": words}
    return client.post(reverse("editing_schedule"), data).content.decode()


def test_what_the_words_mean_is_told_before_anything_is_saved(editor: Client) -> None:
    answer = told(editor, "tiistaisin klo 17–19", [("weekly", EMPTY_ROW)])
    assert "iistaisin klo 17–19" in answer
    assert answer.split("told-dates")[1].split("</ol>")[0].count("<li>") == 5
    assert "told-faults" not in answer


def test_what_is_not_understood_yet_is_told_and_escaped(editor: Client) -> None:
    answer = told(editor, "<b>kesäisin</b>", [("weekly", WRITTEN_ROW)])
    assert "told-faults" in answer
    assert "&lt;b&gt;kesäisin" in answer
    assert "told-dates" in answer
