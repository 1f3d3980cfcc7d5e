"""Questions about page loads."""

import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Sum
from django.utils import timezone

from portal.usage.models import DailyViews


def views_since(listing_ids: Iterable[UUID], days: int) -> dict[UUID, int]:
    """Page loads of each listing in the last ``days`` days, today included; a listing without any is not there. One query."""
    first = timezone.localdate() - dt.timedelta(days=days - 1)
    rows = DailyViews.objects.filter(listing_id__in=list(listing_ids), day__gte=first).values_list("listing_id")
    return dict(rows.annotate(total=Sum("count")))
