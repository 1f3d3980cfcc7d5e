"""Rebuilding the catalogue from the pages, and comparing the two."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry, Occurrence, Renewal
from portal.catalogue.writer import index_later, occurrence_rows, remove_pages, write_occurrences, write_page
from portal.content.public import is_restricted
from portal.listings.registry import findable_types
from portal.pagecache.changes import public_content_changed


@dataclass(frozen=True)
class Drift:
    """A difference between a page and the catalogue. ``fault``: missing, stale, surplus or dates."""

    fault: str
    page_id: int
    title: str
    lang: str


def public_pages() -> Iterator[Any]:
    """Every live, unrestricted findable page."""
    for page_type in findable_types():
        for page in page_type.objects.live().iterator(chunk_size=100):
            if not is_restricted(page):
                yield page


def rebuild() -> Iterator[Any]:
    """Write every public page anew, then remove what is no longer public; yields each page when it is written.

    Each page is its own transaction, so it can be interrupted and run again.
    """
    public = set()
    for page in public_pages():
        write_page(page)
        public.add(page.pk)
        yield page
    remove_pages(set(CatalogueEntry.objects.filter(removed=False).values_list("page_id", flat=True)) - public)


def check() -> Iterator[Drift]:
    """Every difference between the pages and the catalogue; an empty result is health."""
    known = {(entry.page_id, entry.lang): entry for entry in CatalogueEntry.objects.filter(removed=False)}
    for page in public_pages():
        for lang in page.listing_languages():
            listing = page.to_listing(lang)
            entry = known.pop((page.pk, lang), None)
            if entry is None:
                yield Drift("missing", page.pk, page.title, lang)
            elif entry.data != listing.model_dump_json():
                yield Drift("stale", page.pk, page.title, lang)
        dates = set(Occurrence.objects.filter(listing_id=page.listing_id).values_list("uid", "start"))
        if dates != {(row.uid, row.start) for row in occurrence_rows(page.to_listing(page.listing_languages()[0]))}:
            yield Drift("dates", page.pk, page.title, "")
    for (page_id, lang), entry in known.items():
        yield Drift("surplus", page_id, entry.title, lang)


def roll_forward(now: dt.datetime) -> int:
    """Lay out the dates of every listing anew from today; returns how many listings were rolled.

    Listings whose dates are others now are marked for the search engines.
    """
    count = 0
    moved = []
    with transaction.atomic():
        for entry in CatalogueEntry.objects.filter(removed=False, is_primary=True):
            if write_occurrences(entry.listing, now):
                moved.append(entry.listing_id)
            count += 1
        index_later(moved)
        if moved:
            public_content_changed()
        Renewal.objects.update_or_create(pk=1, defaults={"rolled_on": timezone.localdate(now)})
    return count
