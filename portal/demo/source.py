"""Reads every file of the demo and checks all of it before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from portal.demo.crosscheck import cross_faults
from portal.demo.editing import Tags, Texts, Times
from portal.demo.fiction import Example
from portal.demo.records import (
    EventRecord,
    GuideRecord,
    HelplineRecord,
    MaterialRecord,
    MeetingPlaceRecord,
    MunicipalityRecord,
    Named,
    OrganisationRecord,
    PeerGroupRecord,
    Record,
    ServiceRecord,
)
from portal.demo.starter import Starter
from portal.demo.statement import StatementTexts
from portal.demo.yaml_lines import Document, Fault, SourceError, read_document, validated
from portal.thesaurus.starter_file import StarterError, read_starter
from portal.thesaurus.values import ConceptValue

DATA = Path(__file__).parent / "data"
STARTER = Path(__file__).parents[1] / "taxonomy" / "starter.yaml"
WITHOUT_PAGE_TYPE = ("networks", "year_clock", "cadences", "agreement", "criteria")
"""Parts of the content file that no page type shows yet."""

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Sources:
    """Everything the demo is made of, checked."""

    municipalities: tuple[MunicipalityRecord, ...]
    organisations: tuple[OrganisationRecord, ...]
    meeting_places: tuple[MeetingPlaceRecord, ...]
    peer_groups: tuple[PeerGroupRecord, ...]
    services: tuple[ServiceRecord, ...]
    helplines: tuple[HelplineRecord, ...]
    events: tuple[EventRecord, ...]
    guides: tuple[GuideRecord, ...]
    materials: tuple[MaterialRecord, ...]
    left_out: dict[str, tuple[Named, ...]]
    tags: dict[str, Tags]
    times: dict[str, Times]
    texts: Texts
    example: Example
    statement: StatementTexts
    starter: Starter
    concepts: tuple[ConceptValue, ...]

    def names(self) -> dict[str, str]:
        """Name of every record that another one may point at, by id."""
        records: tuple[Record, ...] = (*self.organisations, *self.meeting_places, *self.peer_groups, *self.services, *self.materials)
        return {record.id: record.name for record in records} | {network.id: network.name for network in self.left_out["networks"]}


class _Reader:
    """Collects faults, so that one run names them all."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def document(self, path: Path) -> Document:
        return read_document(path)

    def whole(self, document: Document, model: type[Model]) -> Model | None:
        return next(iter(self._try(document, model, ())), None)

    def each(self, document: Document, key: str, model: type[Model], prefix: str = "") -> tuple[Model, ...]:
        """Items of a list; with ``prefix`` only those whose id begins so."""
        items = document.data.get(key)
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            self.faults.append(document.fault((key,), f"“{key}” must be a list of records"))
            return ()
        chosen = [index for index, item in enumerate(items) if str(item.get("id", "")).startswith(prefix)]
        return tuple(record for index in chosen for record in self._try(document, model, (key, index)))

    def mapping(self, document: Document, model: type[Model]) -> dict[str, Model]:
        return {key: value for key in document.data for value in self._try(document, model, (key,))}

    def _try(self, document: Document, model: type[Model], location: tuple[str | int, ...]) -> Iterator[Model]:
        try:
            yield validated(document, model, location)
        except SourceError as error:
            self.faults += error.faults


def read_sources(data: Path = DATA, starter: Path = STARTER) -> Sources:
    """Read the content and the demo's own files from ``data``. Raises SourceError naming every fault with its file and line."""
    reader = _Reader()
    documents = {
        name: _open(reader, data / f"{name}.yaml") for name in ("etela_savo", "tags", "schedules", "texts", "example", "statement")
    }
    documents["starter"] = _open(reader, starter)
    if reader.faults:
        raise SourceError(reader.faults)
    content = documents["etela_savo"]
    texts = reader.whole(documents["texts"], Texts)
    example = reader.whole(documents["example"], Example)
    statement = reader.whole(documents["statement"], StatementTexts)
    vocabularies = reader.whole(documents["starter"], Starter)
    _known_parts(reader, content)
    parts: dict[str, Any] = {
        "municipalities": reader.each(content, "municipalities", MunicipalityRecord),
        "organisations": reader.each(content, "organisations", OrganisationRecord),
        "meeting_places": reader.each(content, "meeting_places", MeetingPlaceRecord),
        "peer_groups": reader.each(content, "peer_groups", PeerGroupRecord),
        "services": reader.each(content, "services", ServiceRecord),
        "helplines": reader.each(content, "helplines", HelplineRecord),
        "events": reader.each(content, "events", EventRecord),
        "guides": reader.each(content, "guides", GuideRecord, prefix="op-"),
        "materials": reader.each(content, "guides", MaterialRecord, prefix="mt-"),
        "left_out": {key: _named(content, key) for key in WITHOUT_PAGE_TYPE},
        "tags": reader.mapping(documents["tags"], Tags),
        "times": reader.mapping(documents["schedules"], Times),
    }
    concepts = _concepts(reader, vocabularies)
    if reader.faults or texts is None or example is None or statement is None or vocabularies is None:
        raise SourceError(sorted(reader.faults, key=lambda fault: (fault.file, fault.line)))
    sources = Sources(**parts, texts=texts, example=example, statement=statement, starter=vocabularies, concepts=concepts)
    faults = list(cross_faults(sources, documents))
    if faults:
        raise SourceError(sorted(faults, key=lambda fault: (fault.file, fault.line)))
    return sources


def _open(reader: _Reader, path: Path) -> Document:
    try:
        return reader.document(path)
    except SourceError as error:
        reader.faults += error.faults
        return Document(path.name, {}, {})


def _concepts(reader: _Reader, vocabularies: Starter | None) -> tuple[ConceptValue, ...]:
    try:
        return tuple(read_starter(topics=vocabularies.slugs("topics") if vocabularies else None))
    except StarterError as error:
        reader.faults += [Fault("thesaurus/starter.yaml", fault.line, f"{fault.concept}: {fault.reason}") for fault in error.faults]
        return ()


def _known_parts(reader: _Reader, content: Document) -> None:
    known = {"meta", "municipalities", "organisations", "meeting_places", "peer_groups", "services", "helplines", "events", "guides"}
    for key in content.data:
        if key not in known | set(WITHOUT_PAGE_TYPE):
            reader.faults.append(content.fault((key,), f"{key}: unknown part"))
    for key in WITHOUT_PAGE_TYPE:
        if key not in content.data:
            reader.faults.append(content.fault((), f"{key}: the part is missing"))
    for index, item in enumerate(content.data.get("guides") or []):
        if isinstance(item, dict) and not str(item.get("id", "")).startswith(("op-", "mt-")):
            reader.faults.append(content.fault(("guides", index), "the id of a guide begins with op-, of a material with mt-"))


def _named(content: Document, key: str) -> tuple[Named, ...]:
    part = content.data.get(key) or []
    items = part if isinstance(part, list) else [part]
    return tuple(Named(id=str(item.get("id", "")), name=str(item.get("name", ""))) for item in items if isinstance(item, dict))
