"""What is done with the counts by itself: forgetting, and a weekly word to the coordinators."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext

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
    text = lazy(_told, str)(terms)  # in the language of each who is told
    path = f"{reverse('searches_report')}?week={week.isoformat()}"
    told = [user for user in coordinators() if notify(user, text, path, once_key=f"searches:{week.isoformat()}")]
    return f"{len(told)} told of {len(terms)} terms"


def _told(terms: Sequence[Any]) -> str:
    """What the mail says of ``terms`` (``queries.gaps``, at least one), in the active language."""
    # Translators: words that were searched for, in your quotation marks, and how often.
    one = pgettext("searched words", "“%(words)s” (%(count)s)")
    named = ", ".join(one % {"words": title_of(term), "count": term.searches} for term in terms[:NAMED])
    text = ngettext(
        "Last week families searched for %(count)d thing and found nothing or little: %(named)s.",
        "Last week families searched for %(count)d things and found nothing or little, most often %(named)s.",
        len(terms),
    )
    return text % {"count": len(terms), "named": named}
