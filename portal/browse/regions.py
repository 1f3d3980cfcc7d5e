"""Where people live: the municipalities, one municipality, one family-centre area."""

import datetime as dt
import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.browse.answers import plural_label
from portal.browse.calendar.links import take_along
from portal.browse.cards import Card, card_of, cards_of
from portal.browse.for_whom import is_for_professionals_only
from portal.browse.map.municipality import municipality_map, municipality_tabs
from portal.browse.map.panel import asks_for_map
from portal.browse.routes import list_url
from portal.catalogue.counts import counts_in_municipality, current_by_municipality
from portal.catalogue.filters import Filters
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.nearby import nearest, places_around
from portal.catalogue.queries import everything_of, next_occurrences
from portal.listings.kinds import DeliveryKind, Kind
from portal.localisation.languages import current_language, pick
from portal.pagecache.kept import kept
from portal.regions.models import FamilyCentreArea, MeetingPlaceState, Municipality

CHOSEN = "kunta"
"""Parameter of the municipality picker."""
_SLUG = re.compile(r"[a-z0-9-]{1,50}")
LOCAL_KINDS = (Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.EVENT, Kind.SERVICE, Kind.ORGANISATION)
SHOWN_ONLINE = 6


@dataclass(frozen=True, slots=True)
class KindHere:
    """How much there is of one kind; ``old`` is old information, told apart and never counted in."""

    label: str
    url: str
    current: int
    old: int


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
    counts = current_by_municipality()
    areas: dict[str, list[MunicipalityRow]] = {}
    real = Municipality.objects.filter(successor__isnull=True).select_related("area").prefetch_related("localities")
    for one in real.order_by("is_example", "area__sort_order", "slug"):
        found = counts.get(one.code, {})
        row = MunicipalityRow(
            municipality=one,
            state=place_state(one, found.get(Kind.MEETING_PLACE.value, 0)),
            groups=found.get(Kind.PEER_GROUP.value, 0),
            services=found.get(Kind.SERVICE.value, 0),
        )
        areas.setdefault(one.area.slug if one.area else "", []).append(row)
    groups = [(rows[0].municipality.area, rows) for rows in areas.values()]
    return render(request, "pages/municipalities.html", {"areas": groups})


def place_state(municipality: Municipality, current_places: int) -> MeetingPlaceState:
    """What may be said of an open meeting place: a current one is here; "not yet" only when the coordinator says so."""
    if current_places:
        return MeetingPlaceState.HERE
    return MeetingPlaceState(municipality.meeting_place_state)


@require_safe
@kept
def municipality(request: HttpRequest, slug: str) -> HttpResponse:
    """What is here; where no meeting place is known, the nearest ones and what is online.

    A municipality that has ended leads to its successor.
    """
    one = Municipality.objects.select_related("area", "successor").prefetch_related("localities").filter(slug=slug).first()
    if one is None:
        raise Http404
    if one.successor is not None:
        return redirect("browse:municipality", one.successor.slug, permanent=True)
    if asks_for_map(request.GET) and one.coordinates:
        return municipality_map(request, one)
    now, lang = timezone.now(), current_language()
    counts = {count.kind: count for count in counts_in_municipality(one.code, examples=one.is_example, now=now)}
    around = places_around(one.code, lang=lang)
    places = [entry for entry in around if _is_here(entry, one.code)]
    places.sort(key=lambda entry: entry.listing.is_historical)
    current = [entry for entry in places if not entry.listing.is_historical]
    near = [] if current or one.coordinates is None else nearest([entry for entry in around if entry not in places], one.coordinates)
    online = [] if current else _online(one.code, lang, now)
    dates = next_occurrences([entry.listing_id for entry in (*places, *(found.entry for found in near), *online)], now=now, per_listing=2)

    def card(entry: CatalogueEntry, km: float | None = None) -> Card:
        return card_of(entry.listing, dates[entry.listing_id], now=now, km=km)

    context = {
        "municipality": one,
        "tabs": municipality_tabs(one, ""),
        "introduction": pick(one.introduction),
        "along": take_along(municipality=one.code),
        "state": place_state(one, len(current)),
        "places": [card(entry) for entry in places],
        "near": [card(found.entry, found.km) for found in near],
        "online": [card(entry) for entry in online],
        "here": [
            KindHere(plural_label(kind), list_url(kind, municipality=one.code), counts[kind.value].current, counts[kind.value].old)
            for kind in LOCAL_KINDS
            if kind.value in counts
        ],
    }
    return render(request, "pages/municipality.html", context)


def _online(code: str, lang: str, now: dt.datetime) -> list[CatalogueEntry]:
    """What comes home, first where a person answers, then what is only read."""
    filters = Filters(kinds=(Kind.PEER_GROUP, Kind.SERVICE), online=True, municipality=code, current_only=True)
    found = [entry for entry in everything_of(filters, lang=lang, now=now) if not is_for_professionals_only(entry)]
    return sorted(found, key=lambda entry: not _a_person_answers(entry))[:SHOWN_ONLINE]


def _a_person_answers(entry: CatalogueEntry) -> bool:
    points = entry.listing.delivery_points
    return entry.kind == Kind.PEER_GROUP.value or any(point.kind is not DeliveryKind.WEB for point in points)


def _is_here(entry: CatalogueEntry, code: str) -> bool:
    return any(reference.code == code for reference in entry.listing.locations)


@require_safe
@kept
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """A family-centre area: its municipalities, its contact, and the services that answer for the whole area."""
    one = FamilyCentreArea.objects.filter(slug=slug).first()
    if one is None:
        raise Http404
    now = timezone.now()
    today = timezone.localdate()
    members = [member for member in one.municipalities.order_by("slug") if member.is_valid_on(today)]
    context = {
        "area": one,
        "introduction": pick(one.introduction),
        "contact_name": pick(one.contact_name),
        "contact_note": pick(one.contact_note),
        "municipalities": members,
        "places": cards_of(_of_area({member.code for member in members}), now=now),
    }
    return render(request, "pages/area.html", context)


def _of_area(codes: set[str]) -> list[CatalogueEntry]:
    filters = Filters(kinds=(Kind.MEETING_PLACE,), current_only=True)
    entries = everything_of(filters, lang=current_language(), now=timezone.now())
    return [entry for entry in entries if any(reference.code in codes for reference in entry.listing.locations)]
