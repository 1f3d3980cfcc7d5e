"""What can be asked of the catalogue, as a frozen value."""

from dataclasses import dataclass
from uuid import UUID

from portal.listings.kinds import Kind


@dataclass(frozen=True, slots=True)
class Filters:
    """Which listings a list shows; what is left empty does not limit.

    Fictional examples are shown only when their own municipality is asked for, or with ``with_examples``.
    """

    kinds: tuple[Kind, ...] = ()
    municipality: str = ""
    """Municipality code; what serves the whole country matches every code."""
    topic: str = ""
    """Slugs from here on: of a topic, audience, age band, life situation and language of service."""
    audience: str = ""
    age_band: str = ""
    life_situation: str = ""
    language: str = ""
    age: int | None = None
    """Whole years. A listing with no age limit matches every age."""
    subtype: str = ""
    organisation: UUID | None = None
    """Listing id of an organisation that maintains, provides, hosts or arranges together."""
    place: UUID | None = None
    """Listing id of the meeting place it happens at."""
    online: bool = False
    free: bool = False
    """Told to be free; unknown prices do not match."""
    open_today: bool = False
    """Happens or is open today, at or after the moment asked; only times that may be trusted count."""
    current_only: bool = False
    """Leaves out old information."""
    with_examples: bool = False

    @property
    def by_date(self) -> bool:
        """Whether the list goes by the next date rather than by title: lists of nothing but groups and events."""
        return bool(self.kinds) and set(self.kinds) <= {Kind.EVENT, Kind.PEER_GROUP}


FACETS = {
    "municipality": "municipality",
    "topic": "topic",
    "audience": "audience",
    "age_band": "age_band",
    "life_situation": "life_situation",
    "language": "language",
}
"""Filters that choose one value of a facet, and the facet's name in ``EntryFacet``."""
