"""What an editor enters becomes a schedule; what makes no sense is told at its field."""

import datetime as dt
import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from wagtail import blocks
from wagtail.blocks import StructBlockValidationError

from portal.content.blocks.schedule import (
    ExceptionsBlock,
    ScheduleRulesBlock,
    SeasonBlock,
    raw_exceptions,
    raw_rules,
    raw_seasons,
    schedule_from_blocks,
)
from portal.content.blocks.schedule_rows import FAULTS
from portal.listings.schedule import Dates, ExceptionKind, Monthly, Schedule, ScheduleException, Season, Weekly

DAY = "2026-11-25"
RULES = ScheduleRulesBlock(required=False)
SEASONS = blocks.StreamBlock([("season", SeasonBlock())], required=False)
EXCEPTIONS = ExceptionsBlock(required=False)

WEEKLY = {"weekdays": ["3"], "start": "09:00", "end": "11:00", "parity": "any", "interval": 1, "anchor": None}
MONTHLY = {"weekdays": ["2"], "nth": ["1"], "start": "17:00", "end": "19:00", "interval": 1, "anchor": None}
DATES = {"dates": [DAY], "last": None, "start": "18:00", "end": None}
SEASON = {"start": "2026-09-01", "end": "2026-11-30", "name": ""}
CLOSED = {"date": DAY, "last": None, "at": None, "note": ""}
MOVED = {"date": DAY, "at": None, "new_date": "2026-11-26", "start": None, "end": None, "note": ""}
EXTRA = {"date": DAY, "start": "10:00", "end": "12:00", "note": ""}


def row(stream: blocks.StreamBlock, kind: str, value: dict[str, Any]) -> Any:
    return stream.to_python([{"type": kind, "value": value, "id": "1"}])


def errors(stream: blocks.StreamBlock, kind: str, value: dict[str, Any]) -> dict[str, list[str]]:
    """Messages by field of the only row, in English."""
    with translation.override("en"):
        with pytest.raises(ValidationError) as refused:
            stream.clean(row(stream, kind, value))
        stream_error: Any = refused.value
        child: StructBlockValidationError = stream_error.block_errors[0]
        assert child.non_block_errors == []
        return {name: error.messages for name, error in child.block_errors.items()}


@pytest.mark.parametrize(
    ("stream", "kind", "value", "field", "message"),
    [
        (RULES, "weekly", WEEKLY | {"weekdays": []}, "weekdays", "This field is required."),
        (RULES, "weekly", WEEKLY | {"weekdays": ["8"]}, "weekdays", "Select a valid choice."),
        (RULES, "weekly", WEEKLY | {"start": None}, "start", "Give the start time too."),
        (RULES, "weekly", WEEKLY | {"interval": 0}, "interval", "Give a whole number, 1 or more."),
        (RULES, "weekly", WEEKLY | {"interval": 2}, "anchor", "Give a date in the first week or month"),
        (RULES, "weekly", WEEKLY | {"interval": 2, "anchor": DAY, "parity": "odd"}, "parity", "Choose either odd or even"),
        (RULES, "monthly", MONTHLY | {"nth": []}, "nth", "This field is required."),
        (RULES, "monthly", MONTHLY | {"interval": 3}, "anchor", "Give a date in the first week or month"),
        (RULES, "monthly", MONTHLY | {"start": None}, "start", "Give the start time too."),
        (RULES, "dates", DATES | {"last": "2026-11-24"}, "last", "The last day is before the first."),
        (RULES, "dates", DATES | {"dates": [DAY, "2026-12-02"], "last": "2026-12-03"}, "last", "Give a last day to one date only."),
        (RULES, "dates", DATES | {"start": None, "end": "19:00"}, "start", "Give the start time too."),
        (SEASONS, "season", SEASON | {"end": "2026-08-31"}, "end", "The season ends before it begins."),
        (EXCEPTIONS, "closed", CLOSED | {"date": None}, "date", "This field is required."),
        (EXCEPTIONS, "closed", CLOSED | {"last": "2026-11-24"}, "last", "The last day is before the first."),
        (EXCEPTIONS, "cancelled", CLOSED | {"last": "2026-11-24"}, "last", "The last day is before the first."),
        (EXCEPTIONS, "moved", MOVED | {"new_date": None}, "new_date", "Give a new date or a new start time."),
        (EXCEPTIONS, "moved", MOVED | {"end": "12:00"}, "start", "Give the start time too."),
        (EXCEPTIONS, "extra", EXTRA | {"start": None}, "start", "Give the start time too."),
    ],
)
def test_nonsense_is_told_at_its_field(stream: blocks.StreamBlock, kind: str, value: dict[str, Any], field: str, message: str) -> None:
    told = errors(stream, kind, value)
    assert list(told) == [field]
    assert told[field][0].startswith(message)


def test_a_list_without_dates_is_refused() -> None:
    with pytest.raises(ValidationError):
        RULES.clean(row(RULES, "dates", DATES | {"dates": []}))


def test_a_draft_may_be_half_written_and_its_preview_leaves_the_row_out() -> None:
    half = row(RULES, "weekly", WEEKLY | {"weekdays": [], "start": None})
    draft = RULES.clean_deferred(half)
    assert schedule_from_blocks(draft, [], []) == Schedule()
    with pytest.raises(ValidationError):
        RULES.clean(half)


def test_every_fault_has_a_field_in_some_row() -> None:
    rows = [*RULES.child_blocks.values(), *SEASONS.child_blocks.values(), *EXCEPTIONS.child_blocks.values()]
    fields = {name for block in rows for name in block.child_blocks}
    assert {field for field, _ in FAULTS.values()} <= fields


def test_rows_become_the_schedule_they_say() -> None:
    rules = RULES.to_python(
        [
            {"type": "weekly", "value": WEEKLY | {"parity": "even"}, "id": "1"},
            {"type": "monthly", "value": MONTHLY | {"nth": ["1", "-1"]}, "id": "2"},
            {"type": "dates", "value": DATES, "id": "3"},
        ]
    )
    schedule = schedule_from_blocks(
        RULES.clean(rules),
        SEASONS.clean(row(SEASONS, "season", SEASON)),
        EXCEPTIONS.clean(row(EXCEPTIONS, "moved", MOVED)),
        closed_on_holidays=False,
        by_appointment=True,
        text="Welcome",
        as_of=dt.date(2026, 11, 1),
        check=True,
    )
    assert schedule == Schedule(
        rules=(
            Weekly(weekdays=(3,), parity="even", start=dt.time(9), end=dt.time(11)),
            Monthly(weekdays=(2,), nth=(1, -1), start=dt.time(17), end=dt.time(19)),
            Dates(dates=(dt.date(2026, 11, 25),), start=dt.time(18)),
        ),
        seasons=(Season(start=dt.date(2026, 9, 1), end=dt.date(2026, 11, 30)),),
        exceptions=(ScheduleException(kind=ExceptionKind.MOVED, date=dt.date(2026, 11, 25), new_date=dt.date(2026, 11, 26)),),
        closed_on_holidays=False,
        by_appointment=True,
        text="Welcome",
        as_of=dt.date(2026, 11, 1),
        check=True,
    )


FULL = Schedule(
    rules=(
        Weekly(weekdays=(1, 5), interval=2, anchor=dt.date(2026, 9, 7), start=dt.time(9, 30), end=dt.time(11)),
        Monthly(weekdays=(2,), nth=(1, -1), interval=3, anchor=dt.date(2026, 9, 1), start=dt.time(17)),
        Dates(dates=(dt.date(2026, 11, 25), dt.date(2026, 12, 2)), start=dt.time(22), end=dt.time(2)),
        Dates(dates=(dt.date(2026, 7, 6),), last=dt.date(2026, 7, 12)),
    ),
    seasons=(Season(start=dt.date(2026, 9, 1), name="autumn"), Season(end=dt.date(2026, 5, 31))),
    exceptions=(
        ScheduleException(kind=ExceptionKind.CLOSED, date=dt.date(2026, 12, 21), last=dt.date(2027, 1, 3), note="Break"),
        ScheduleException(kind=ExceptionKind.CANCELLED, date=dt.date(2026, 11, 25), at=dt.time(22)),
        ScheduleException(kind=ExceptionKind.MOVED, date=dt.date(2026, 9, 7), start=dt.time(10), end=dt.time(12)),
        ScheduleException(kind=ExceptionKind.EXTRA, date=dt.date(2026, 12, 5), start=dt.time(10)),
    ),
)


def test_a_schedule_comes_back_from_its_own_rows_as_the_editor_would_save_them() -> None:
    streams = []
    for stream, raw in ((RULES, raw_rules(FULL)), (SEASONS, raw_seasons(FULL)), (EXCEPTIONS, raw_exceptions(FULL))):
        value = stream.clean(stream.to_python(json.loads(json.dumps(raw))))
        streams.append(stream.to_python(json.loads(json.dumps(stream.get_prep_value(value), default=str))))
    assert schedule_from_blocks(*streams) == FULL


def test_loading_the_same_schedule_again_gives_the_same_rows() -> None:
    for raw in (raw_rules, raw_seasons, raw_exceptions):
        assert raw(FULL) == raw(FULL.model_copy())
        assert len({item["id"] for item in raw(FULL)}) == len(raw(FULL))


@pytest.mark.parametrize("stream", [RULES, SEASONS, EXCEPTIONS])
def test_every_row_tells_the_editor_what_it_is_and_its_preview_is_sound(stream: blocks.StreamBlock) -> None:
    for block in stream.child_blocks.values():
        assert block.meta.icon not in ("", "placeholder")
        assert str(block.label)
        assert str(block.meta.description)
        assert block.clean(block.get_preview_value())
        assert block.render(block.get_preview_value())
