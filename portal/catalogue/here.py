"""What is in a municipality, of several kinds at once; from memory, so that it costs one query."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from portal.catalogue.memory import memory
from portal.catalogue.models import ANYWHERE
from portal.catalogue.queries import Key
from portal.listings.kinds import Kind


@dataclass(frozen=True, slots=True)
class Here:
    """A part of what is in or serves a municipality by name; what serves the whole country is not counted."""

    keys: list[Key]
    """In the order of a list: current before old information, then by title."""
    counts: dict[str, int]
    """Municipality code -> how many there are; of every municipality that has any."""


def what_is_here(code: str, *, kinds: Collection[Kind], lang: str, now: dt.datetime, start: int, stop: int, seen: bool = False) -> Here:
    """Listings of these kinds in the municipality of this code, from ``start`` to before ``stop``; events that are over are left out.

    Its fictional examples are among them. :param now: aware. :param seen: see ``Memory.rows``.
    """
    with memory.rows(seen=seen) as rows:
        of_kinds = rows.one_of("kind", kinds) & ~rows.at(now).over
        counts = {
            value: number
            for value, having in rows.values["municipality"].items()
            if value != ANYWHERE and (number := (having & of_kinds).bit_count())
        }
        found = rows.one_of("municipality", [code]) & of_kinds
        ordered = rows.ordered(found, kinds=sorted(kinds), by_date=False, lang=lang, now=now, start=start, stop=stop)
        return Here([Key(key, rows.versions.get(key, 0)) for key in ordered], counts)
