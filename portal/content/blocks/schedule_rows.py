"""Rows of a schedule, as an editor fills them; each stands for one value of ``portal.listings.rules``.

A row has only the fields of its own kind. What makes no sense is refused by the value (``portal.listings.rules``);
here its fault is shown at the right field, in the editor's language.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError as FormError
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import ValidationError
from wagtail import blocks
from wagtail.blocks import BlockGroup

from portal.listings.schedule import Dates, ExceptionKind, Fault, Monthly, Rule, ScheduleException, Season, Weekly

WEEKDAYS = [
    ("1", _("Monday")),
    ("2", _("Tuesday")),
    ("3", _("Wednesday")),
    ("4", _("Thursday")),
    ("5", _("Friday")),
    ("6", _("Saturday")),
    ("7", _("Sunday")),
]
NTH = [
    ("1", pgettext_lazy("of the month", "First")),
    ("2", pgettext_lazy("of the month", "Second")),
    ("3", pgettext_lazy("of the month", "Third")),
    ("4", pgettext_lazy("of the month", "Fourth")),
    ("5", pgettext_lazy("of the month", "Fifth, in months that have one")),
    ("-1", pgettext_lazy("of the month", "Last")),
]
PARITIES = [("any", _("All weeks")), ("odd", _("Odd weeks")), ("even", _("Even weeks"))]

FAULTS: dict[str, tuple[str, Any]] = {
    Fault.WEEKDAYS: ("weekdays", _("Choose at least one weekday.")),
    Fault.NTH: ("nth", _("Choose at least one week of the month.")),
    Fault.INTERVAL: ("interval", _("Give a whole number, 1 or more.")),
    Fault.INTERVAL_WITH_PARITY: ("parity", _("Choose either odd or even weeks or every so many weeks, not both.")),
    Fault.ANCHOR_MISSING: ("anchor", _("Give a date in the first week or month, so that the others can be counted from it.")),
    Fault.END_WITHOUT_START: ("start", _("Give the start time too.")),
    Fault.DATES_MISSING: ("dates", _("Give at least one date.")),
    Fault.LAST_BEFORE_DATE: ("last", _("The last day is before the first.")),
    Fault.LAST_OF_MANY: ("last", _("Give a last day to one date only. For several, add a row for each.")),
    Fault.SEASON_BACKWARDS: ("end", _("The season ends before it begins.")),
    Fault.MOVED_NOWHERE: ("new_date", _("Give a new date or a new start time.")),
}
"""Field and message of each fault that these blocks can give; the other faults belong to fields they do not have."""

_FROM = pgettext_lazy("time of day", "From")
_TO = pgettext_lazy("time of day", "To")
_START_HELP = _("Empty: all day.")
_END_HELP = _("Empty: the end is not known. An end before the start is past midnight.")
_AT_HELP = _("Empty: all of the day's times.")


def _seldom(names: list[str | BlockGroup], heading: Any) -> BlockGroup:
    """Fields that most rows do not need, folded under a question."""
    return BlockGroup(names, heading=heading, classname="collapsed", icon="calendar-alt", label_format="")


class ScheduleValueBlock(blocks.StructBlock):
    """A row that stands for one value of a schedule."""

    def to_value(self, value: Any) -> Rule | Season | ScheduleException:
        """The value.

        Raises:
            pydantic.ValidationError: the row makes no sense or, in a draft, is not complete.
        """
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        """Ask the value itself whether the row makes sense. In a draft it may still be half-written."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            try:
                self.to_value(cleaned)
            except ValidationError as refused:
                raise self._at_fields(refused) from refused
        return cleaned

    def _at_fields(self, refused: ValidationError) -> blocks.StructBlockValidationError:
        fields: dict[str, FormError] = {}
        others: list[str] = []
        for error in refused.errors():
            field, message = FAULTS.get(error["type"], ("", error["msg"]))
            if field in self.child_blocks:
                fields[field] = FormError(message)
            else:
                others.append(str(message))
        return blocks.StructBlockValidationError(fields, others)


class WeeklyBlock(ScheduleValueBlock):
    """On weekdays: every week, every n weeks, or in odd or even weeks."""

    weekdays = blocks.MultipleChoiceBlock(choices=WEEKDAYS, widget=CheckboxSelectMultiple, label=_("On these weekdays"))
    start = blocks.TimeBlock(required=False, label=_FROM, help_text=_START_HELP)
    end = blocks.TimeBlock(required=False, label=_TO, help_text=_END_HELP)
    parity = blocks.ChoiceBlock(choices=PARITIES, default="any", label=_("Odd or even weeks"))
    interval = blocks.IntegerBlock(default=1, label=_("Every how many weeks"), help_text=_("1 is every week, 2 every other week."))
    anchor = blocks.DateBlock(required=False, label=_("First week"), help_text=_("Any date in the first week, when it is not every week."))

    class Meta:
        icon = "calendar-alt"
        label = _("Every week")
        form_layout = BlockGroup(["weekdays", "start", "end", _seldom(["parity", "interval", "anchor"], _("Not every week?"))])
        description = _("Happens or is open on the same weekdays")
        label_format = "{weekdays} {start}-{end}"
        preview_value = {
            "weekdays": ["3"],
            "start": dt.time(9),
            "end": dt.time(11),
            "parity": "even",
            "interval": 1,
            "anchor": None,
        }

    def to_value(self, value: Any) -> Weekly:
        """The rule."""
        return Weekly(
            weekdays=_numbers(value["weekdays"]),
            interval=1 if value["interval"] is None else value["interval"],
            parity=value["parity"] or "any",
            anchor=value["anchor"],
            start=value["start"],
            end=value["end"],
        )


class MonthlyBlock(ScheduleValueBlock):
    """On the nth or last weekday of the month, or of every n-th month."""

    nth = blocks.MultipleChoiceBlock(choices=NTH, widget=CheckboxSelectMultiple, label=_("Which of the month"))
    weekdays = blocks.MultipleChoiceBlock(choices=WEEKDAYS, widget=CheckboxSelectMultiple, label=_("On these weekdays"))
    start = blocks.TimeBlock(required=False, label=_FROM, help_text=_START_HELP)
    end = blocks.TimeBlock(required=False, label=_TO, help_text=_END_HELP)
    interval = blocks.IntegerBlock(default=1, label=_("Every how many months"), help_text=_("1 is every month, 2 every other month."))
    anchor = blocks.DateBlock(
        required=False, label=_("First month"), help_text=_("Any date in the first month, when it is not every month.")
    )

    class Meta:
        icon = "calendar"
        label = _("Every month")
        form_layout = BlockGroup(["nth", "weekdays", "start", "end", _seldom(["interval", "anchor"], _("Not every month?"))])
        description = _("For example on the first Tuesday of the month")
        label_format = "{nth} {weekdays} {start}-{end}"
        preview_value = {
            "nth": ["1"],
            "weekdays": ["2"],
            "start": dt.time(17),
            "end": dt.time(19),
            "interval": 1,
            "anchor": None,
        }

    def to_value(self, value: Any) -> Monthly:
        """The rule."""
        return Monthly(
            weekdays=_numbers(value["weekdays"]),
            nth=_numbers(value["nth"]),
            interval=1 if value["interval"] is None else value["interval"],
            anchor=value["anchor"],
            start=value["start"],
            end=value["end"],
        )


class DatesBlock(ScheduleValueBlock):
    """On listed dates, or on one that spans several days."""

    dates = blocks.ListBlock(blocks.DateBlock(label=_("Date")), min_num=1, label=_("Dates"))
    last = blocks.DateBlock(required=False, label=_("Last day"), help_text=_("Only when one date goes on for several days."))
    start = blocks.TimeBlock(required=False, label=_FROM, help_text=_START_HELP)
    end = blocks.TimeBlock(required=False, label=_TO, help_text=_END_HELP)

    class Meta:
        icon = "date"
        label = _("Dates")
        description = _("Happens on certain dates; seasons and public holidays do not matter")
        label_format = "{dates} {start}-{end}"
        preview_value = {"dates": [dt.date(2026, 11, 25)], "last": None, "start": dt.time(18), "end": None}

    def to_value(self, value: Any) -> Dates:
        """The rule."""
        days = tuple(day for day in value["dates"] if day is not None)
        return Dates(dates=days, last=value["last"], start=value["start"], end=value["end"])


class SeasonBlock(ScheduleValueBlock):
    """From a date to a date; either may be open."""

    start = blocks.DateBlock(required=False, label=_("First day"), help_text=_("Empty: has gone on already."))
    end = blocks.DateBlock(required=False, label=_("Last day"), help_text=_("Empty: goes on until further notice."))
    name = blocks.CharBlock(required=False, max_length=80, label=_("Name"), help_text=_("For example: autumn 2026."))

    class Meta:
        icon = "calendar"
        label = _("Season")
        description = _("When the weekly and monthly times hold")
        label_format = "{name} {start}-{end}"
        preview_value = {"start": dt.date(2026, 9, 1), "end": dt.date(2026, 11, 30), "name": ""}

    def to_value(self, value: Any) -> Season:
        """The season."""
        return Season(start=value["start"], end=value["end"], name=value["name"] or "")


class ExceptionBlock(ScheduleValueBlock):
    """A row of one kind of exception; ``kind`` and the fields come from the subclass."""

    kind: ExceptionKind

    def to_value(self, value: Any) -> ScheduleException:
        """The exception; a field that the kind does not have stays empty."""
        given = {name: value.get(name) for name in ("date", "last", "at", "new_date", "start", "end")}
        return ScheduleException(kind=self.kind, note=value["note"] or "", **given)


class ClosedBlock(ExceptionBlock):
    """Nothing is shown on these days."""

    kind = ExceptionKind.CLOSED
    date = blocks.DateBlock(label=_("First day"))
    last = blocks.DateBlock(required=False, label=_("Last day"), help_text=_("Empty: one day."))
    at = blocks.TimeBlock(required=False, label=_("Only the one that begins at"), help_text=_AT_HELP)
    note = blocks.CharBlock(required=False, max_length=150, label=_("Why"))

    class Meta:
        icon = "cross"
        label = _("Closed")
        description = _("A holiday break or a closed day: the times are not shown at all")
        label_format = "{date} {last} {note}"
        preview_value = {"date": dt.date(2026, 12, 21), "last": dt.date(2027, 1, 3), "at": None, "note": ""}


class CancelledBlock(ExceptionBlock):
    """Shown as cancelled, so that those who planned to come see it."""

    kind = ExceptionKind.CANCELLED
    date = blocks.DateBlock(label=_("Date"))
    last = blocks.DateBlock(required=False, label=_("Last day"), help_text=_("Empty: one day."))
    at = blocks.TimeBlock(required=False, label=_("Only the one that begins at"), help_text=_AT_HELP)
    note = blocks.CharBlock(required=False, max_length=150, label=_("Why"))

    class Meta:
        icon = "warning"
        label = _("Cancelled")
        description = _("One time is not held; it is shown as cancelled")
        label_format = "{date} {note}"
        preview_value = {"date": dt.date(2026, 11, 25), "last": None, "at": None, "note": ""}


class MovedBlock(ExceptionBlock):
    """Held at another time or on another day."""

    kind = ExceptionKind.MOVED
    date = blocks.DateBlock(label=_("Original date"))
    at = blocks.TimeBlock(required=False, label=_("Only the one that begins at"), help_text=_AT_HELP)
    new_date = blocks.DateBlock(required=False, label=_("New date"), help_text=_("Empty: the same day."))
    start = blocks.TimeBlock(required=False, label=_("New start"), help_text=_("Empty: the same time."))
    end = blocks.TimeBlock(required=False, label=_("New end"), help_text=_("Empty: as long as planned."))
    note = blocks.CharBlock(required=False, max_length=150, label=_("Why"))

    class Meta:
        icon = "redirect"
        label = _("Moved")
        description = _("One time is held on another day or at another hour")
        label_format = "{date} - {new_date} {start}"
        preview_value = {
            "date": dt.date(2026, 11, 25),
            "at": None,
            "new_date": dt.date(2026, 11, 26),
            "start": None,
            "end": None,
            "note": "",
        }


class ExtraBlock(ExceptionBlock):
    """One time more, even on a public holiday or outside the season."""

    kind = ExceptionKind.EXTRA
    date = blocks.DateBlock(label=_("Date"))
    start = blocks.TimeBlock(required=False, label=_FROM, help_text=_START_HELP)
    end = blocks.TimeBlock(required=False, label=_TO, help_text=_END_HELP)
    note = blocks.CharBlock(required=False, max_length=150, label=_("What"))

    class Meta:
        icon = "plus"
        label = _("Extra")
        description = _("One time more than usual, even on a public holiday")
        label_format = "{date} {start}-{end}"
        preview_value = {"date": dt.date(2026, 12, 5), "start": dt.time(10), "end": dt.time(12), "note": ""}


def _numbers(choices: list[str] | None) -> tuple[int, ...]:
    return tuple(int(choice) for choice in choices or ())
