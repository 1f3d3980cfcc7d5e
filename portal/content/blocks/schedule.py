"""Schedule blocks: a volunteer says on a phone when it happens, and the schedule's own values check what was said."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError
from wagtail import blocks

from portal.content.blocks.schedule_rows import (
    CancelledBlock,
    ClosedBlock,
    DatesBlock,
    ExtraBlock,
    MonthlyBlock,
    MovedBlock,
    ScheduleValueBlock,
    SeasonBlock,
    WeeklyBlock,
)
from portal.listings.schedule import Dates, ExceptionKind, Monthly, Schedule, Weekly

__all__ = [
    "ExceptionsBlock",
    "ScheduleRulesBlock",
    "SeasonBlock",
    "raw_exceptions",
    "raw_rules",
    "raw_seasons",
    "schedule_from_blocks",
]

Raw = list[dict[str, Any]]
"""The JSON of a StreamField: rows with type, value and id."""


class ScheduleRulesBlock(blocks.StreamBlock):
    """When it happens or is open: one row for each rule."""

    weekly = WeeklyBlock()
    monthly = MonthlyBlock()
    dates = DatesBlock()

    class Meta:
        icon = "calendar-alt"
        label = _("Times")
        description = _("When it happens or is open")
        help_text = _("A row for each time. Two times on the same day are two rows.")
        preview_value = [
            (
                "weekly",
                {"weekdays": ["3"], "start": dt.time(9), "end": dt.time(11), "parity": "any", "interval": 1, "anchor": None},
            )
        ]


class ExceptionsBlock(blocks.StreamBlock):
    """When it is not as usual."""

    closed = ClosedBlock()
    cancelled = CancelledBlock()
    moved = MovedBlock()
    extra = ExtraBlock()

    class Meta:
        icon = "warning"
        label = _("Exceptions")
        description = _("Breaks, cancelled, moved and extra times")
        help_text = _("A row for each exception. Families see what is cancelled or moved; a closed day just disappears.")
        preview_value = [("cancelled", {"date": dt.date(2026, 11, 25), "last": None, "at": None, "note": ""})]


def schedule_from_blocks(
    rules: Iterable[Any],
    seasons: Iterable[Any],
    exceptions: Iterable[Any],
    *,
    round_the_clock: bool = False,
    closed_on_holidays: bool = True,
    by_appointment: bool = False,
    text: str = "",
    as_of: dt.date | None = None,
    check: bool = False,
) -> Schedule:
    """The schedule that an editor's rows say; ``rules``, ``seasons`` and ``exceptions`` are StreamField values.

    A row that is not complete says nothing yet and is left out: only a draft can hold one, and its preview must not fail.
    The other arguments are the schedule's own fields.
    """
    return Schedule.model_validate(
        {
            "rules": _values(rules),
            "seasons": _values(seasons),
            "exceptions": _values(exceptions),
            "round_the_clock": round_the_clock,
            "closed_on_holidays": closed_on_holidays,
            "by_appointment": by_appointment,
            "text": text,
            "as_of": as_of,
            "check": check,
        }
    )


def _values(rows: Iterable[Any]) -> list[Any]:
    values = []
    for row in rows:
        block: ScheduleValueBlock = row.block
        try:
            values.append(block.to_value(row.value))
        except ValidationError:
            continue
    return values


def raw_rules(schedule: Schedule) -> Raw:
    """The schedule's rules as the raw data of a StreamField of ``ScheduleRulesBlock``."""
    return _rows((rule.type, _raw_rule(rule)) for rule in schedule.rules)


def raw_seasons(schedule: Schedule) -> Raw:
    """The schedule's seasons as the raw data of a StreamField of ``season`` rows."""
    return _rows(("season", season.model_dump(mode="json")) for season in schedule.seasons)


def raw_exceptions(schedule: Schedule) -> Raw:
    """The schedule's exceptions as the raw data of a StreamField of ``ExceptionsBlock``."""
    return _rows(
        (exception.kind.value, exception.model_dump(mode="json", include=set(_FIELDS[exception.kind]))) for exception in schedule.exceptions
    )


_FIELDS: dict[ExceptionKind, Sequence[str]] = {
    block.kind: tuple(block().child_blocks) for block in (ClosedBlock, CancelledBlock, MovedBlock, ExtraBlock)
}


def _raw_rule(rule: Weekly | Monthly | Dates) -> dict[str, Any]:
    raw = rule.model_dump(mode="json", exclude={"type"})
    for name in ("weekdays", "nth"):
        if name in raw:
            raw[name] = [str(number) for number in raw[name]]
    if "dates" in raw:
        raw["dates"] = [{"type": "item", "value": day, "id": _id("date", day)} for day in raw["dates"]]
    return raw


def _rows(values: Iterable[tuple[str, dict[str, Any]]]) -> Raw:
    return [
        {"type": kind, "value": value, "id": _id(str(index), kind, json.dumps(value, sort_keys=True))}
        for index, (kind, value) in enumerate(values)
    ]


def _id(*parts: str) -> str:
    # From the content, so that loading the same schedule again changes nothing.
    return str(uuid5(NAMESPACE_URL, "schedule-row:" + "/".join(parts)))
