"""What fits a wish for days or an age comes before what does not."""

import datetime as dt

import pytest

from search.engines.base import Boost
from search.query import Gazetteer, Knowledge, Reader, understand
from search.query.weights import WEIGHTS

SATURDAY = dt.date(2026, 11, 21)


def boosts(text: str, field: str) -> list[Boost]:
    knowledge = Knowledge(languages=("fi", "sv", "en"), gazetteer=Gazetteer.of([]), frequencies=lambda _field, _token: 1)
    return [boost for group in understand(text, Reader("fi", SATURDAY), knowledge).boosts for boost in group if boost.field == field]


@pytest.mark.parametrize("text", ["tapahtuma", "tapahtumia kesällä", "tapahtumia tammikuussa", "tapahtumia hiihtolomalla"])
def test_events_without_a_date_do_not_sink_for_days_far_ahead(text: str) -> None:
    assert boosts(text, "kind") == []


@pytest.mark.parametrize("text", ["viikonloppuna", "tänään jotain", "5-vuotias ensi viikolla", "maanantaina kerhoon"])
def test_for_near_days_an_event_without_a_date_sinks_below_what_lasts_and_that_below_what_is_on(text: str) -> None:
    lasting, on_days = boosts(text, "kind"), boosts(text, "day")
    assert [boost.score for boost in lasting] == [WEIGHTS.perhaps_on_days]
    assert [boost.score for boost in on_days] == [WEIGHTS.on_days]
    assert WEIGHTS.on_days > WEIGHTS.perhaps_on_days
    assert "event" not in lasting[0].values
    assert "meeting_place" in lasting[0].values


def test_a_near_day_is_told_as_before() -> None:
    assert boosts("viikonloppuna", "day")[0].values == {"2026-11-21", "2026-11-22"}


@pytest.mark.parametrize(
    ("text", "found"), [("5-vuotias", True), ("vauvalle kerho", True), ("9-vuotias", True), ("9-13-vuotiaat", False), ("14v", False)]
)
def test_what_is_for_families_comes_first_for_small_children(text: str, found: bool) -> None:
    assert ({"lapsiperheet"} <= {value for boost in boosts(text, "audience") for value in boost.values}) is found
