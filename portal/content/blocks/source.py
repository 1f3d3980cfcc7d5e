"""Where a fact comes from; shown as "Lähde"."""

from typing import Any

from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.listings.listing import Source

PARTIAL_DATE = RegexValidator(r"^\d{4}(-\d{2}(-\d{2})?)?\Z", _("Write a year, a month or a day: 2025, 2025-11 or 2025-11-30."))


class SourceBlock(blocks.StructBlock):
    """Title, address and date of a source."""

    title = blocks.CharBlock(label=_("Source"), max_length=250)
    url = blocks.URLBlock(label=_("Web address"), required=False, max_length=500)
    date = blocks.CharBlock(label=_("Date"), required=False, max_length=10, validators=[PARTIAL_DATE])

    class Meta:
        icon = "link"
        label = _("Source")
        description = _("Where the facts come from")
        template = "blocks/source.html"
        preview_value = {"title": "Perhekeskustoiminnan toimintasuunnitelma", "url": "", "date": "2025"}


def source_values(stream: Any) -> tuple[Source, ...]:
    """Sources of a StreamField as values."""
    return tuple(Source(**{field: child.value.get(field) or "" for field in Source.model_fields}) for child in stream)
