"""Writes the starter vocabularies, the family-centre areas and the municipalities."""

from typing import Any

from portal.demo.ledger import Ledger
from portal.demo.mapping import page_slug
from portal.demo.records import MunicipalityRecord
from portal.demo.source import Sources
from portal.demo.starter import StarterTerm
from portal.regions.models import FamilyCentreArea, Locality, MeetingPlaceState, Municipality
from portal.taxonomy.models import VOCABULARIES, Topic

TERMS = "terms"
AREAS = "family-centre areas"
MUNICIPALITIES = "municipalities"
EXAMPLE = "example"


def load_terms(sources: Sources, ledger: Ledger) -> None:
    """Make or update every term; a term whose source is unchanged keeps what the coordinator made of it."""
    for number, block in enumerate(sources.starter.topics):
        parent = _term("topics", block, number * 100, ledger)
        for place, child in enumerate(block.children, start=1):
            _term("topics", child, number * 100 + place, ledger, parent=parent)
    for vocabulary in VOCABULARIES:
        if vocabulary != "topics":
            for number, term in enumerate(getattr(sources.starter, vocabulary)):
                _term(vocabulary, term, number, ledger)


def _term(vocabulary: str, term: StarterTerm, order: int, ledger: Ledger, parent: Any = None) -> Any:
    model = VOCABULARIES[vocabulary]
    values: dict[str, Any] = {"labels": {"fi": term.fi, "sv": term.sv, "en": term.en}, "sort_order": order}
    if vocabulary == "topics":
        values |= {"parent": parent, "is_sensitive": term.sensitive, "is_crisis": term.crisis}
    elif vocabulary == "age_bands":
        values |= {"age_min": term.min, "age_max": term.max}
    plain = values | {"parent": parent.slug if isinstance(parent, Topic) else None}
    key = f"term/{vocabulary}/{term.slug}"
    existing = model._default_manager.filter(slug=term.slug).first()
    if ledger.is_unchanged(key, plain, existing is not None):
        ledger.keep(TERMS)
        return existing
    made, _created = model._default_manager.update_or_create(slug=term.slug, defaults=values)
    ledger.write(TERMS, key, plain)
    return made


def load_regions(sources: Sources, ledger: Ledger, *, example: bool) -> None:
    """Make or update areas, municipalities and localities; the successor of a municipality comes before it."""
    for number, (name, texts) in enumerate(sources.texts.areas.items()):
        values: dict[str, Any] = {
            "names": texts.names.model_dump(),
            "contact_name": texts.contact.model_dump(),
            "contact_phone": texts.phone,
            "contact_url": texts.url,
            "contact_note": texts.note.model_dump(),
            "sort_order": number,
        }
        existing = FamilyCentreArea.objects.filter(slug=texts.slug).exists()
        if ledger.is_unchanged(f"area/{name}", values, existing):
            ledger.keep(AREAS)
        else:
            FamilyCentreArea.objects.update_or_create(slug=texts.slug, defaults=values)
            ledger.write(AREAS, f"area/{name}", values)
    for record in sorted(sources.municipalities, key=lambda record: bool(record.merged_into)):
        _municipality(sources, record, ledger)
    if example:
        _example_municipality(sources, ledger)


def _municipality(sources: Sources, record: MunicipalityRecord, ledger: Ledger) -> None:
    plain = record.model_dump(mode="json") | {"here": _has_current_place(sources, record.id)}
    key = f"municipality/{record.code}"
    existing = Municipality.objects.filter(code=record.code).first()
    if ledger.is_unchanged(key, plain, existing is not None):
        ledger.keep(MUNICIPALITIES)
        return
    names = {"fi": record.name} | ({"sv": record.name_sv} if record.name_sv else {})
    successor = next((other.code for other in sources.municipalities if other.id == record.merged_into), "")
    values: dict[str, Any] = {
        "slug": page_slug(record.name),
        "names": names,
        "latitude": record.lat,
        "longitude": record.lon,
        "area": FamilyCentreArea.objects.get(slug=sources.texts.areas[record.family_centre_area].slug),
        "valid_until": record.merged_on,
        "successor": Municipality.objects.filter(code=successor).first(),
        "meeting_place_state": MeetingPlaceState.HERE if plain["here"] else MeetingPlaceState.UNKNOWN,
    }
    municipality, _created = Municipality.objects.update_or_create(code=record.code, defaults=values)
    for order, locality in enumerate(record.localities):
        point = {"latitude": locality.lat, "longitude": locality.lon, "sort_order": order}
        Locality.objects.update_or_create(municipality=municipality, name=locality.name, defaults=point)
    ledger.write(MUNICIPALITIES, key, plain)


def _has_current_place(sources: Sources, municipality_id: str) -> bool:
    """A current record of an open meeting place for families; old and weak ones tell nothing of today."""
    return any(
        place.municipality == municipality_id and place.status == "current" and place.kind == "family" for place in sources.meeting_places
    )


def _example_municipality(sources: Sources, ledger: Ledger) -> None:
    record = sources.example.municipality
    values: dict[str, Any] = {
        "slug": record.slug,
        "names": {"fi": record.name},
        "introduction": {"fi": record.introduction},
        "meeting_place_state": MeetingPlaceState.HERE,
        "is_example": True,
    }
    key = f"municipality/{record.code}"
    if ledger.is_unchanged(key, values, Municipality.objects.filter(code=record.code).exists()):
        ledger.keep(EXAMPLE)
    else:
        Municipality.objects.update_or_create(code=record.code, defaults=values)
        ledger.write(EXAMPLE, key, values)
