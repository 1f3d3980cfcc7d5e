"""Where people live: the municipalities, one municipality, one family-centre area."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.browse.calendar.links import take_along
from portal.browse.drawn_cards import drawn_cards
from portal.browse.drawn_pages import DrawnPages, Itself
from portal.browse.gist import gists
from portal.browse.map.municipality import municipality_map, municipality_tabs
from portal.browse.map.panel import asks_for_map
from portal.browse.municipality_page import municipality_parts
from portal.browse.points import PointView
from portal.browse.templatetags.drawn import PARTS
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.counts import current_by_municipality
from portal.catalogue.lifted import meeting_places
from portal.catalogue.memory import memory
from portal.listings.kinds import DeliveryKind, Kind
from portal.localisation.languages import current_language, pick
from portal.pagecache.changes import State
from portal.pagecache.kept import kept
from portal.regions.models import FamilyCentreArea, MeetingPlaceState, Municipality

CHOSEN = "kunta"
"""Parameter of the municipality picker."""
_SLUG = re.compile(r"[a-z0-9-]{1,50}")
MOST_PLACES_OF_AREA = 12


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """A municipality in the list."""

    municipality: Municipality
    state: MeetingPlaceState
    groups: int
    services: int


@require_safe
@kept
def municipalities(request: HttpRequest) -> HttpResponse:
    """Every municipality by area, each with the state of its meeting place; ``?kunta=`` leads to the one chosen."""
    chosen = request.GET.get(CHOSEN, "")
    if _SLUG.fullmatch(chosen):
        return redirect("browse:municipality", chosen)
    counts, known = current_by_municipality(), _all_municipalities()
    areas: dict[str, list[MunicipalityRow]] = {}
    for one in known:
        found = counts.get(one.code, {})
        row = MunicipalityRow(
            municipality=one,
            state=place_state(one, found.get(Kind.MEETING_PLACE.value, 0)),
            groups=found.get(Kind.PEER_GROUP.value, 0),
            services=found.get(Kind.SERVICE.value, 0),
        )
        areas.setdefault(one.area.slug if one.area else "", []).append(row)
    groups = [(rows[0].municipality.area, rows) for rows in areas.values()]
    told = [(row.state, row.groups, row.services) for rows in areas.values() for row in rows]
    parts = _drawn_lists.parts(current_language(), Itself(known), told)
    return render(request, "pages/municipalities.html", {"areas": groups, PARTS: parts})


def _all_municipalities() -> tuple[Municipality, ...]:
    """All but those that have ended, by area, examples last, each with its area and localities; shared as ``_municipality`` is."""
    state = memory.state(seen=True)  # before reading: what changes meanwhile is read again
    found = _every.get(state, 0.0)
    if found is None:
        known = Municipality.objects.filter(successor__isnull=True).select_related("area").prefetch_related("localities")
        found = tuple(known.order_by("is_example", "area__sort_order", "slug"))
        _every.put(state, found, 0.0, float("inf"))
    return found


_every: TrueForNow[State, tuple[Municipality, ...]] = TrueForNow(1)
_drawn_lists: DrawnPages[str] = DrawnPages(10)
"""By language."""


def place_state(municipality: Municipality, current_places: int) -> MeetingPlaceState:
    """What may be said of an open meeting place: a current one is here; "not yet" only when the coordinator says so."""
    if current_places:
        return MeetingPlaceState.HERE
    return MeetingPlaceState(municipality.meeting_place_state)


@require_safe
@kept
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """What is here; where no meeting place is known, the nearest ones and what is online.

    A municipality that has ended leads to its successor. At most four queries, one when everything is kept.
    """
    one = _municipality(slug)
    if one is None:
        raise Http404
    if one.successor is not None:
        return redirect("browse:municipality", one.successor.slug, permanent=True)
    if asks_for_map(request.GET) and one.coordinates:
        return municipality_map(request, one)
    parts, along, tabs = municipality_parts(one, now=timezone.now()), take_along(municipality=one.code), municipality_tabs(one, "")
    context = {
        "municipality": one,
        "tabs": tabs,
        "introduction": pick(one.introduction),
        "along": along,
        "state": place_state(one, parts.current_places),
        "parts": parts,
        PARTS: _drawn_pages.parts((one.slug, current_language()), Itself(one), parts, along, tabs),
    }
    return render(request, "pages/municipality.html", context)


def _municipality(slug: str) -> Municipality | None:
    """It, its area and its localities, shared by all requests: not to be changed. Read once in each state of the public content."""
    name = (slug, memory.state())
    found = _municipalities.get(name, 0.0)
    if found is None:
        found = Municipality.objects.select_related("area", "successor").prefetch_related("localities").filter(slug=slug).first()
        if found is not None:
            _municipalities.put(name, found, 0.0, float("inf"))
    return found


_municipalities: TrueForNow[tuple[str, State], Municipality] = TrueForNow(400)
"""Finland has some 300."""
_drawn_pages: DrawnPages[tuple[str, str]] = DrawnPages(50)
"""By slug and language; some 60 kB each."""


@require_safe
@kept
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """A family-centre area: its municipalities, its contact, and its meeting places. At most six queries."""
    one = FamilyCentreArea.objects.filter(slug=slug).first()
    if one is None:
        raise Http404
    now, lang = timezone.now(), current_language()
    members = [member for member in one.municipalities.order_by("slug") if member.is_valid_on(timezone.localdate(now))]
    codes = {member.code for member in members}
    places = [key for key, gist in gists.get(meeting_places(lang=lang, now=now), now=now).items() if not codes.isdisjoint(gist.codes)]
    contact = PointView(
        kind=DeliveryKind.PHONE,
        title=pick(one.contact_name),
        phone=one.contact_phone,
        email=one.contact_email,
        url=one.contact_url,
        note=pick(one.contact_note),
    )
    context = {
        "area": one,
        "introduction": pick(one.introduction),
        "contact": contact if contact.title or contact.phone or contact.email or contact.url else None,
        "municipalities": members,
        "places": drawn_cards(places[:MOST_PLACES_OF_AREA], level=3, now=now),
        "all_places": len(places) if len(places) > MOST_PLACES_OF_AREA else 0,
    }
    return render(request, "pages/area.html", context)
