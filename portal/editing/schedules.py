"""The times in an editor's form, before anything is saved: what they say, and what is missing from them."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail import blocks

from portal.content.blocks.schedule import ExceptionsBlock, ScheduleRulesBlock, SeasonBlock, schedule_from_blocks
from portal.content.spoken import MAX_WORDS, WORDS_FIELD, hear, without_untouched_rows
from portal.listings.schedule import HELSINKI, Schedule

STREAMS: dict[str, blocks.StreamBlock] = {
    "schedule_rules": ScheduleRulesBlock(required=False),
    "seasons": blocks.StreamBlock([("season", SeasonBlock())], required=False),
    "schedule_exceptions": ExceptionsBlock(required=False),
}
"""The form's row fields by name, as ``portal.content.models.scheduled`` has them."""


class FlagsForm(forms.Form):
    """The schedule's other fields, named as on the page; ``confirmed_on`` is the page's last confirmation."""

    round_the_clock = forms.BooleanField(required=False)
    closed_on_holidays = forms.BooleanField(required=False)
    by_appointment = forms.BooleanField(required=False)
    schedule_check = forms.BooleanField(required=False)
    schedule_text = forms.CharField(required=False)
    schedule_as_of = forms.DateField(required=False)
    confirmed_on = forms.DateField(required=False)


class UnreadableError(ValueError):
    """What was posted is not what the editor's form sends."""


def schedule_in_form(data: QueryDict) -> tuple[Schedule, list[str]]:
    """The schedule that the posted rows and words say, and what is missing or wrong in plain words, a sentence each.

    Rows with faults are left out of the schedule; nothing is read from the database.

    :raises UnreadableError: the fields are not those of the editor's form.
    """
    faults: list[str] = []
    today = timezone.now().astimezone(HELSINKI).date()
    data = without_untouched_rows(data, today)
    rows = {name: _good_rows(block, _read(block, data, name), faults) for name, block in STREAMS.items()}
    flags = FlagsForm(data)
    faults += [f"{flags.fields[name].label or name}: {message}" for name, told in flags.errors.items() for message in told]
    said = flags.cleaned_data
    as_of, confirmed = said.get("schedule_as_of"), said.get("confirmed_on")
    schedule = schedule_from_blocks(
        rows["schedule_rules"],
        rows["seasons"],
        rows["schedule_exceptions"],
        round_the_clock=said["round_the_clock"],
        closed_on_holidays=said["closed_on_holidays"],
        by_appointment=said["by_appointment"],
        text=said["schedule_text"],
        as_of=max(as_of, confirmed) if as_of and confirmed else as_of,
        check=said["schedule_check"],
    )
    heard = hear(data.get(WORDS_FIELD, "")[:MAX_WORDS], schedule.rules, schedule.seasons, today)
    added = {"rules": (*schedule.rules, *heard.rules), "seasons": (*schedule.seasons, *heard.seasons)}
    return schedule.model_copy(update=added), [*faults, *heard.faults]


def _read(block: blocks.StreamBlock, data: QueryDict, name: str) -> Any:
    if f"{name}-count" not in data:
        return block.empty_value()
    try:
        return block.value_from_datadict(data, {}, name)
    except (KeyError, TypeError, ValueError) as error:  # a field is missing; two rows claim one place; a number is not one
        raise UnreadableError(name) from error


def _good_rows(block: blocks.StreamBlock, rows: Any, faults: list[str]) -> list[blocks.StreamValue.StreamChild]:
    good = []
    for row in rows:
        try:
            good.append(blocks.StreamValue.StreamChild(row.block, row.block.clean(row.value), id=row.id))
        except ValidationError as refused:
            faults += [f"{row.block.label}: {message}" for message in _messages(row.block, refused)]
    return good


def _messages(block: Any, refused: ValidationError) -> Iterator[str]:
    """Sentences of a row's faults, each beginning with the field it is about."""
    if not isinstance(refused, blocks.StructBlockValidationError | blocks.ListBlockValidationError):
        for fault in refused.error_list:
            yield _("fill in “%(field)s”") % {"field": block.label} if fault.code == "required" else f"{block.label}: {fault.messages[0]}"
        return
    yield from (str(message) for fault in refused.non_block_errors.as_data() for message in fault.messages)
    for name, fault in refused.block_errors.items():
        yield from _messages(block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[name], fault)
