"""Who embeds whom: listings carry facts of other records, so a change there rewrites them too."""

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ManyToManyField, Model
from wagtail.models import Page, ReferenceIndex

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.writer import remove_pages, write_page
from portal.content.public import is_public
from portal.listings.registry import findable_types, is_findable
from portal.regions.models import FamilyCentreArea, Municipality
from portal.taxonomy.models import ServiceLanguage

AREA_SIGNS = ('"scope":"area"', '"scope":"county"', '"municipalities":["')
"""What stands in the JSON of a listing that names the municipalities of an area: areas served, and rules of running content."""


def refresh_page(page: Page) -> None:
    """Bring the catalogue in line with one page, and with everything that embeds it when embedded facts changed."""
    specific: Any = page.specific
    if getattr(specific, "part_of_parent", False):
        parent = specific.get_parent()
        if parent is not None:
            refresh_page(parent)
    elif is_findable(specific) and write_or_remove(specific):
        refresh_subtree(specific)
        refresh_dependents(specific)


def write_or_remove(page: Any) -> bool:
    """Write one findable page's entries if it is public, else remove them; True when others must follow."""
    return write_page(page) if is_public(page) else remove_pages([page.pk])


def refresh_dependents(record: Model) -> None:
    """Rewrite every page whose listing embeds facts of this record, through any number of embeddings.

    A place embeds its municipality and a group embeds its place, so the change of a municipality reaches the group.
    """
    seen = {record.pk} if isinstance(record, Page) else set()
    queue: list[Model] = [record]
    while queue:
        for page in list(pages_that_embed(queue.pop())):
            if page.pk not in seen:
                seen.add(page.pk)
                if write_or_remove(page):
                    queue.append(page)


def refresh_subtree(page: Page) -> None:
    """Rewrite a page's descendants and what embeds them: their address or their maintainer changed."""
    for descendant in page.get_descendants().live().specific():
        if is_findable(descendant) and write_or_remove(descendant):
            refresh_dependents(descendant)


def pages_that_embed(record: Model) -> Iterator[Any]:
    """Live findable pages that name the record: by foreign key, StreamField or rich text (Wagtail's ReferenceIndex) or by what
    the index does not see: terms, areas served, identifiers in blocks."""
    ids = {*_referring_page_ids(record), *_tagged_page_ids(record), *_page_ids_by_slug(record)}
    for page in Page.objects.filter(pk__in=ids, live=True).specific():
        if is_findable(page):
            yield page
        elif getattr(page, "part_of_parent", False):
            yield page.get_parent().specific


def _referring_page_ids(record: Model) -> Iterator[int]:
    page_type = ContentType.objects.get_for_model(Page)
    references = ReferenceIndex.get_references_to(record).filter(base_content_type=page_type)
    yield from (int(object_id) for object_id in references.values_list("object_id", flat=True).distinct())
    if isinstance(record, Municipality):  # one that has ended is told as its successor
        for predecessor in record.predecessors.all():
            yield from _referring_page_ids(predecessor)


def _page_ids_by_slug(record: Model) -> Iterator[int]:
    """Pages that repeat a record's facts by way of an identifier in a block or of a municipality's area."""
    entries = CatalogueEntry.objects.filter(removed=False)
    if isinstance(record, ServiceLanguage):
        yield from entries.filter(facets__name="language", facets__value=record.slug).values_list("page_id", flat=True)
    elif isinstance(record, (Municipality, FamilyCentreArea)):
        for sign in AREA_SIGNS:
            yield from entries.filter(data__contains=sign).values_list("page_id", flat=True)


def _tagged_page_ids(record: Model) -> Iterator[int]:
    """Many-to-many relations are not in the ReferenceIndex."""
    for page_type in findable_types():
        for field in page_type._meta.get_fields():
            if isinstance(field, ManyToManyField) and field.related_model is type(record):
                yield from page_type.objects.filter(**{field.name: record}).values_list("pk", flat=True)
