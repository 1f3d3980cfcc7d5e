"""The week's mail: to whom there is something new to tell, once, in the reader's language."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import translation

from portal.browse.briefly import where_in_words
from portal.browse.calendar.words import page_path
from portal.catalogue.filters import Filters
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.news import first_published_between
from portal.content.choices import KIND_LABELS
from portal.content.neutral import neutral_title
from portal.listings.kinds import Kind
from portal.listings.schedule import HELSINKI
from portal.mail.services import queue_mail
from portal.newsletter.links import leave_url
from portal.newsletter.models import Subscription
from portal.newsletter.services import MAILS, Wish, municipality_name

WEEKDAY, HOUR = 3, 7
"""Thursday at 7 on the Finnish wall clock: before the week-end is planned. Monday is 0."""
MOST = 30
"""News in one mail; the page of the municipality has the rest."""


@dataclass(frozen=True, slots=True)
class Line:
    """One new thing."""

    title: str
    kind: str
    where: str
    url: str


def weekly_moment(now: dt.datetime) -> dt.datetime:
    """The latest Thursday 07:00 in Finland that is not after ``now`` (aware)."""
    local = now.astimezone(HELSINKI)
    # Wall-clock arithmetic on purpose: the same hour, however many hours ago that is.
    moment = (local - dt.timedelta(days=(local.weekday() - WEEKDAY) % 7)).replace(hour=HOUR, minute=0, second=0, microsecond=0, fold=0)
    return moment if moment <= local else moment - dt.timedelta(days=7)


def send_news(now: dt.datetime) -> int:
    """Queue the mails of the latest weekly moment; returns how many. Run again, it does nothing; a week that was missed is told later.

    Readers with the same wish cost one query together.
    """
    moment = weekly_moment(now)
    known: dict[tuple[Wish, dt.datetime], list[CatalogueEntry]] = {}
    count = 0
    for subscription in Subscription.objects.filter(confirmed_at__isnull=False, told_until__lt=moment).order_by("pk").iterator():
        after = subscription.told_until
        if after is None:
            continue
        wish = Wish(subscription.municipality, subscription.lang, subscription.kind, subscription.age_band)
        if (wish, after) not in known:
            known[wish, after] = _news(wish, after, moment)
        count += _send(subscription, known[wish, after], after, moment)
    return count


def _news(wish: Wish, after: dt.datetime, until: dt.datetime) -> list[CatalogueEntry]:
    kinds = (Kind(wish.kind),) if wish.kind in set(Kind) else ()
    filters = Filters(kinds=kinds, municipality=wish.municipality, age_band=wish.age_band, current_only=True)
    return first_published_between(filters, lang=wish.lang, after=after, until=until, limit=MOST + 1)


@transaction.atomic
def _send(subscription: Subscription, news: list[CatalogueEntry], after: dt.datetime, until: dt.datetime) -> bool:
    """Take the subscription for this week, and queue its mail if there is something to tell."""
    mine = Subscription.objects.filter(pk=subscription.pk, told_until=after)  # another process may have taken it, or the reader has left
    if not mine.update(told_until=until) or not news:
        return False
    leave = leave_url(subscription)
    with translation.override(subscription.lang):
        context = {
            "municipality": municipality_name(subscription.municipality),
            "lines": [_line(entry) for entry in news[:MOST]],
            "more": len(news) > MOST,
            "leave_url": leave,
        }
    headers = {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}  # RFC 2369, RFC 8058
    key = f"{MAILS}{subscription.key}:{until.date()}"
    return queue_mail(subscription.email, "newsletter", context, once_key=key, lang=subscription.lang, headers=headers) is not None


def _line(entry: CatalogueEntry) -> Line:
    """A mailbox may be open before others: of a sensitive listing only that there is something."""
    listing = entry.listing
    return Line(
        title=neutral_title(listing),
        kind=str(KIND_LABELS[listing.kind]),
        where="" if listing.sensitive else where_in_words(listing),
        url=settings.SITE_URL + page_path(listing),
    )
