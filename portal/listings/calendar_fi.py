"""Finnish public holidays, from the calendar "FI" of the ``holidays`` library, 1853-2100.

The library's calendar also has Midsummer Eve and Christmas Eve. They are not holidays by statute, but public offices
are closed on both (and family centres with them), so they close a schedule like the others. Maundy Thursday, New
Year's Eve and May Day's eve are ordinary days.
"""

import datetime as dt
from functools import lru_cache

_LIBRARY_LANGUAGES = {"fi": "fi", "sv": "sv_FI", "en": "en_US"}


@lru_cache(maxsize=512)
def _names(year: int, language: str) -> dict[dt.date, str]:
    # Imported at first need: most processes (commands, workers) never expand a schedule.
    from holidays import country_holidays

    return dict(country_holidays("FI", years=year, language=language))


def is_holiday(day: dt.date) -> bool:
    """Whether ``day`` is a Finnish public holiday, Midsummer Eve or Christmas Eve. Sundays as such are not."""
    return day in _names(day.year, "fi")


def holiday_name(day: dt.date, language: str = "fi") -> str:
    """Name of the holiday in ``language`` (fi, sv or en; others give Finnish), or empty on an ordinary day."""
    return _names(day.year, _LIBRARY_LANGUAGES.get(language, "fi")).get(day, "")
