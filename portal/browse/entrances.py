"""What the three entrances show besides doors: who answers a young person, and what is new for professionals."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from portal.browse.helplines import Line, lines_of
from portal.catalogue.filters import Filters
from portal.catalogue.lifted import crisis_first
from portal.catalogue.news import latest
from portal.content.clock import date
from portal.listings.kinds import Kind
from portal.listings.schedule import HELSINKI
from portal.localisation.languages import current_language, path_in

YOUTH = "nuoret"
"""Slug of the topic of what is for young people."""
MOST_LINES = 3
MOST_MATERIALS = 10


@dataclass(frozen=True, slots=True)
class Answerer:
    """Somebody whom a young person may ask, as the component ``who_answers`` shows it: who, anonymous or not, for which age."""

    line: Line
    who: str
    anonymous: str
    ages: str
    """Empty when not known."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the component ``latest_table``. ``lang``: of the texts when it is not the reader's."""

    title: str
    url: str
    lang: str
    keeper: str
    day: str
    """When it was published here; may be empty."""


def who_answers(*, now: dt.datetime) -> tuple[Answerer, ...]:
    """Helplines for young people, crisis first; those whose hours say open before the others. One query, one more for new ones.

    :param now: aware.
    """
    filters = Filters(kinds=(Kind.HELPLINE,), topic=YOUTH, current_only=True)
    keys = crisis_first(filters, lang=current_language(), now=now, all_crisis=True)
    lines = sorted(lines_of.get(keys, now=now).values(), key=lambda line: line.open_state not in {"open", "always"})
    return tuple(
        Answerer(line, line.who or gettext("We do not know who answers"), _anonymous(line.anonymous), line.for_whom)
        for line in lines[:MOST_LINES]
    )


def _anonymous(anonymous: bool | None) -> str:
    if anonymous is None:
        return gettext("Ask whether you may be anonymous")
    return gettext("You do not have to tell your name") if anonymous else gettext("They ask for your name")


def latest_materials() -> Sequence[Row]:
    """Materials that came last, in the active language. One query."""
    lang = current_language()
    return [
        Row(
            title=one.title,
            url=path_in(lang, one.url),
            lang="" if one.lang == lang else one.lang,
            keeper=one.organisation.name if one.organisation else "",
            day=date(one.first_published.astimezone(HELSINKI).date(), year=True, weekday=False) if one.first_published else "",
        )
        for one in (entry.listing for entry in latest(Kind.MATERIAL, lang=lang, limit=MOST_MATERIALS))
    ]
