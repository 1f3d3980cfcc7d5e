"""The search engine catches up by itself."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from portal.catalogue.writer import index_later
from portal.jobs.registry import periodic
from search.checking import repair
from search.dates import with_another_next_date
from search.sync import drain


@periodic("search_sync", dt.timedelta(minutes=1), label=_("Giving search what it has missed"))
def search_sync(now: dt.datetime) -> str:
    """Bring the engine up to date; what it cannot take now stays pending, and the failure shows among the jobs.

    :raises EngineError: the engine cannot be reached.
    """
    return f"{drain()} entries"


@periodic("search_dates", dt.timedelta(minutes=15), label=_("Telling search whose next date has come"))
def search_dates(now: dt.datetime) -> str:
    """Mark listings of which a date has begun or ended, so that search knows the next one; search_sync hands them over."""
    return f"{index_later(with_another_next_date(now))} entries"


@periodic("search_check", dt.timedelta(days=1), timeout=dt.timedelta(hours=1), label=_("Comparing search with the catalogue"))
def search_check(now: dt.datetime) -> str:
    """Repair what the index holds wrongly, and say what it was.

    :raises EngineError: the engine cannot be reached.
    """
    return str(repair())
