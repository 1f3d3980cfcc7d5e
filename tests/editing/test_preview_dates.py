"""The preview tells the draft's own dates, before anything is public."""

import datetime as dt

import pytest
from django.utils import timezone

from portal.listings.schedule import Schedule, Season, Weekly
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_draft_shows_the_dates_it_will_have() -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    season = Season(start=tomorrow, end=tomorrow + dt.timedelta(days=6))
    group = factories.group(schedule=Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(17)),), seasons=(season,)))
    group.unpublish()
    body = group.make_preview_request(preview_mode="fi").content.decode()
    assert body.count("schedule-scheduled") == 6


def test_a_draft_without_times_is_previewed() -> None:
    assert factories.group().make_preview_request(preview_mode="fi").status_code == 200
