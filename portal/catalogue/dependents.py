"""Who embeds whom: listings carry facts of other records, so a change there rewrites them too.

A few pages are rewritten in the transaction of the change. Where many repeat a fact (the name of an organisation with hundreds of
groups), the rest is written down as outdated in the same transaction and follows at once after it, by whoever made the change
or, should its process die, by the job ``catalogue_follow``. So publishing a page takes no longer because others name it.
"""

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import ManyToManyField, Model, Q
from wagtail.models import Page, ReferenceIndex

from portal.catalogue.models import CatalogueEntry, OutdatedPage
from portal.catalogue.reading import findable_ids, findable_pages
from portal.catalogue.writer import remove_pages, write_page
from portal.content.blocks.body import CARDS_PATH
from portal.content.once import reading_once
from portal.content.public import is_public, is_restricted
from portal.listings.registry import findable_types, is_findable
from portal.regions.models import FamilyCentreArea, Municipality
from portal.taxonomy.models import ServiceLanguage

AREA_SIGNS = ('"scope":"area"', '"scope":"county"', '"municipalities":["')
"""What stands in the JSON of a listing that names the municipalities of an area: areas served, and rules of running content."""
AT_ONCE = 5
"""Pages rewritten in the transaction of another page's change: some 10 ms each, for which the page itself is not yet found."""
_STEP = 20
"""Pages rewritten in one transaction afterwards: some 200 ms, and nobody else can write to SQLite meanwhile."""
_SECONDS = 2.0
"""How long whoever made a change waits, after it is public, until all that repeats it has followed; the job does the rest."""


@transaction.atomic
def refresh_page(page: Page, *, below: bool = False) -> None:
    """Bring the catalogue in line with one page, and with everything that embeds it when embedded facts changed.

    ``below``: also with everything under it, because its address or who may see it changed. What is closed goes at once.
    """
    specific: Any = page.specific
    if getattr(specific, "part_of_parent", False):
        parent = specific.get_parent()
        if parent is not None:
            refresh_page(parent)
        return
    with reading_once():
        changed = _close(page.pk) if below else []
        if is_findable(specific):
            changed += _write([page.pk])
        under = specific.get_descendants().live().values_list("pk", flat=True) if below or changed else ()
        _follow(changed, also=under, seen={page.pk})


@transaction.atomic
def refresh_dependents(record: Model) -> None:
    """Rewrite every page whose listing embeds facts of this record, through any number of embeddings.

    A place embeds its municipality and a group embeds its place, so the change of a municipality reaches the group.
    """
    with reading_once():
        _follow([record])


@transaction.atomic
def refresh_ids(page_ids: Iterable[int]) -> None:
    """Rewrite those of these pages that there still are, and what embeds them."""
    with reading_once():
        _follow([], also=page_ids)


def catch_up(seconds: float | None = None) -> int:
    """Rewrite pages that are written down as outdated; the number of pages. ``seconds``: begin nothing more after this time.

    It may be interrupted at any time, and several processes may do it at once.
    """
    until = None if seconds is None else time.monotonic() + seconds
    pages = 0
    while until is None or time.monotonic() < until:
        with transaction.atomic():
            marks = list(OutdatedPage.objects.select_for_update().order_by("pk")[:_STEP])
            if not marks:
                break
            # Forgotten before the pages are read: a change that comes meanwhile has a row of its own.
            OutdatedPage.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
            with reading_once():
                ids = {mark.page_id for mark in marks}
                _follow(_write(ids), seen=ids, soon=False)
        pages += len(marks)
    return pages


def ids_that_embed(records: Sequence[Model], *, cards: bool = False) -> set[int]:
    """Live findable pages that name one of the records: by foreign key, StreamField or rich text (Wagtail's ReferenceIndex) or by
    what the index does not see: terms, areas served, identifiers in blocks.

    ``cards``: also those that only show it as a card, by its identifier, which concerns them when it is deleted.
    """
    ids = set(_referring_page_ids(records, cards=cards))
    for record in records:
        if not isinstance(record, Page):
            ids.update(_tagged_page_ids(record))
            ids.update(_page_ids_by_slug(record))
    return findable_ids(ids)


def _write(page_ids: Collection[int]) -> list[Model]:
    """Write the entries of findable pages that are public, remove those of others; the pages that others must follow."""
    return [page for page in findable_pages(page_ids) if (write_page(page) if is_public(page) else remove_pages([page.pk]))]


def _close(page_id: int) -> list[Model]:
    """Remove a page that is closed to the public and all under it from the catalogue; the pages that were in it."""
    page = Page.objects.get(pk=page_id)
    if not is_restricted(page):
        return []
    public = CatalogueEntry.objects.filter(removed=False).values("page_id")
    closed: list[Model] = list(page.get_descendants(inclusive=True).filter(pk__in=public))
    remove_pages(one.pk for one in closed)
    return closed


def _follow(changed: Sequence[Model], *, also: Iterable[int] = (), seen: Collection[int] = (), soon: bool = True) -> None:
    """Rewrite what embeds these records, and the pages ``also``; then what embeds those that changed thereby, and so on.

    ``seen``: pages that are not written again. ``soon``: whether what is left for later is taken up right after the commit.
    """
    done = set(seen)
    room = AT_ONCE
    waiting = ids_that_embed(changed) | findable_ids(list(also))
    while waiting := waiting - done:
        ids = sorted(waiting)
        done.update(ids)
        if ids[room:]:
            OutdatedPage.objects.bulk_create(OutdatedPage(page_id=page_id) for page_id in ids[room:])
            if soon:
                transaction.on_commit(lambda: catch_up(_SECONDS), robust=True)
        written = _write(ids[:room])
        room -= len(ids[:room])
        waiting = ids_that_embed(written) if written else set()


def _referring_page_ids(records: Sequence[Model], *, cards: bool) -> Iterator[int]:
    """One query. A municipality that has ended is told as its successor, whom therefore its own references lead to, too."""
    named = Q(pk__in=[])
    every: list[Model] = [*records, *_predecessors(records)]
    for record in every:
        root = next(iter(record._meta.get_parent_list()[::-1]), type(record))  # what ReferenceIndex counts it as
        kind = ContentType.objects.get_for_model(root, for_concrete_model=False)
        named |= Q(to_content_type=kind, to_object_id=str(record.pk))
    references = ReferenceIndex.objects.filter(named, base_content_type=ContentType.objects.get_for_model(Page))
    if not cards:
        references = references.exclude(model_path__endswith=CARDS_PATH)
    yield from (int(object_id) for object_id in references.values_list("object_id", flat=True).distinct())


def _predecessors(records: Sequence[Model]) -> Iterator[Municipality]:
    for record in records:
        if isinstance(record, Municipality):
            before = list(record.predecessors.all())
            yield from before
            yield from _predecessors(before)


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
