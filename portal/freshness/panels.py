"""Freshness on the admin's front page."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.utils import timezone

from portal.freshness.admin_views import in_state, own_reviews
from portal.freshness.models import CollectionRound, Review, RoundItem
from portal.freshness.seasons import suggested_round
from portal.freshness.wording import due_in_words
from portal.isolation.queries import own_pages
from portal.members.queries import is_coordinator
from portal.members.records import own_records

SHOWN = 5


def mine_due(request: HttpRequest) -> dict[str, Any] | None:
    """What a member has to confirm within 30 days, and collections to answer; None for coordinators, and when there is nothing."""
    if is_coordinator(request.user):
        return None
    day = timezone.localdate()
    due = in_state(own_reviews(request.user), "due", day)
    first = list(due.select_related("page").order_by("due_on", "pk")[:SHOWN])
    asked = own_records(RoundItem.objects.filter(answered_at=None), request.user).filter(page__in=own_pages(request.user).values("pk"))
    open_rounds = list(CollectionRound.objects.filter(closes_on__gte=day, pk__in=asked.values("round"))[:SHOWN])
    if not first and not open_rounds:
        return None
    rows = [{"review": review, "due": due_in_words(review, day)} for review in first]
    return {"rows": rows, "count": due.count(), "rounds": open_rounds}


def stale(request: HttpRequest) -> dict[str, Any] | None:
    """For coordinators: how much is overdue, by organisation, and whether it is time for a collection."""
    if not is_coordinator(request.user):
        return None
    day = timezone.localdate()
    overdue = in_state(Review.objects.all(), "overdue", day)
    by_organisation = (
        overdue.exclude(organisation=None)
        .order_by()
        .values("organisation", "organisation__title")
        .annotate(count=Count("pk"))
        .order_by("-count", "organisation__title")
    )
    suggested = suggested_round(day)
    running = CollectionRound.objects.filter(season_start__gte=day).exists()
    return {
        "count": overdue.count(),
        "critical": in_state(Review.objects.all(), "critical", day).count(),
        "organisations": list(by_organisation[:SHOWN]),
        "suggested": suggested if suggested.is_now and not running else None,
    }
