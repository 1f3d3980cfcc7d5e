"""The one human being who can be asked whatever was searched for: the coordinator's choice, else whoever answers now."""

import datetime as dt

from home.furniture import furniture
from portal.browse.helplines import Line, answering, line_of
from portal.catalogue.queries import helplines, in_language
from portal.localisation.languages import current_language


def human_contact(now: dt.datetime) -> Line | None:
    """The page that the site settings name, in the reader's language; else a helpline, one that is open first.

    One SQL query, two when the chosen page is not public. None when there is no helpline either.

    :param now: aware.
    """
    lang = current_language()
    chosen = furniture().settings.search_contact_id
    if chosen is not None:
        entry = in_language(lang).filter(page_id=chosen).first()
        if entry is not None:
            return line_of(entry.listing, now)
    found = answering(helplines(lang=lang), now=now)
    lines = [line for line in (*found.open, *found.by_source, *found.others) if line.phone]
    # For whatever was asked: a line for crises is the last to be named.
    return min(lines, key=lambda line: line.is_crisis, default=None)
