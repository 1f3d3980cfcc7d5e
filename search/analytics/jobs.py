"""What is done with the counts by itself: forgetting, and a weekly word to the coordinators."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from portal.jobs.registry import periodic
from portal.mail.services import notify
from portal.members.queries import coordinators
from search.analytics.counter import week_of
from search.analytics.queries import gaps
from search.analytics.retention import forget
from search.analytics.rows import title_of

NAMED = 3
"""Terms named in the mail; the report has them all."""


@periodic("search_counts_retention", dt.timedelta(days=1), label=_("Forgetting old searches"))
def search_counts_retention(now: dt.datetime) -> str:
    """Drop counts that are old on the day of ``now`` in Finland."""
    return f"{forget(timezone.localdate(now))} removed"


@periodic("search_weekly", dt.timedelta(hours=6), label=_("Weekly mail: searches that found nothing"))
def search_weekly(now: dt.datetime) -> str:
    """Tell every coordinator once of the last whole week (Monday to Sunday, Europe/Helsinki) before ``now``: counts, and terms that
    were sought often enough to be shown. A week without such terms, and a week before the last one, is not told."""
    week = week_of(timezone.localdate(now)) - dt.timedelta(days=7)
    terms = list(gaps(week))
    if not terms:
        return "nothing to tell"
    named = ", ".join(f"“{title_of(term)}” ({term.searches})" for term in terms[:NAMED])
    text = ngettext_lazy(
        "Last week families searched for %(count)d thing and found nothing or little: %(named)s.",
        "Last week families searched for %(count)d things and found nothing or little, most often %(named)s.",
        len(terms),
    ) % {"count": len(terms), "named": named}
    path = f"{reverse('searches_report')}?week={week.isoformat()}"
    told = [user for user in coordinators() if notify(user, text, path, once_key=f"searches:{week.isoformat()}")]
    return f"{len(told)} told of {len(terms)} terms"
