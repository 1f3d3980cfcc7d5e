"""The page cache as this portal has it: which parameters make a page, which cookies tell who asks, and how views are counted."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from portal.browse.calendar.address import DATE, KIND, VIEW
from portal.browse.list_filters import GROUPS, ONLY, ORGANISATION
from portal.browse.paging import PAGE
from portal.browse.regions import CHOSEN
from portal.pagecache.store import Store
from portal.pagecache.watcher import watcher
from portal.pagecache.wsgi import Application, PageCache
from portal.usage.counter import count_view, loads_page

PARAMETERS = frozenset({*GROUPS, ONLY, PAGE, CHOSEN, VIEW, DATE, KIND, ORGANISATION})


def in_front_of(application: Application) -> PageCache:
    """The application behind a cache of ``PAGE_CACHE_MEGABYTES``."""
    return PageCache(
        application,
        store=Store(settings.PAGE_CACHE_BYTES),
        watcher=watcher,
        parameters=PARAMETERS,
        private_cookies={settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"},
        host=urlsplit(settings.SITE_URL).netloc,
        count=_count,
    )


def _count(environ: dict[str, Any], listing_id: UUID, day: dt.date) -> None:
    if loads_page(environ):
        count_view(listing_id, day)
