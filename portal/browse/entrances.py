"""What the three entrances show besides doors: who answers a young person, and what is new for professionals."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from portal.browse.answers import responder_in_words
from portal.browse.briefly import whom_in_words
from portal.browse.helplines import Line, line_of
from portal.catalogue.news import latest
from portal.catalogue.queries import helplines
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
    """Helplines for young people, crisis first; those whose hours say open before the others. One query.

    :param now: aware.
    """
    found = [entry.listing for entry in helplines(lang=current_language())]
    asked = [
        Answerer(
            line=line_of(one, now),
            who=responder_in_words(one) or gettext("We do not know who answers"),
            anonymous=_anonymous(one.anonymous),
            ages=whom_in_words(one.eligibility),
        )
        for one in found
        if any(topic.slug == YOUTH for topic in one.topics)
    ]
    asked.sort(key=lambda one: one.line.open_state not in {"open", "always"})
    return tuple(asked[:MOST_LINES])


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
