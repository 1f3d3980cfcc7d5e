"""The fields of a record as rows of words and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.images.models import AbstractImage
from wagtail.images.shortcuts import get_rendition_or_not_found

from portal.content.changes.words import block_value, plain

THUMBNAIL = "max-240x180"


@dataclass(frozen=True)
class Picture:
    """A picture as a thumbnail, and what it tells those who do not see it."""

    pk: int
    url: str
    alt: str


@dataclass(frozen=True)
class Row:
    """One thing a field says. Rows with the same key are the same row, before and after."""

    key: str
    label: str
    text: str = ""
    picture: Picture | None = None


def rows(field: Any, record: models.Model) -> list[Row]:
    """What the field of the record says; empty when it says nothing."""
    label = str(capfirst(getattr(field, "verbose_name", field.name)))
    if isinstance(field, StreamField):
        return list(_stream_rows(label, getattr(record, field.name)))
    if field.many_to_many:
        text = ", ".join(str(one) for one in getattr(record, field.name).all())
        return [Row("", label, text)] if text else []
    value = getattr(record, field.name)
    if isinstance(value, AbstractImage):
        return [Row("", label, _alternative(value.default_alt_text), _picture(value, value.default_alt_text))]
    text = str(dict(field.flatchoices).get(value, "")) if field.choices else plain(value)
    return [Row("", label, text)] if text else []


def _stream_rows(label: str, stream: Any) -> Iterator[Row]:
    for child in stream:
        picture, text = None, block_value(child.block, child.value)
        if isinstance(child.block, ImageBlock) and child.value is not None:
            alt = "" if child.value.decorative else str(child.value.contextual_alt_text or "")
            picture, text = _picture(child.value, alt), _alternative(alt)
        name = str(child.block.label)
        yield Row(str(child.id), label if name == label else f"{label}: {name}", text, picture)


def _alternative(alt: str) -> str:
    return _("Picture in words: %(alt)s") % {"alt": alt} if alt else _("A decorative picture")


def _picture(image: Any, alt: str) -> Picture:
    return Picture(image.pk, get_rendition_or_not_found(image, THUMBNAIL).url, alt)
