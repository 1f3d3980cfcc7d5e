"""YAML that remembers on which line everything stands, so that a fault can be named where it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

Model = TypeVar("Model", bound=BaseModel)
Key = str | int
Location = tuple[Key, ...]
LOADER: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
"""libyaml's reader where PyYAML was built with it (its wheels are): ten times as fast."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in a file, and where; ``line`` counts from 1."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


class SourceError(Exception):
    """The demo's files are faulty; nothing has been written. ``faults`` holds every fault found."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


class Document:
    """One YAML file: plain data, and the line of every key and item by its location, e.g. ``("services", 3, "name")``."""

    def __init__(self, file: str, data: dict[str, Any], lines: dict[Location, int]) -> None:
        self.file = file
        self.data = data
        self._lines = lines

    def line(self, location: Location) -> int:
        """The line of a location, or of the nearest thing around it that stands in the file."""
        while location and location not in self._lines:
            location = location[:-1]
        return self._lines.get(location, 1)

    def fault(self, location: Location, reason: str) -> Fault:
        """A fault at a location of this file."""
        return Fault(self.file, self.line(location), reason)


def read_document(path: Path) -> Document:
    """Read one YAML file whose top is a mapping. Raises SourceError: not YAML, not a mapping, or a key twice."""
    try:
        loader = LOADER(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
    except (yaml.MarkedYAMLError, UnicodeDecodeError, OSError) as error:
        raise SourceError([_unreadable(path, error)]) from error
    if not isinstance(root, yaml.MappingNode):
        raise SourceError([Fault(path.name, 1, "the file must be a mapping: key: value")])
    lines: dict[Location, int] = {}
    faults: list[Fault] = []
    try:
        data = _plain(loader, root, (), lines, path.name, faults)
    except (yaml.MarkedYAMLError, ValueError) as error:
        raise SourceError([_unreadable(path, error)]) from error
    finally:
        loader.dispose()
    if faults:
        raise SourceError(faults)
    return Document(path.name, data, lines)


def _plain(loader: Any, node: yaml.Node, location: Location, lines: dict[Location, int], file: str, faults: list[Fault]) -> Any:
    lines.setdefault(location, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        plain: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in plain:
                faults.append(Fault(file, key_node.start_mark.line + 1, f"“{key}” stands twice in the same place"))
            lines[(*location, key)] = key_node.start_mark.line + 1
            plain[key] = _plain(loader, value_node, (*location, key), lines, file, faults)
        return plain
    if isinstance(node, yaml.SequenceNode):
        return [_plain(loader, item, (*location, index), lines, file, faults) for index, item in enumerate(node.value)]
    return loader.construct_object(node)


def _unreadable(path: Path, error: Exception) -> Fault:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or str(error)
    return Fault(path.name, mark.line + 1 if mark is not None else 1, f"the file cannot be read: {reason}")


def validated(document: Document, model: type[Model], location: Location = ()) -> Model:
    """Part of a document as a typed value. Raises SourceError with a fault for every field that is missing, unknown or wrong."""
    data: Any = document.data
    for key in location:
        data = data[key]
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise SourceError([_field_fault(document, location, one) for one in error.errors()]) from error


def _field_fault(document: Document, location: Location, error: Any) -> Fault:
    where = (*location, *error["loc"])
    field = ".".join(str(part) for part in error["loc"])
    reason = "unknown field" if error["type"] == "extra_forbidden" else error["msg"]
    return document.fault(where, f"{field}: {reason}" if field else reason)
