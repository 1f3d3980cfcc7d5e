"""Pages read for the catalogue, many at once: a query for each kind of fact, however many pages there are."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import ForeignKey, Model, prefetch_related_objects
from wagtail.models import Page

from portal.listings.registry import findable_types


def findable_pages(page_ids: Collection[int]) -> list[Any]:
    """Findable pages among these as they are stored, live or not, with what their listings are made of; from the top of the
    tree downwards. Those that are gone, or are just going, are left out."""
    by_type: dict[type[Any], list[int]] = defaultdict(list)
    for pk, content_type in Page.objects.filter(pk__in=page_ids).values_list("pk", "content_type_id"):
        by_type[_page_type(content_type)].append(pk)
    pages: list[Any] = []
    for page_type, ids in by_type.items():
        if _is_findable_type(page_type):
            alike = list(page_type.objects.filter(pk__in=ids))
            prefetch_related_objects(alike, "language_versions", *_relations(page_type))
            pages += alike
    return sorted(pages, key=lambda page: str(page.path))


def findable_ids(page_ids: Collection[int]) -> set[int]:
    """Live pages whose listings tell of these: themselves where they are findable, else what they are a part of."""
    ids: set[int] = set()
    wholes: set[str] = set()
    for pk, path, content_type in Page.objects.filter(pk__in=page_ids, live=True).values_list("pk", "path", "content_type_id"):
        page_type = _page_type(content_type)
        if getattr(page_type, "part_of_parent", False):
            wholes.add(path[: -Page.steplen])
        elif _is_findable_type(page_type):
            ids.add(pk)
    return ids.union(Page.objects.filter(path__in=wholes).values_list("pk", flat=True))


def _page_type(content_type: int) -> type[Any]:
    return ContentType.objects.get_for_id(content_type).model_class() or Page


def _is_findable_type(page_type: type[Model]) -> bool:
    return issubclass(page_type, tuple(findable_types()))


def _relations(page_type: type[Model]) -> Iterator[str]:
    """A type's own vocabularies and foreign keys."""
    yield from (field.name for field in page_type._meta.local_many_to_many)
    yield from (field.name for field in page_type._meta.local_fields if isinstance(field, ForeignKey) and not field.primary_key)
