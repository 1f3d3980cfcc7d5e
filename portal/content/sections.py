"""Running content as values."""

from html import unescape
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.html import strip_tags
from wagtail.rich_text import expand_db_html

from portal.content.images import image_value
from portal.listings.kinds import Kind
from portal.listings.listing import ListingRule, Section, SectionType
from portal.media.sizes import Use
from portal.regions.models import Municipality


def section_values(stream: Any, lang: str) -> tuple[Section, ...]:
    """Sections of a body in order. Links are resolved in the active language. One query for its pictures' sizes, however many."""
    prefetch_related_objects([child.value for child in stream if child.block_type == "image" and child.value is not None], "renditions")
    return tuple(section for section in (_section(child.block_type, child.value) for child in stream) if section is not None)


def sections_text(stream: Any) -> str:
    """The body as plain text for search and fingerprints."""
    texts = []
    for child in stream:
        if child.block_type == "text":
            texts.append(child.value.source)
        elif child.block_type == "notice":
            texts.append(child.value["text"].source)
        elif child.block_type in {"chosen_listings", "rule_listings"}:
            texts.append(child.value["heading"])
    return "\n".join(text for text in (_plain(text) for text in texts) if text)


def _plain(html: str) -> str:
    spaced = html.replace("<", " <")
    return " ".join(unescape(strip_tags(spaced)).split())


def _section(block_type: str, value: Any) -> Section | None:
    if block_type == "text":
        return Section(type=SectionType.TEXT, html=expand_db_html(value.source))
    if block_type == "notice":
        return Section(type=SectionType.NOTICE, html=expand_db_html(value["text"].source), level=value["level"])
    if block_type == "image":
        if value is None:  # the picture was deleted
            return None
        alt = "" if value.decorative else value.contextual_alt_text
        return Section(type=SectionType.IMAGE, image=image_value(value, Use.FIGURE, alt))
    if block_type == "chosen_listings":
        ids = tuple(page.translation_key for page in value["pages"] if page is not None)
        return Section(type=SectionType.LISTINGS, heading=value["heading"], listing_ids=ids)
    if block_type == "rule_listings":
        return Section(type=SectionType.LISTINGS, heading=value["heading"], rule=_rule(value), empty_text=value["empty_text"])
    return None


def _rule(value: Any) -> ListingRule:
    codes: tuple[str, ...] = ()
    if value["area"]:
        codes = tuple(Municipality.objects.filter(area__slug=value["area"]).order_by("code").values_list("code", flat=True))
    return ListingRule(kinds=tuple(Kind(kind) for kind in value["kinds"] or ()), topics=tuple(value["topics"] or ()), municipalities=codes)
