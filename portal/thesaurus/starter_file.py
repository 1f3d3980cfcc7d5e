"""starter.yaml: the concepts that a portal begins with. Read and checked as a whole before anything is written."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import StringConstraints, ValidationError

from portal.listings.value import Value
from portal.thesaurus.labels import LABEL_MAX, same, without_repeats
from portal.thesaurus.structure import contradictions, loops
from portal.thesaurus.values import ConceptValue

STARTER = Path(__file__).parent / "starter.yaml"
TAXONOMY = Path(__file__).parents[1] / "taxonomy" / "starter.yaml"

LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""libyaml's reader where PyYAML was built with it: ten times as fast."""

Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LABEL_MAX)]
LabelLists = dict[Literal["fi", "sv", "en"], tuple[Label, ...]]


@dataclass(frozen=True, slots=True)
class StarterFault:
    """What is wrong, and where: ``line`` counts from 1; ``concept`` is the key, or the place in the list where the key is not readable."""

    line: int
    concept: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}, {self.concept}: {self.reason}" if self.concept else f"line {self.line}: {self.reason}"


class StarterError(Exception):
    """The file is faulty; ``faults`` holds every fault found."""

    def __init__(self, faults: list[StarterFault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class StarterConcept(Value):
    """A concept as the file has it. ``alt``: names that pages use. ``said``: everyday words and phrases."""

    key: Key
    fi: Label
    sv: Label
    en: Label
    alt: LabelLists = {}
    said: LabelLists = {}
    broader: tuple[Key, ...] = ()
    related: tuple[Key, ...] = ()
    topics: tuple[str, ...] = ()
    crisis: bool = False

    def to_value(self) -> ConceptValue:
        """The concept with every label once."""
        return without_repeats(
            ConceptValue(
                self.key,
                {"fi": self.fi, "sv": self.sv, "en": self.en},
                {str(lang): labels for lang, labels in self.alt.items()},
                {str(lang): labels for lang, labels in self.said.items()},
                self.broader,
                self.related,
                self.topics,
                self.crisis,
            )
        )


def starter_topics(path: Path = TAXONOMY) -> frozenset[str]:
    """Slugs of the topics that a portal begins with; of blocks none, since nothing is tagged with a block."""
    blocks = yaml.load(path.read_text(encoding="utf-8"), LOADER)["topics"]  # noqa: S506 (a safe loader)
    return frozenset(child["slug"] for block in blocks for child in block["children"])


def read_starter(path: Path = STARTER, topics: Collection[str] | None = None) -> list[ConceptValue]:
    """The concepts in the file's order.

    :param topics: slugs that concepts may be linked to; those of the starter vocabularies unless given.
    :raises StarterError: it cannot be read, or something in it is wrong. Every fault is named with its line and concept.
    """
    items = _items(path)
    faults: list[StarterFault] = []
    lines: dict[str, int] = {}
    concepts: list[ConceptValue] = []
    for position, (line, item) in enumerate(items, start=1):
        name = str(item.get("key", "")) if isinstance(item, dict) else ""
        try:
            concept = StarterConcept.model_validate(item).to_value()
        except ValidationError as error:
            faults += [StarterFault(line, name or f"concept {position}", _reason(one)) for one in error.errors()]
            continue
        if concept.key in lines:
            faults.append(StarterFault(line, concept.key, f"the key is also on line {lines[concept.key]}"))
        lines.setdefault(concept.key, line)
        concepts.append(concept)
    known = starter_topics() if topics is None else topics
    keys = {key for _line, item in items for key in _keys(item)}
    faults += [StarterFault(lines[key], key, reason) for key, reason in _cross_faults(concepts, keys, known)]
    if faults:
        raise StarterError(sorted(faults, key=lambda fault: fault.line))
    return concepts


def _items(path: Path) -> list[tuple[int, Any]]:
    """Line and plain data of every item under ``concepts``."""
    try:
        loader = LOADER(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        _refuse_repeated_fields(root)
        data = loader.construct_document(root) if root is not None else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise StarterError([StarterFault(line, "", f"the file cannot be read: {error.problem}")]) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise StarterError([StarterFault(1, "", f"the file cannot be read: {error}")]) from error
    if not isinstance(data, dict) or set(data) != {"concepts"} or not isinstance(data["concepts"], list) or not data["concepts"]:
        raise StarterError([StarterFault(1, "", "the file must be a list of concepts under “concepts:”, and nothing else")])
    nodes = root.value[0][1].value
    return [(node.start_mark.line + 1, item) for node, item in zip(nodes, data["concepts"], strict=True)]


def _refuse_repeated_fields(node: Any) -> None:
    """YAML takes the last of two fields with the same name and says nothing."""
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _value in node.value]
        for key, value in node.value:
            if names.count(key.value) > 1:
                raise yaml.MarkedYAMLError(problem=f"“{key.value}” stands twice in the same place", problem_mark=key.start_mark)
            _refuse_repeated_fields(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _refuse_repeated_fields(item)


def _keys(item: Any) -> Iterator[str]:
    if isinstance(item, dict) and isinstance(item.get("key"), str):
        yield item["key"]


def _reason(error: Any) -> str:
    field = ".".join(str(part) for part in error["loc"])
    reason = "unknown field" if error["type"] == "extra_forbidden" else error["msg"]
    return f"{field}: {reason}" if field else str(reason)


def _cross_faults(concepts: list[ConceptValue], keys: Collection[str], topics: Collection[str]) -> Iterator[tuple[str, str]]:
    """(concept, reason) of what a concept alone cannot tell. ``keys`` are also those of concepts that are faulty themselves."""
    for concept in concepts:
        for field, named, known in (
            ("broader", concept.broader, keys),
            ("related", concept.related, keys),
            ("topics", concept.topics, topics),
        ):
            what = "topic" if field == "topics" else "concept"
            yield from ((concept.key, f"{field}: there is no {what} {name}") for name in named if name not in known)
            yield from ((concept.key, f"{field}: {name} stands twice") for name, count in Counter(named).items() if count > 1)
        if concept.key in (*concept.broader, *concept.related):
            yield concept.key, "it names itself"
    broader = {concept.key: concept.broader for concept in concepts}
    for path in loops(broader):
        if len(path) > 2:  # a concept above itself has been named
            yield path[0], f"broader concepts go in a circle: {' → '.join(path)}"
    for concept_key, other in contradictions(broader, {concept.key: concept.related for concept in concepts}):
        yield concept_key, f"{other} is both broader and related"
    yield from _shared_labels(concepts)


def _shared_labels(concepts: list[ConceptValue]) -> Iterator[tuple[str, str]]:
    holders: defaultdict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for concept in concepts:
        for lang, label in concept.labels():
            holders[lang, same(label)].setdefault(concept.key, label)
    for (lang, _label), found in holders.items():
        first, *others = found
        yield from ((other, f"“{found[other]}” ({lang}) is also a label of {first}") for other in others)
