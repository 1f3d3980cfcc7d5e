"""What the page of a municipality shows from the catalogue: a few of everything, and how much there is."""

import datetime as dt
from collections.abc import Container, Sequence
from dataclasses import dataclass

from portal.browse.answers import plural_label
from portal.browse.drawn_cards import DrawnCard, cards_by_key
from portal.browse.for_whom import PROFESSIONALS
from portal.browse.gist import gists
from portal.browse.routes import list_url
from portal.catalogue.counts import counts_in_municipality
from portal.catalogue.lifted import meeting_places, online_for, soonest
from portal.catalogue.nearby import nearest
from portal.catalogue.queries import Key
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.regions.models import Municipality

LOCAL_KINDS = (Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.EVENT, Kind.SERVICE, Kind.ORGANISATION)
MOST_PLACES, MOST_NEAR, MOST_SOON, MOST_ONLINE = 6, 3, 3, 6
"""Cards of each kind on the page; all of them are a link away."""
SOON = dt.timedelta(days=14)
ONLINE_LOOKED_AT = 200
"""How many are looked at for those where a person answers."""
CARD_LEVEL = 3


@dataclass(frozen=True, slots=True)
class KindHere:
    """How much there is of one kind; ``old`` is old information, told apart and never counted in."""

    kind: Kind
    label: str
    url: str
    current: int
    old: int


@dataclass(frozen=True, slots=True)
class MunicipalityParts:
    """``places``: at most MOST_PLACES of all ``places_here``, old ones too. ``near`` and ``online``: only where no current place is."""

    places: list[DrawnCard]
    places_here: int
    current_places: int
    near: list[DrawnCard]
    soon: list[DrawnCard]
    online: list[DrawnCard]
    here: list[KindHere]

    @property
    def all_places(self) -> KindHere | None:
        """The list of the places, when there are more of them here than the page shows."""
        has_more = self.places_here > len(self.places)
        return next((one for one in self.here if has_more and one.kind is Kind.MEETING_PLACE), None)


def municipality_parts(one: Municipality, *, now: dt.datetime) -> MunicipalityParts:
    """No query when all that is shown is kept; else two for cards, and one for every 500 entries that nobody has looked at yet.

    It shows the state of the public content at which ``portal.catalogue.memory`` looked last. :param now: aware.
    """
    lang = current_language()
    places = meeting_places(municipality=one.code, lang=lang, now=now, seen=True)
    here = {key: gist for key, gist in gists.get(places, now=now).items() if one.code in gist.codes}
    current = [key for key, gist in here.items() if not gist.is_historical]
    places = [*current, *(key for key, gist in here.items() if gist.is_historical)]
    near = {} if current else _near(one, here, lang, now)
    online = [] if current else _online(one.code, lang, now)
    soon = soonest((Kind.PEER_GROUP, Kind.EVENT), municipality=one.code, within=SOON, lang=lang, now=now, most=MOST_SOON, seen=True)
    first = places[:MOST_PLACES]
    cards = cards_by_key([*first, *near, *soon, *online], level=CARD_LEVEL, now=now, km=near)

    def shown(keys: Sequence[Key]) -> list[DrawnCard]:
        return [cards[key] for key in keys if key in cards]

    return MunicipalityParts(
        places=shown(first),
        places_here=len(places),
        current_places=len(current),
        near=shown(list(near)),
        soon=shown(soon),
        online=shown(online),
        here=_here(one, now),
    )


def _near(one: Municipality, here: Container[Key], lang: str, now: dt.datetime) -> dict[Key, float]:
    """The nearest current places and their distances in kilometres, from the middle of the municipality."""
    if one.coordinates is None:
        return {}
    found = gists.get(meeting_places(lang=lang, now=now, seen=True), now=now)
    return dict(nearest(((key, gist.point) for key, gist in found.items() if key not in here), one.coordinates, most=MOST_NEAR))


def _online(code: str, lang: str, now: dt.datetime) -> list[Key]:
    """What comes home, first where a person answers, then what is only read."""
    keys = online_for(code, not_only_for=PROFESSIONALS, lang=lang, now=now, most=ONLINE_LOOKED_AT, seen=True)
    found = gists.get(keys, now=now)
    return sorted(found, key=lambda key: not found[key].a_person_answers)[:MOST_ONLINE]


def _here(one: Municipality, now: dt.datetime) -> list[KindHere]:
    counts = {count.kind: count for count in counts_in_municipality(one.code, examples=one.is_example, now=now, seen=True)}
    return [
        KindHere(kind, plural_label(kind), list_url(kind, municipality=one.code), counts[kind.value].current, counts[kind.value].old)
        for kind in LOCAL_KINDS
        if kind.value in counts
    ]
