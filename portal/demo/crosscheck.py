"""What one file alone cannot tell: ids stand once, everything pointed at exists, every findable record has a topic."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from portal.demo.yaml_lines import Document, Fault

if TYPE_CHECKING:
    from portal.demo.source import Sources

VOCABULARY_OF = {
    "topics": "topics",
    "situations": "life_situations",
    "audiences": "audiences",
    "age_bands": "age_bands",
    "offers": "offers",
    "first_visit": "first_visit_facts",
    "accessibility": "accessibility_facts",
}
"""Tag field -> vocabulary it draws from."""
PARTS = ("organisations", "meeting_places", "peer_groups", "services", "helplines", "events", "guides")


def cross_faults(sources: "Sources", documents: dict[str, Document]) -> Iterator[Fault]:
    """Every fault between the records and between the files."""
    content = documents["etela_savo"]
    ids = dict(_ids(content))
    yield from _twice(content)
    yield from _references(content, ids)
    yield from _tagging(sources, documents, ids)
    yield from _own_files(sources, documents, ids)
    yield from _example(sources, documents["example"])


def _ids(content: Document) -> Iterator[tuple[str, tuple[str, int]]]:
    for part in ("municipalities", *PARTS, "networks"):
        for index, item in enumerate(content.data.get(part) or []):
            yield str(item.get("id", "")), (part, index)


def _twice(content: Document) -> Iterator[Fault]:
    seen: set[str] = set()
    for record_id, location in _ids(content):
        if record_id in seen:
            yield content.fault((*location, "id"), f"the id {record_id} is used twice")
        seen.add(record_id)


def _references(content: Document, ids: dict[str, tuple[str, int]]) -> Iterator[Fault]:
    """Fields that name another record, by the part the record must be in."""
    targets = {
        "municipality": "municipalities",
        "merged_into": "municipalities",
        "organiser": "organisations",
        "parent": "organisations",
        "partners": "organisations",
        "place": "meeting_places",
    }
    for location, item in _things(content):
        for field, part in targets.items():
            named = item.get(field) or ()
            for number, record_id in enumerate([named] if isinstance(named, str) else named):
                if ids.get(record_id, ("", 0))[0] != part:
                    yield content.fault((*location, field, number), f"{field}: there is no {record_id} in {part}")
        for number, record_id in enumerate(item.get("items") or ()):
            if record_id not in ids:
                yield content.fault((*location, "items", number), f"items: there is no {record_id}")


def _things(content: Document) -> Iterator[tuple[tuple[str | int, ...], dict[str, Any]]]:
    """Records, their delivery points and chapters."""
    for part in ("municipalities", *PARTS):
        for index, item in enumerate(content.data.get(part) or []):
            yield (part, index), item
            for inner in ("delivery_points", "chapters"):
                for number, row in enumerate(item.get(inner) or ()):
                    yield (part, index, inner, number), row


def _tagging(sources: "Sources", documents: dict[str, Document], ids: dict[str, tuple[str, int]]) -> Iterator[Fault]:
    document = documents["tags"]
    for record_id, tags in sources.tags.items():
        if ids.get(record_id, ("networks", 0))[0] in {"networks", "municipalities"}:
            yield document.fault((record_id,), f"there is no findable record {record_id}")
        if tags.maintainer and ids.get(tags.maintainer, ("", 0))[0] != "organisations":
            yield document.fault((record_id, "maintainer"), f"maintainer: there is no {tags.maintainer} in organisations")
        for field, vocabulary in VOCABULARY_OF.items():
            for slug in set(getattr(tags, field)) - sources.starter.slugs(vocabulary):
                yield document.fault((record_id, field), f"{field}: there is no term {slug} in {vocabulary}")
    for record_id, location in ids.items():
        undated = location[0] == "events" and "start" not in documents["etela_savo"].data["events"][location[1]]
        if location[0] in PARTS and record_id not in sources.tags and not undated:
            line = documents["etela_savo"].line(location)
            yield document.fault((), f"{record_id} has no topic here (the record stands on line {line} of the content)")


def _own_files(sources: "Sources", documents: dict[str, Document], ids: dict[str, tuple[str, int]]) -> Iterator[Fault]:
    points = {point.id for service in sources.services for point in service.delivery_points}
    made = {f"{record_id}-{kind.value}" for record_id, tags in sources.tags.items() for kind in tags.delivery}
    chapters = {chapter.id for guide in sources.guides for chapter in guide.chapters}
    for key in sources.times:
        if key not in points | made | set(ids):
            yield documents["schedules"].fault((key,), f"there is no record or delivery point {key}")
    for group, known in (("records", set(ids)), ("points", points | made), ("chapters", chapters)):
        for key in getattr(sources.texts, group):
            if key not in known:
                yield documents["texts"].fault((group, key), f"there is no {key} among the {group}")
    for page in ("home", "families", "youth", "professionals", "about"):
        for number, door in enumerate(getattr(sources.texts.pages, page).doors):
            if (door.topic and door.topic not in sources.starter.slugs("topics")) or not (door.topic or door.kind):
                yield documents["texts"].fault(
                    ("pages", page, "doors", number), f"the door leads nowhere: {door.topic or 'no topic or kind'}"
                )
    for chapter in sorted(chapters - set(sources.texts.chapters)):
        yield documents["texts"].fault(("chapters",), f"the chapter {chapter} has no text")


def _example(sources: "Sources", document: Document) -> Iterator[Fault]:
    places = {place.id for place in sources.example.places}
    for part in ("places", "groups", "events"):
        for index, record in enumerate(getattr(sources.example, part)):
            for field, vocabulary in VOCABULARY_OF.items():
                for slug in set(getattr(record, field)) - sources.starter.slugs(vocabulary):
                    yield document.fault((part, index, field), f"{field}: there is no term {slug} in {vocabulary}")
            place = getattr(record, "place", "")
            if place and place not in places:
                yield document.fault((part, index, "place"), f"place: there is no {place}")
    if sources.example.municipality.code in {municipality.code for municipality in sources.municipalities}:
        yield document.fault(("municipality", "code"), "the fictional municipality has a real one's code")
