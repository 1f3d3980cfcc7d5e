"""Taking references out of what was typed, so that a refused form shows everything but them."""

import re
from typing import Any

from django import forms
from wagtail import blocks
from wagtail.blocks.base import BlockField
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.rich_text.rewriters import extract_attrs

from portal.isolation.references import Reference

_TAG = re.compile(r"<(a|embed)\b([^>]*)>")


def without(field: forms.Field, value: Any, refused: set[Reference]) -> Any:
    """The field's value without the refused references; the rest of it unchanged."""
    if isinstance(field, BlockField):
        return _block(field.block, value, refused)
    if isinstance(field, forms.ModelChoiceField):
        return None
    return _rich_text(value, refused) if isinstance(value, str) else value


def _block(block: blocks.Block, value: Any, refused: set[Reference]) -> Any:
    if isinstance(block, blocks.StreamBlock):
        return blocks.StreamValue(block, [(child.block_type, _block(child.block, child.value, refused), child.id) for child in value])
    if isinstance(block, blocks.ListBlock):
        return blocks.list_block.ListValue(block, values=[_block(block.child_block, one, refused) for one in value])
    if isinstance(block, ImageBlock):
        return None if value is not None and (get_image_model(), value.pk) in refused else value
    if isinstance(block, blocks.StructBlock):
        return block._to_struct_value([(name, _block(child, value.get(name), refused)) for name, child in block.child_blocks.items()])
    if isinstance(block, blocks.RichTextBlock):
        return RichText(_rich_text(value.source, refused))
    if isinstance(block, blocks.ChooserBlock):
        return None if value is not None and _reference(value) in refused else value
    return value


def _reference(instance: Any) -> Reference | None:
    for base in (Page, get_image_model(), get_document_model()):
        if isinstance(instance, base):
            return base, instance.pk
    return None


def _rich_text(html: str, refused: set[Reference]) -> str:
    ids = {
        "page": {str(pk) for model, pk in refused if model is Page},
        "document": {str(pk) for model, pk in refused if model is get_document_model()},
        "image": {str(pk) for model, pk in refused if model is get_image_model()},
    }

    def replace(tag: re.Match[str]) -> str:
        attributes = extract_attrs(tag[2])
        kind = attributes.get("linktype") or attributes.get("embedtype") or ""
        if attributes.get("id") not in ids.get(kind, ()):
            return tag[0]
        return "<a>" if tag[1] == "a" else ""

    return _TAG.sub(replace, html)
