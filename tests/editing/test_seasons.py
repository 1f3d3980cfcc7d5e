"""A new season keeps the page, its address and its times; what makes no sense is refused and changes nothing."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation

from portal.editing.seasons import add_season, latest_draft, suggested_season
from portal.listings.schedule import ExceptionKind, Schedule, ScheduleException, Season, Weekly
from tests import factories

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
TUESDAYS = Weekly(weekdays=(2,), start=dt.time(17), end=dt.time(19))


@pytest.fixture
def today() -> dt.date:
    return timezone.localdate()


def group(today: dt.date, **schedule: Any) -> Any:
    past = Season(start=today - 100 * DAY, end=today + 10 * DAY)
    return factories.group(schedule=Schedule(**{"rules": (TUESDAYS,), "seasons": (past,)} | schedule))


@pytest.mark.parametrize(
    ("first", "last", "field", "message"),
    [
        (40, 39, "end", "ends before it begins"),
        (-200, -150, "end", "over already"),
        (20, 20 + 366, "end", "at most a year"),
        (10, 60, "start", "already"),
        (-300, 60, "start", "already"),
    ],
)
def test_a_season_that_makes_no_sense_changes_nothing(today: dt.date, first: int, last: int, field: str, message: str) -> None:
    page = group(today)
    with translation.override("en"), pytest.raises(ValidationError, match=message) as refused:
        add_season(page, today + first * DAY, today + last * DAY, by=None)
    assert list(refused.value.message_dict) == [field]
    assert page.revisions.count() == 0


def test_a_season_that_goes_on_until_further_notice_has_no_room_for_another(today: dt.date) -> None:
    page = group(today, seasons=(Season(start=today - 10 * DAY),))
    with pytest.raises(ValidationError):
        add_season(page, today + 50 * DAY, today + 90 * DAY, by=None)


def test_a_page_without_times_has_no_seasons(today: dt.date) -> None:
    with translation.override("en"), pytest.raises(ValidationError, match="no seasons"):
        add_season(factories.service(), today, today + 50 * DAY, by=None)


def test_the_draft_has_the_new_season_and_the_old_times_and_nothing_is_published(today: dt.date) -> None:
    cancelled = ScheduleException(kind=ExceptionKind.CANCELLED, date=today - 7 * DAY)
    page = group(today, exceptions=(cancelled,))
    editor = factories.user()
    revision = add_season(page, today + 20 * DAY, today + 90 * DAY, by=editor)
    live, draft = type(page).objects.get(pk=page.pk), latest_draft(page)
    assert (revision.user, live.latest_revision_id, live.live_revision_id) == (editor, revision.pk, None)
    assert len(live.schedule_value("fi").seasons) == 1
    schedule = draft.schedule_value("fi")
    assert [season.end for season in schedule.seasons] == [today + 10 * DAY, today + 90 * DAY]
    assert (schedule.rules, schedule.exceptions) == ((TUESDAYS,), (cancelled,))


def test_it_is_added_to_what_was_last_saved(today: dt.date) -> None:
    page = group(today)
    page.summary = "Uusi kuvaus, jota ei ole julkaistu."
    page.save_revision()
    add_season(type(page).objects.get(pk=page.pk), today + 20 * DAY, today + 90 * DAY, by=None)
    add_season(type(page).objects.get(pk=page.pk), today + 91 * DAY, today + 120 * DAY, by=None)
    draft = latest_draft(type(page).objects.get(pk=page.pk))
    assert draft.summary == "Uusi kuvaus, jota ei ole julkaistu."
    assert len(draft.schedule_value("fi").seasons) == 3


def test_times_from_an_old_source_are_true_again_once_somebody_goes_on_with_them(today: dt.date) -> None:
    page = group(today, seasons=(), as_of=today - 800 * DAY)
    add_season(page, today + 20 * DAY, today + 90 * DAY, by=None)
    schedule = latest_draft(page).schedule_value("fi")
    assert schedule.next_occurrences(timezone.localtime(), 1)


@pytest.mark.parametrize(
    ("seasons", "suggested"),
    [
        ([("2026-09-01", "2026-12-15")], ("2027-09-01", "2027-12-15")),
        ([("2026-01-10", "2026-05-20"), ("2026-09-01", "2026-12-15")], ("2027-01-10", "2027-05-20")),
        ([("2023-09-01", "2023-12-15")], ("2027-09-01", "2027-12-15")),
        ([], ("2026-12-20", "2027-05-31")),
        ([(None, "2027-02-01")], ("2027-02-02", "2027-05-31")),
    ],
)
def test_the_next_season_is_suggested_from_the_earlier_ones(seasons: list[Any], suggested: tuple[str, str]) -> None:
    schedule = Schedule(rules=(TUESDAYS,), seasons=tuple(Season(start=start, end=end) for start, end in seasons))
    page = factories.group(schedule=schedule)
    assert suggested_season(page, dt.date(2026, 12, 20)) == tuple(map(dt.date.fromisoformat, suggested))
