"""Periodic work of the news by e-mail."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from portal.jobs.registry import periodic
from portal.newsletter.bounces import end_unreachable
from portal.newsletter.sending import send_news
from portal.newsletter.services import forget


@periodic("newsletter", dt.timedelta(minutes=10), label=_("News by e-mail, on Thursdays at 7"))
def newsletter(now: dt.datetime) -> str:
    """Queue the mails of the latest Thursday."""
    return f"{send_news(now)} queued"


@periodic("newsletter_retention", dt.timedelta(hours=1), label=_("Forgetting addresses that did not confirm"))
def retention(now: dt.datetime) -> str:
    """Delete addresses that did not confirm or that nothing reaches, and those of mails that have gone."""
    return f"{end_unreachable()} unreachable, {forget(now)} forgotten"
