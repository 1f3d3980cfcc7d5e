"""Times told back while they are written: what they say, what is missing, and nothing lost by nonsense."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from portal.content.told import DATES
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WEEKLY = {"weekdays": "2", "start": "17:00", "end": "19:00", "parity": "any", "interval": "1", "anchor": ""}


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(factories.member())
    return client


def told(client: Client, rows: list[tuple[str, Any]], *, seasons: list[Any] | None = None, status: int = 200, **fields: str) -> str:
    """What the portal answers about these rows, in one line."""
    streams = {"schedule_rules": streamfield(rows), "seasons": streamfield(seasons or []), "schedule_exceptions": streamfield([])}
    response = client.post(reverse("editing_schedule"), nested_form_data(streams) | {"closed_on_holidays": "on"} | fields)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ([("weekly", WEEKLY | {"weekdays": ""})], "viikonpäivinä"),
        ([("weekly", WEEKLY | {"start": "kello viisi"})], "Alkaa klo"),
        ([("weekly", WEEKLY | {"start": ""})], "alkamisaika"),
        ([("weekly", WEEKLY | {"interval": "2"})], "Ensimmäinen viikko"),
        ([("weekly", WEEKLY | {"weekdays": "9"})], "viikonpäivinä"),
        ([("dates", {"dates": {"count": "0"}, "last": "", "start": "", "end": ""})], "päivä"),
    ],
)
def test_what_is_missing_is_told_in_words(editor: Client, rows: list[Any], missing: str) -> None:
    answer = told(editor, rows)
    assert "told-faults" in answer
    assert missing.lower() in answer.lower()
    assert "told-dates" not in answer


@pytest.mark.parametrize(
    "fields",
    [
        {"schedule_rules-count": "3"},
        {"schedule_rules-count": "many"},
        {"schedule_rules-count": "1", "schedule_rules-0-type": "weekly", "schedule_rules-0-deleted": "", "schedule_rules-0-order": "x"},
    ],
)
def test_what_no_form_sends_is_refused_in_words(editor: Client, fields: dict[str, str]) -> None:
    response = editor.post(reverse("editing_schedule"), fields)
    assert response.status_code == 400
    assert "told-note" in response.content.decode()


def test_nothing_posted_says_that_nothing_is_said(editor: Client) -> None:
    assert "told-note" in told(editor, [])


def test_a_faulty_row_leaves_the_others(editor: Client) -> None:
    answer = told(editor, [("weekly", WEEKLY), ("weekly", WEEKLY | {"weekdays": ""})])
    assert answer.count("<li>ti ") + answer.count("<li>Ti ") + answer.count("<li>Tänään") + answer.count("<li>Huomenna") >= 3
    assert "told-faults" in answer


def test_five_next_dates_and_the_rule_in_words(editor: Client) -> None:
    anchor = timezone.localdate().isoformat()
    answer = told(editor, [("weekly", WEEKLY | {"interval": "2", "anchor": anchor})])
    dates = answer.split("told-dates")[1].split("</ol>")[0]
    assert dates.count("<li>") == DATES
    assert "tiistaisin klo 17–19" in answer


def test_a_season_that_is_over_says_what_to_do(editor: Client) -> None:
    today = timezone.localdate()
    past = {"start": (today - dt.timedelta(90)).isoformat(), "end": (today - dt.timedelta(10)).isoformat(), "name": ""}
    answer = told(editor, [("weekly", WEEKLY)], seasons=[("season", past)])
    assert "told-dates" not in answer
    assert "told-note" in answer


def test_old_times_are_asserted_only_when_they_were_confirmed(editor: Client) -> None:
    old, lately = (timezone.localdate() - dt.timedelta(500)).isoformat(), timezone.localdate().isoformat()
    assert "told-dates" not in told(editor, [("weekly", WEEKLY)], schedule_as_of=old)
    assert "told-dates" in told(editor, [("weekly", WEEKLY)], schedule_as_of=old, confirmed_on=lately)


def test_words_are_escaped(editor: Client) -> None:
    assert "&lt;script&gt;" in told(editor, [("weekly", WEEKLY)], schedule_text="<script>")


def test_the_door_is_for_post_and_for_those_with_admin_access(client: Client) -> None:
    assert client.post(reverse("editing_schedule")).status_code == 302
    client.force_login(factories.member())
    assert client.get(reverse("editing_schedule")).status_code == 405
