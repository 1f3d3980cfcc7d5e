"""What the three entrances show besides doors: who answers a young person, and what is new for professionals."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from portal.browse.helplines import Line, answering_now
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.memory import memory
from portal.catalogue.news import latest
from portal.content.clock import date
from portal.listings.kinds import Kind
from portal.listings.schedule import HELSINKI
from portal.localisation.languages import current_language, path_in
from portal.pagecache.changes import State

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
    """Helplines for young people that answer in the reader's language, then the others; of each those whose hours say open first.

    One query, one more for new ones.

    :param now: aware.
    """
    answering = answering_now(now=now, topic=YOUTH)
    lines = sorted([*answering.open, *answering.by_source, *answering.others], key=lambda line: not line.is_understood)
    return tuple(
        Answerer(line, line.who or gettext("We do not know who answers"), _anonymous(line.anonymous), line.for_whom)
        for line in lines[:MOST_LINES]
    )


def _anonymous(anonymous: bool | None) -> str:
    if anonymous is None:
        return gettext("Ask whether you may be anonymous")
    return gettext("You do not have to tell your name") if anonymous else gettext("They ask for your name")


def latest_materials() -> Sequence[Row]:
    """Materials that came last, in the active language. One query, one more in a new state of the public content."""
    lang = current_language()
    name = (lang, memory.state())
    found = _materials.get(name, 0.0)
    if found is None:
        found = _read_materials(lang)
        _materials.put(name, found, 0.0, float("inf"))
    return found


_materials: TrueForNow[tuple[str, State], Sequence[Row]] = TrueForNow(10)


def _read_materials(lang: str) -> Sequence[Row]:
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
