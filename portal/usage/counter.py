"""How often pages are loaded, counted in memory and written to the database by the minute.

What is counted is page loads, by people and by programs alike: nothing is known of who read. No cookie, network address or
browser name is looked at or stored, so nothing could be told about anybody, and no consent needs to be asked.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from threading import Lock
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone

from portal.usage.background import BackgroundWriter
from portal.usage.models import DailyViews

_lock = Lock()
_counted: Counter[tuple[int, dt.date]] = Counter()
"""Page loads by a listing's id as a number and the day. A UUID is hashed in Python, and this is done for every page that is given out."""


def is_page_load(request: HttpRequest) -> bool:
    """Whether a request loads a page for a reader. Asks the database nothing.

    HEAD, previews, browsers that load ahead, frames, and editors with a session are not counted: public pages set no cookie, so
    whoever sends the session's has signed in.
    """
    is_readers = not getattr(request, "is_preview", False) and settings.SESSION_COOKIE_NAME not in request.COOKIES
    return is_readers and loads_page(request.META)


def loads_page(environ: Mapping[str, Any]) -> bool:
    """Whether what a WSGI environment asks for is shown to somebody: not HEAD, not loaded ahead, not in a frame."""
    return (
        environ["REQUEST_METHOD"] == "GET"
        and environ.get("HTTP_SEC_FETCH_DEST", "document") == "document"
        and "prefetch" not in environ.get("HTTP_SEC_PURPOSE", environ.get("HTTP_PURPOSE", ""))
    )


def count_view(listing_id: UUID, day: dt.date | None = None) -> None:
    """Count one page load of a listing, on ``day`` or today (Europe/Helsinki). Only in memory: no query."""
    viewed = listing_id.int, day or timezone.localdate()
    with _lock:
        _counted[viewed] += 1
    writer.write_soon()


def flush() -> int:
    """Write what has been counted; returns how many page loads. What cannot be written is kept for the next time.

    :raises DatabaseError: the database refused.
    """
    with _lock:
        taken = _counted.copy()
        _counted.clear()
    written: Counter[tuple[int, dt.date]] = Counter()
    try:
        for (number, day), count in taken.items():
            _add(UUID(int=number), day, count)
            written[number, day] = count
    finally:
        with _lock:
            _counted.update(taken - written)
    return written.total()


def _add(listing_id: UUID, day: dt.date, count: int) -> None:
    """Add to the row of the day. Other processes may make the row at the same moment."""
    rows = DailyViews.objects.filter(listing_id=listing_id, day=day)
    if rows.update(count=F("count") + count):
        return
    try:
        with transaction.atomic():
            DailyViews.objects.create(listing_id=listing_id, day=day, count=count)
    except IntegrityError:
        rows.update(count=F("count") + count)


writer = BackgroundWriter(
    flush,
    kept="Views could not be written; they are kept until the next page is loaded.",
    lost="The views of the last minute could not be written.",
)
