"""Organisations: the one that an address names, and what it offers, a few of each kind."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from portal.browse.list_filters import ORGANISATION
from portal.browse.routes import list_url
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.lifted import offered_by
from portal.catalogue.memory import memory
from portal.catalogue.queries import Key, by_ids
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import current_language
from portal.pagecache.changes import State

MOST_OF_KIND = 6
"""Cards of each kind on the page of an organisation; all of them are a link away."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What an organisation offers of one kind: the first few in the order of a list, and how many there are."""

    kind: Kind
    keys: tuple[Key, ...]
    total: int

    def all_url(self, organisation: UUID) -> str:
        """The list of all of them in the active language; empty when the page shows them all."""
        return list_url(self.kind, **{ORGANISATION: str(organisation)}) if self.total > len(self.keys) else ""


def organisation_of(listing_id: UUID | None, *, seen: bool = False) -> Listing | None:
    """The public organisation of this id in the active language. One query in each state of the public content, and one for the state.

    :param seen: as of ``portal.catalogue.memory.Memory.state``.
    """
    if listing_id is None:
        return None
    name = (listing_id, current_language(), memory.state(seen=seen))
    found = _organisations.get(name, 0.0)
    if found is None:
        entry = next(iter(by_ids([listing_id], lang=current_language())), None)
        found = entry.listing if entry is not None and entry.kind == Kind.ORGANISATION.value else None
        if found is not None:
            _organisations.put(name, found, 0.0, float("inf"))
    return found


def offers_of(listing_id: UUID, *, lang: str, now: dt.datetime) -> tuple[Offer, ...]:
    """What is maintained, provided or hosted by an organisation, kind by kind. No query: memory has just been asked for its state.

    :param now: aware.
    """
    found = offered_by(listing_id, lang=lang, now=now, most=MOST_OF_KIND, seen=True)
    return tuple(Offer(kind, tuple(keys), total) for kind, (keys, total) in found.items())


_organisations: TrueForNow[tuple[UUID, str, State], Listing] = TrueForNow(100)
