"""A page's texts as single pieces for a translator, and a version made from such pieces."""

import json
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import capfirst

from portal.content.models.language_version import LanguageVersion, text_names
from portal.translating.markup import bare

TOLD_IN_BLOCKS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "text": ((),),
    "notice": (("text",),),
    "image": (("alt_text",),),
    "chosen_listings": (("heading",),),
    "rule_listings": (("heading",), ("empty_text",)),
}
"""Where a block's words stand in its raw value; () is the value itself. Blocks of other types have no words."""
MARKED_UP = frozenset({("text", ()), ("notice", ("text",))})
"""Of these the ones that are rich text."""
Raw = list[dict[str, Any]]
"""A StreamField's value as stored: blocks with type, value and id."""


@dataclass(frozen=True)
class Key:
    """Names one piece of text for ever: ``page:field`` or ``page:body:block:part``."""

    page: UUID
    """The page's own UUID (Wagtail's translation key)."""
    name: str
    block: str = ""
    part: str = ""

    def __str__(self) -> str:
        return ":".join([str(self.page), self.name, *([self.block, self.part] if self.block else [])])

    @staticmethod
    def read(text: str) -> "Key":
        """The key that is written so.

        :raises ValueError: it is none.
        """
        page, *rest = text.split(":")
        if len(rest) not in {1, 3} or not all(rest[:2]):
            raise ValueError(text)
        return Key(UUID(page), *rest)


@dataclass(frozen=True)
class Unit:
    """One piece of text."""

    key: Key
    label: str
    """Which text it is, in the active language."""
    source: str
    """In Finnish; rich text as its HTML."""
    target: str
    """In the version's language; empty when nothing is written."""
    features: tuple[str, ...] | None = None
    """Of rich text: what it may hold, as Wagtail's features. None: plain text."""
    limit: int | None = None
    """Most letters of a text of a block; a field of the page knows its own."""


def units_of(page: Any, version: LanguageVersion | None) -> list[Unit]:
    """Every text of the page that is not empty in Finnish, in the order of the editor's form."""
    found: list[Unit] = []
    for name in text_names(page):
        if name == "body":
            found += _body_units(page, version)
        elif getattr(page, name):
            label = str(capfirst(page._meta.get_field(name).verbose_name))
            found.append(Unit(Key(page.translation_key, name), label, getattr(page, name), getattr(version, name) if version else ""))
    return found


def is_built_alike(page: Any, version: LanguageVersion | None) -> bool:
    """Whether the version's running content has the Finnish one's blocks, so that each has its counterpart."""
    return version is None or not version.body or _counterparts(raw(page.body), raw(version.body)) is not None


def body_from(page: Any, version: LanguageVersion | None, texts: Mapping[Key, str]) -> str:
    """Running content for a version, as StreamField JSON: the Finnish blocks with the words of ``texts``, else the version's own.

    A block whose words are not all there in the language is left out: nothing Finnish slips into another language's text.
    """
    finnish = raw(page.body)
    own = _counterparts(finnish, raw(version.body)) if version and version.body else {}
    made: Raw = []
    for block in finnish:
        copy, before = deepcopy(block), (own or {}).get(block["id"])
        for part in TOLD_IN_BLOCKS.get(block["type"], ()):
            words = texts.get(_key(page, block, part)) or (_words(before, part) if before else "")
            if _words(block, part) and not words:
                break
            _put(copy, part, words)
        else:
            made.append(copy)
    return json.dumps(made)


def raw(stream: Any) -> Raw:
    """A StreamField's value as it is stored, with an id for each block."""
    blocks: Raw = stream.get_prep_value()
    return blocks


def _body_units(page: Any, version: LanguageVersion | None) -> Iterator[Unit]:
    finnish = raw(page.body)
    own = (_counterparts(finnish, raw(version.body)) if version and version.body else None) or {}
    for block in finnish:
        definition = page.body.stream_block.child_blocks[block["type"]]
        for part in TOLD_IN_BLOCKS.get(block["type"], ()):
            words = _words(block, part)
            if not words:
                continue
            kind = definition.child_blocks[part[0]] if part and hasattr(definition, "child_blocks") else definition
            features = tuple(kind.features) if (block["type"], part) in MARKED_UP else None
            before = _words(own[block["id"]], part) if block["id"] in own else ""
            if features is not None:
                words, before = bare(words), bare(before)
            label = str(definition.label) if kind is definition else f"{definition.label}: {kind.label}"
            limit = getattr(getattr(kind, "field", None), "max_length", None)
            yield Unit(_key(page, block, part), label, words, before, features, limit)


def _key(page: Any, block: dict[str, Any], part: tuple[str, ...]) -> Key:
    return Key(page.translation_key, "body", block["id"], ".".join(part) or "words")


def _counterparts(finnish: Raw, own: Raw) -> dict[str, dict[str, Any]] | None:
    """The version's block for each Finnish one: by its id, else by its place when both have the same blocks in the same order.
    None when neither holds: somebody has built the version in a way of its own."""
    by_id = {block["id"]: block for block in own}
    types = {block["id"]: block["type"] for block in finnish}
    if all(types.get(block["id"]) == block["type"] for block in own):
        return by_id
    if [block["type"] for block in own] == [block["type"] for block in finnish]:
        return {ours["id"]: theirs for ours, theirs in zip(finnish, own, strict=True)}
    return None


def _words(block: dict[str, Any], part: Iterable[str]) -> str:
    value = block["value"]
    for name in part:
        value = (value or {}).get(name)
    return str(value or "")


def _put(block: dict[str, Any], part: tuple[str, ...], words: str) -> None:
    if part:
        if block["value"]:
            block["value"][part[0]] = words
    else:
        block["value"] = words
