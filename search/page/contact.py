"""The one human being who can be asked whatever was searched for: the coordinator's choice, else whoever answers now."""

import datetime as dt

from django.core.cache import cache

from home.furniture import furniture
from portal.browse.helplines import Line, answering_now, line_of
from portal.catalogue.queries import in_language
from portal.localisation.languages import current_language

SECONDS = 60
"""How long a change of the page, or its opening, may go unseen here."""
_NOBODY = "nobody"


def human_contact(now: dt.datetime) -> Line | None:
    """The page that the site settings name, in the reader's language; else a helpline, one that is open first.

    At most two SQL queries once a minute in a process, and one for every 500 helplines that are read the first time. None when there
    is no helpline either.

    :param now: aware.
    """
    chosen, lang = furniture().settings.search_contact_id, current_language()
    key = f"search.contact.{lang}.{chosen}"
    line: Line | str | None = cache.get(key)
    if line is None:
        line = _chosen(chosen, lang, now) or _whoever_answers(now) or _NOBODY
        cache.set(key, line, SECONDS)
    return line if isinstance(line, Line) else None


def _chosen(page_id: int | None, lang: str, now: dt.datetime) -> Line | None:
    entry = in_language(lang).filter(page_id=page_id).first() if page_id is not None else None
    return line_of(entry.listing, now) if entry else None


def _whoever_answers(now: dt.datetime) -> Line | None:
    found = answering_now(now=now)
    lines = [line for line in (*found.open, *found.by_source, *found.others) if line.phone]
    # For whatever was asked: a line for crises is the last to be named.
    return min(lines, key=lambda line: line.is_crisis, default=None)
