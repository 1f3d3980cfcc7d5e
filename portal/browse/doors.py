"""Doors of the front pages: situations in plain words, and where each leads."""

from dataclasses import dataclass
from typing import Any

from portal.browse.routes import list_url, search_url
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.memory import memory
from portal.content.own_words import own_words
from portal.content.public import is_public
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.pagecache.changes import State


@dataclass(frozen=True, slots=True)
class Door:
    """A situation in plain words, as the component ``situation_doors`` shows it."""

    title: str
    text: str
    url: str


def doors_of(page: Any, *, seen: bool = False) -> list[Door]:
    """The doors of a page in the active language; a door to a page that is not public is left out.

    What doors lead to is read once in each state of the public content. :param seen: see ``portal.catalogue.memory.Memory.rows``.
    """
    doors = getattr(page, "doors", None)
    if not doors:
        return []
    name = (repr(list(doors.raw_data)), current_language(), memory.state(seen=seen))
    kept = _kept.get(name, 0.0)
    if kept is None:
        kept = [door for child in doors if (door := _door(child.value)) is not None]
        _kept.put(name, kept, 0.0, _FOREVER)
    return kept


def _door(value: Any) -> Door | None:
    words, url = own_words(value), _url(value)
    return Door(words["title"], words["text"] or "", url) if url else None


def _url(value: Any) -> str:
    page = value["page"]
    if page is not None:
        return (page.url or "") if is_public(page) else ""
    kind, topic = value["kind"], value["topic"] or ""
    return list_url(Kind(kind), topic=topic) if kind else search_url(topic=topic)


_FOREVER = float("inf")
_kept: TrueForNow[tuple[str, str, State], list[Door]] = TrueForNow(50)
