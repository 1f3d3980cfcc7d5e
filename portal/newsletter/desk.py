"""The desk's panel: how many get news by e-mail. Numbers only, and a word when very many ask; nobody sees an address."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from portal.isolation.queries import is_regional
from portal.newsletter.limits import closed_for
from portal.newsletter.models import Subscription
from portal.newsletter.services import municipality_name


def newsletter_panel(request: HttpRequest) -> dict[str, Any] | None:
    """Readers by municipality, and whether the form is closed; three queries at most. None for organisations, and while there is
    nothing to tell."""
    if not is_regional(request.user):
        return None
    confirmed = Subscription.objects.filter(confirmed_at__isnull=False)
    rows = confirmed.values("municipality").annotate(n=Count("pk")).order_by("-n", "municipality").values_list("municipality", "n")
    counts = [{"name": municipality_name(code), "count": count} for code, count in rows]
    closed = closed_for(timezone.now()) is not None
    return {"counts": counts, "total": sum(row["count"] for row in counts), "closed": closed} if counts or closed else None
