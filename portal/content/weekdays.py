"""Weekdays as they are said of what repeats: "keskiviikkoisin", "på onsdagar", "on Wednesdays".

Each form is a message of its own, because languages bend the word where English adds a preposition.
"""

from collections.abc import Sequence

from django.utils.translation import gettext, pgettext


def weekly_days(weekdays: Sequence[int]) -> str:
    """ISO weekdays of every week: "keskiviikkoisin", "maanantaisin ja torstaisin", "ma–pe", "joka päivä"."""
    if len(weekdays) == 7:
        return gettext("every day")
    if len(weekdays) > 2 and weekdays[-1] - weekdays[0] == len(weekdays) - 1:
        # Translators: weekdays in a row, "ma–pe".
        return pgettext("weekdays", "%(first)s–%(last)s") % {"first": _short(weekdays[0]), "last": _short(weekdays[-1])}
    # Translators: Finnish bends the weekday itself and needs no preposition: "keskiviikkoisin".
    return pgettext("every week", "on %(days)s") % {"days": _joined([_every(weekday) for weekday in weekdays])}


def monthly_days(nth: Sequence[int], weekdays: Sequence[int]) -> str:
    """Which weekdays of the month, 1-5 and -1 for the last: "ensimmäisenä ja kolmantena tiistaina"."""
    words = {"nth": _joined([_ordinal(n) for n in nth]), "weekday": _joined([_of_month(weekday) for weekday in weekdays])}
    # Translators: "ensimmäisenä tiistaina"; English puts "on the" before and "of the month" after it.
    return pgettext("nth weekday of the month", "%(nth)s %(weekday)s") % words


def _joined(words: Sequence[str]) -> str:
    if len(words) == 1:
        return words[0]
    return gettext("%(some)s and %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


def _short(weekday: int) -> str:
    return (
        pgettext("weekday, short", "Mon"),
        pgettext("weekday, short", "Tue"),
        pgettext("weekday, short", "Wed"),
        pgettext("weekday, short", "Thu"),
        pgettext("weekday, short", "Fri"),
        pgettext("weekday, short", "Sat"),
        pgettext("weekday, short", "Sun"),
    )[weekday - 1]


def _every(weekday: int) -> str:
    return (
        pgettext("every week", "Mondays"),
        pgettext("every week", "Tuesdays"),
        pgettext("every week", "Wednesdays"),
        pgettext("every week", "Thursdays"),
        pgettext("every week", "Fridays"),
        pgettext("every week", "Saturdays"),
        pgettext("every week", "Sundays"),
    )[weekday - 1]


def _of_month(weekday: int) -> str:
    return (
        pgettext("nth weekday of the month", "Monday"),
        pgettext("nth weekday of the month", "Tuesday"),
        pgettext("nth weekday of the month", "Wednesday"),
        pgettext("nth weekday of the month", "Thursday"),
        pgettext("nth weekday of the month", "Friday"),
        pgettext("nth weekday of the month", "Saturday"),
        pgettext("nth weekday of the month", "Sunday"),
    )[weekday - 1]


def _ordinal(nth: int) -> str:
    return {
        1: pgettext("nth weekday of the month", "first"),
        2: pgettext("nth weekday of the month", "second"),
        3: pgettext("nth weekday of the month", "third"),
        4: pgettext("nth weekday of the month", "fourth"),
        5: pgettext("nth weekday of the month", "fifth"),
        -1: pgettext("nth weekday of the month", "last"),
    }[nth]
