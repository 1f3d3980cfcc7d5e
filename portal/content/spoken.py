"""Times said in plain words, beside the rows of a schedule: what they add, or what was not understood, in the editor's language."""

import datetime as dt
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from portal.listings.rules import Dates, Rule, Season
from portal.listings.spoken import Why, parse
from portal.listings.value import Value

WORDS_FIELD = "schedule_words"
MAX_WORDS = 1000
"""Characters: about twenty sentences."""

FAULTS: dict[Why, Any] = {
    Why.UNKNOWN: _("“%(piece)s” was not understood."),
    Why.NO_DAY: _("“%(piece)s” does not say the day."),
    Why.NO_TIME: _("“%(piece)s” does not say the time. Write the time, or “all day”."),
    Why.BAD_TIME: _("“%(piece)s” is not a time of day."),
    Why.END_BEFORE_START: _("“%(piece)s” ends before it begins."),
    Why.TIME_OR_DATE: _("“%(piece)s” may be times or dates. Write “at” before times, and a full stop after the month of a date."),
    Why.BAD_DATE: _("“%(piece)s” is not in the calendar."),
    Why.WRONG_WEEKDAY: _("“%(piece)s” is another weekday. Check the date."),
    Why.ONCE_OR_WEEKLY: _("“%(piece)s” may be once or every week. Write “Tuesdays” or give the date."),
    Why.FIRST_MISSING: _("“%(piece)s” does not say when the first one is. Add for example “from 5.1.2027”."),
    Why.FIRST_NOT_THAT_DAY: _("“%(piece)s”: the first date is not one of these days. Check the date."),
    Why.BACKWARDS: _("“%(piece)s” ends before it begins."),
    Why.RANGE_WITHOUT_DAYS: _("“%(piece)s” does not say the weekdays."),
    Why.TWO_READINGS: _("“%(piece)s” can be read in two ways. Write each time on a line of its own."),
    Why.MIXED_SEASONS: _("“%(piece)s”: a season holds for all the times of the page. Give all of them the same season."),
}
EXAMPLES = _("Write for example “Tuesdays 17–19” or “24.11.2026 at 17–19”.")


class Heard(Value):
    """What words add to a schedule, and what was wrong with them; with a fault nothing is added."""

    rules: tuple[Rule, ...] = ()
    seasons: tuple[Season, ...] = ()
    faults: tuple[str, ...] = ()
    """Sentences in the active language; the last one gives examples."""


def hear(words: str, rules: tuple[Rule, ...], seasons: tuple[Season, ...], today: dt.date) -> Heard:
    """What ``words`` add to a page that has ``rules`` and ``seasons``; what the page says already is not added again."""
    said = parse(words, today)
    faults = [str(FAULTS[refusal.why]) % {"piece": refusal.piece} for refusal in said.refusals]
    new_rules = tuple(rule for rule in said.rules if rule not in rules)
    new_seasons = tuple(season for season in said.seasons if season not in seasons)
    current = [season for season in seasons if season.end is None or season.end >= today]
    if any(not isinstance(rule, Dates) for rule in said.rules) and new_seasons:
        # The season was said of these times, but it would move the page's other times too, or these into another season.
        others = any(not isinstance(rule, Dates) and rule not in said.rules for rule in rules)
        elsewhere = bool(new_rules) and any(season not in said.seasons for season in current)
        if others or elsewhere:
            faults.append(str(FAULTS[Why.MIXED_SEASONS]) % {"piece": words.strip()})
    if faults:
        return Heard(faults=(*faults, str(EXAMPLES)))
    return Heard(rules=new_rules, seasons=new_seasons)


def without_untouched_rows(data: QueryDict, today: dt.date) -> QueryDict:
    """The posted form without the empty row of times that a new page begins with, when words say the times instead.

    Such a row is marked deleted, as its button would do; everything else stays as it was sent.
    """
    said = parse(data.get(WORDS_FIELD, "")[:MAX_WORDS], today)
    count = data.get("schedule_rules-count", "")
    if not said.rules or said.refusals or not (count.isascii() and count.isdecimal() and len(count) < 4):
        return data
    changed = data.copy()
    for index in range(int(count)):
        row = f"schedule_rules-{index}"
        sent = [value for name in data if name.startswith(f"{row}-value-") and not _is_setting(name) for value in data.getlist(name)]
        if f"{row}-type" in data and not any(value.strip() for value in sent):
            changed[f"{row}-deleted"] = "1"
    return changed


def _is_setting(name: str) -> bool:
    """Whether a row's field is filled in from the start, and so says nothing of what somebody wrote."""
    last = name.rsplit("-", 1)[-1]
    return last in {"parity", "interval", "count", "deleted", "order", "id", "type"}
