"""What page templates ask of the public views: labels, structured data, QR codes and the front page's live parts."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

import segno
from django import template
from django.conf import settings
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from portal.browse import front, short_ids
from portal.browse.templatetags.drawn import PARTS
from portal.catalogue.models import Occurrence
from portal.feeds.jsonld import json_ld
from portal.listings.listing import Listing, Term

register = template.Library()

_SCRIPT_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


@register.filter
def labels(terms: Iterable[Term]) -> list[str]:
    """Labels of terms in their order."""
    return [term.label for term in terms]


@register.filter
def short_id(listing_id: UUID) -> str:
    """A listing's id as addresses of lists carry it."""
    return short_ids.short_id(listing_id)


@register.simple_tag
def structured_data(listing: Listing, occurrences: Iterable[Occurrence] = ()) -> SafeString:
    """The listing as a schema.org data block; nothing for an example."""
    node = json_ld(listing, settings.SITE_URL, occurrences)
    if not node:
        return SafeString("")
    data = json.dumps(node, ensure_ascii=False).translate(_SCRIPT_ESCAPES)
    # Safe: every character that could end the element is escaped above, as in Django's json_script.
    return mark_safe(f'<script type="application/ld+json">{data}</script>')  # noqa: S308


@register.simple_tag
def qr_code(path: str) -> SafeString:
    """A QR code (inline SVG) to a page of this site; its words stand beside it, so it is hidden from readers."""
    code = segno.make(f"{settings.SITE_URL}{path}", error="m", micro=False)
    svg = code.svg_inline(scale=3, border=2, light="white", svgclass="qr", lineclass=None)  # readable in the dark scheme, too
    # Safe: drawn by segno from modules; the address is not in it.
    return mark_safe(svg.replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))  # noqa: S308


@register.simple_tag(takes_context=True)
def front_page(context: Context) -> front.FrontPage:
    """What the front page shows from the catalogue. Its ``drawn`` parts are kept from here on, but those of a preview."""
    shown = front.front_page(context["page"], context["site_settings"])
    if not getattr(context["request"], "is_preview", False):
        context[PARTS] = front.drawn_front(context["page"], shown)
    return shown


@register.simple_tag(takes_context=True)
def section_page(context: Mapping[str, Any]) -> front.SectionShown:
    """What a section shows from the catalogue."""
    return front.section_page(context["page"], context["sections"])
