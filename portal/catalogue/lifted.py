"""What front pages and the pages of municipalities lift out of everything there is: from memory, so that each function costs one query."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from portal.catalogue.filters import Filters
from portal.catalogue.memory import memory
from portal.catalogue.queries import Key
from portal.catalogue.rows import Rows
from portal.listings.kinds import Kind


def soonest(
    kinds: Collection[Kind],
    *,
    municipality: str = "",
    audience: str = "",
    within: dt.timedelta,
    lang: str,
    now: dt.datetime,
    most: int,
    seen: bool = False,
) -> list[Key]:
    """Listings of these kinds that take place before ``within`` has passed: real ones before examples, in each the soonest first.

    :param municipality: code; only what is there or serves it by name. :param audience: slug; only what names it.
    :param now: aware. :param seen: see ``Memory.rows``.
    """
    with memory.rows(seen=seen) as rows:
        found = rows.one_of("kind", kinds) & rows.valid
        if municipality:
            found &= rows.one_of("municipality", [municipality])
        if audience:
            found &= rows.one_of("audience", [audience])
        keys = rows.soonest(found, kinds=kinds, before=(now + within).timestamp(), lang=lang, now=now, most=most)
        return [_key(rows, key) for key in keys]


def crisis_first(
    filters: Filters, *, lang: str, now: dt.datetime, most: int | None = None, all_crisis: bool = False, seen: bool = False
) -> list[Key]:
    """What the filters give, crisis help first, then by title.

    :param all_crisis: crisis help of other kinds, too. :param now: aware. :param seen: see ``Memory.rows``.
    """
    with memory.rows(seen=seen) as rows:
        crisis = rows.switches["crisis"]
        found = rows.matching(filters, now)
        kinds = tuple(filters.kinds)
        if all_crisis:
            topic = rows.one_of("topic", [filters.topic]) if filters.topic else rows.everything
            found |= crisis & topic & rows.switches["current"]
            kinds = ()
        keys = [
            key
            for part in (found & crisis, found & ~crisis)
            for key in rows.ordered(part, kinds=kinds, by_date=False, lang=lang, now=now, stop=most)
        ]
        return [_key(rows, key) for key in keys[:most]]


def online_for(code: str, *, lang: str, now: dt.datetime, not_only_for: str, most: int, seen: bool = False) -> list[Key]:
    """Current groups and services that come home to whoever lives in a municipality, by title, ``most`` at most.

    :param not_only_for: slug of an audience; what is for it alone is left out. :param now: aware. :param seen: see ``Memory.rows``.
    """
    kinds = (Kind.PEER_GROUP, Kind.SERVICE)
    filters = Filters(kinds=kinds, online=True, municipality=code, current_only=True)
    with memory.rows(seen=seen) as rows:
        others = rows.one_of("audience", rows.values["audience"].keys() - {not_only_for})
        found = rows.matching(filters, now) & (others | ~rows.one_of("audience", [not_only_for]))
        ordered = rows.ordered(found, kinds=kinds, by_date=False, lang=lang, now=now, stop=most)
        return [_key(rows, key) for key in ordered]


def meeting_places(*, lang: str, now: dt.datetime, municipality: str = "", seen: bool = False) -> list[Key]:
    """Current meeting places; of a ``municipality`` all of them whatever their state, current and examples first. By title.

    A place may serve municipalities where it is not. :param now: aware. :param seen: see ``Memory.rows``.
    """
    with memory.rows(seen=seen) as rows:

        def answer() -> list[Key]:
            found = rows.one_of("kind", [Kind.MEETING_PLACE])
            found &= rows.one_of("municipality", [municipality]) if municipality else rows.switches["current"]
            ordered = rows.ordered(found, kinds=(Kind.MEETING_PLACE,), by_date=False, lang=lang, now=now)
            return [_key(rows, key) for key in ordered]

        return list(rows.remembered(("meeting places", municipality, lang), answer))


def offered_by(organisation: UUID, *, lang: str, now: dt.datetime, most: int, seen: bool = False) -> dict[Kind, tuple[list[Key], int]]:
    """Kind -> the first of what an organisation maintains, provides or hosts, in the order of the kind's list and ``most`` at most,
    and how many there are; examples among them. Kinds of which there are none are left out.

    :param now: aware. :param seen: see ``Memory.rows``.
    """
    with memory.rows(seen=seen) as rows:
        found = rows.matching(Filters(organisation=organisation, with_examples=True), now)
        of_kinds = {kind: found & rows.one_of("kind", [kind]) for kind in Kind}
        return {
            kind: ([_key(rows, key) for key in _first(rows, kind, having, lang, now, most)], having.bit_count())
            for kind, having in of_kinds.items()
            if having
        }


def _first(rows: Rows, kind: Kind, found: int, lang: str, now: dt.datetime, most: int) -> list[int]:
    return rows.ordered(found, kinds=(kind,), by_date=Filters(kinds=(kind,)).by_date, lang=lang, now=now, stop=most)


def _key(rows: Rows, entry: int) -> Key:
    return Key(entry, rows.versions.get(entry, 0))
