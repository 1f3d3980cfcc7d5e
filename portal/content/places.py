"""Municipalities as values."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from portal.content.once import once
from portal.listings.kinds import AreaScope
from portal.listings.listing import MunicipalityRef, ServiceArea
from portal.localisation.languages import pick
from portal.regions.models import FamilyCentreArea, Municipality


def current_municipality(municipality: Municipality | None, day: dt.date | None = None) -> Municipality | None:
    """The municipality that exists on ``day`` (default today): the successor of one that has ended."""
    day = day or timezone.localdate()
    seen: set[int] = set()
    while municipality is not None and not municipality.is_valid_on(day) and municipality.successor and municipality.pk not in seen:
        seen.add(municipality.pk)
        municipality = municipality.successor
    return municipality


def municipality_ref(municipality: Municipality | None, lang: str) -> MunicipalityRef | None:
    """A municipality as a value; one that has ended becomes its successor."""
    current = current_municipality(municipality)
    return None if current is None else MunicipalityRef(code=current.code, name=pick(current.names, lang))


def service_area(scope: str, *, municipality: Municipality | None, area: FamilyCentreArea | None, lang: str) -> ServiceArea | None:
    """An area served, with every municipality in it; None when the scope is unknown (empty)."""
    if not scope:
        return None
    if scope == AreaScope.MUNICIPALITY:
        reference = municipality_ref(municipality, lang)
        return ServiceArea(scope=AreaScope.MUNICIPALITY, name=reference.name, municipalities=(reference,)) if reference else None
    if scope == AreaScope.AREA:
        if area is None:
            return None
        members = _refs(once(("municipalities", area.pk), lambda: list(area.municipalities.all())), lang)
        return ServiceArea(scope=AreaScope.AREA, name=pick(area.names, lang), municipalities=members)
    if scope == AreaScope.COUNTY:
        county = once("municipalities", lambda: list(Municipality.objects.filter(is_example=False)))
        return ServiceArea(scope=AreaScope.COUNTY, municipalities=_refs(county, lang))
    return ServiceArea(scope=AreaScope(scope))


def _refs(municipalities: Iterable[Municipality], lang: str) -> tuple[MunicipalityRef, ...]:
    today = timezone.localdate()
    current = [municipality for municipality in municipalities if municipality.is_valid_on(today)]
    return tuple(MunicipalityRef(code=one.code, name=pick(one.names, lang)) for one in sorted(current, key=lambda one: one.code))


def merged(*groups: Iterable[MunicipalityRef]) -> tuple[MunicipalityRef, ...]:
    """Municipalities of all groups, each once, by code."""
    by_code = {reference.code: reference for group in groups for reference in group}
    return tuple(by_code[code] for code in sorted(by_code))
