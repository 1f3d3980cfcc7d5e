"""What is new and what has changed: the newest listings, for feeds and mails, never examples. Each function costs one query."""

import datetime as dt

from portal.catalogue.filters import Filters
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import SHOWN, conditions, in_language
from portal.listings.kinds import Kind

_MOMENTS = (*SHOWN, "first_published", "modified")


def last_changed(filters: Filters, *, lang: str, now: dt.datetime, limit: int) -> list[CatalogueEntry]:
    """Listings by their last publication, the latest first, at most ``limit``."""
    entries = in_language(lang).filter(conditions(filters, now=now), modified__isnull=False, is_example=False)
    return list(entries.order_by("-modified", "-pk").only(*_MOMENTS)[:limit])


def latest(kind: Kind, *, lang: str, limit: int) -> list[CatalogueEntry]:
    """Current listings of a kind that are no examples, the latest first."""
    entries = in_language(lang).filter(kind=kind.value, is_current=True, is_example=False)
    return list(entries.order_by("-first_published", "-pk").only(*_MOMENTS)[:limit])


def first_published_between(filters: Filters, *, lang: str, after: dt.datetime, until: dt.datetime, limit: int) -> list[CatalogueEntry]:
    """Listings that were published for the first time after ``after`` and not after ``until`` (aware), the oldest first."""
    published = {"first_published__gt": after, "first_published__lte": until}
    entries = in_language(lang).filter(conditions(filters, now=until), is_example=False, **published)
    return list(entries.order_by("first_published", "pk").only(*_MOMENTS)[:limit])
