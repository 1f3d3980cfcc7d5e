"""Every block an editor can add explains itself: an icon of its own, a description, a template and a preview."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import get_page_models

from home.models import SiteSettings
from portal.content.models import LanguageVersion

pytestmark = pytest.mark.one_database

OWNERS = [*get_page_models(), LanguageVersion, SiteSettings]
NEEDS_A_RECORD = {"image", "chosen_listings", "page"}
"""Blocks that show a picture or a page of the portal: a preview would need one."""
FORM_ONLY = {"weekly", "monthly", "dates", "closed", "cancelled", "moved", "extra", "season"}
"""Rows of a schedule: they are never rendered as such; the page tells the times in words."""


def offered() -> Iterator[Any]:
    """Every block that stands in a picker, each once however many fields offer it."""
    seen = set()
    for owner in OWNERS:
        for field in owner._meta.get_fields():
            if isinstance(field, StreamField):
                for name, block in _in_pickers(field.stream_block):
                    key = (name, type(block), getattr(block.meta, "template", ""))
                    if key not in seen:
                        seen.add(key)
                        yield pytest.param(name, block, id=f"{owner.__name__}.{field.name}.{name}")


def _in_pickers(block: Any) -> Iterator[tuple[str, Any]]:
    for name, child in getattr(block, "child_blocks", {}).items():
        if isinstance(block, blocks.StreamBlock):
            yield name, child
        yield from _in_pickers(child)
    if isinstance(block, blocks.ListBlock):
        yield from _in_pickers(block.child_block)


ALL = list(offered())


def test_there_are_blocks_to_look_at() -> None:
    assert {param.values[0] for param in ALL} >= {"text", "contact", "point", "weekly", "season", "door", "alert"} | NEEDS_A_RECORD


@pytest.mark.parametrize(("name", "block"), ALL)
def test_a_block_explains_itself(name: str, block: Any) -> None:
    assert block.meta.icon not in {"", "placeholder"}, "give it an icon of its own"
    assert str(block.get_description()), "say what it is for"
    assert str(block.label)
    assert name in FORM_ONLY or hasattr(block.meta, "template"), "give it a template"


@pytest.mark.parametrize(("name", "block"), [param for param in ALL if param.values[0] not in NEEDS_A_RECORD])
def test_a_block_is_previewed_without_any_record(db: None, name: str, block: Any) -> None:
    assert block.is_previewable
    value = block.get_preview_value()
    context = block.get_preview_context(value, parent_context={"page_title": "Esikatselu", "block_def": block})
    context["bound_block"] = block.bind(value)
    html = render_to_string(block.get_preview_template(value, context), context)
    assert "<main>" in html
    assert "<script" not in html
    assert "style=" not in html


@pytest.mark.parametrize(("name", "block"), [param for param in ALL if param.values[0] not in NEEDS_A_RECORD])
def test_a_block_leaves_its_surroundings_alone(db: None, name: str, block: Any) -> None:
    surroundings = {"title": "Sivun nimi", "value": "oma"}
    block.render(block.get_preview_value(), context=surroundings)
    assert surroundings == {"title": "Sivun nimi", "value": "oma"}
