"""How true a listing still is, in words."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext

from portal.content.clock import date
from portal.listings.kinds import Kind
from portal.listings.listing import Freshness, Listing


def state_label(listing: Listing) -> str:
    """What must be seen before anything else: an example or old information; empty for current listings."""
    if listing.is_example:
        return gettext("An example, not a real event")
    if listing.is_historical:
        return old_label(listing.freshness)
    return ""


def old_label(freshness: Freshness) -> str:
    """ "Vanha tieto (2017), tarkista järjestäjältä"."""
    if freshness.year:
        return gettext("Old information (%(year)s), check with the organiser") % {"year": freshness.year}
    return gettext("Old information, check with the organiser")


def freshness_line(listing: Listing, today: dt.date | None = None) -> str:
    """When the facts were last known to be true and by whom; empty when nothing is known or ``state_label`` says it.

    What is overdue says so; of a helpline or crisis listing also how old the number is, because it is shown all the same.

    :param today: Europe/Helsinki; the present day unless given.
    """
    freshness = listing.freshness
    if listing.is_example or listing.is_historical:
        return ""
    now = today or timezone.localdate()
    if freshness.confirmed_on is not None:
        day = date(freshness.confirmed_on, year=True, weekday=False)
        if freshness.is_overdue(now):
            if listing.crisis or listing.kind is Kind.HELPLINE:
                return gettext("The number was last checked %(date)s, %(age)s ago") % {
                    "date": day,
                    "age": _age(freshness.confirmed_on, now),
                }
            return gettext("Not confirmed since %(date)s") % {"date": day}
        if freshness.confirmed_by:
            return gettext("Checked %(date)s, %(who)s") % {"date": day, "who": freshness.confirmed_by}
        return gettext("Checked %(date)s") % {"date": day}
    if freshness.year:
        # Translators: "Tieto vuodelta 2025": the facts were true then; nobody has confirmed them since.
        return pgettext("freshness", "Information from %(year)s") % {"year": freshness.year}
    return ""


def is_stale(listing: Listing, today: dt.date | None = None) -> bool:
    """Whether it is old information, or somebody should have confirmed it by ``today`` (Europe/Helsinki; the present day unless given)."""
    return listing.is_historical or listing.freshness.is_overdue(today or timezone.localdate())


def _age(since: dt.date, today: dt.date) -> str:
    """How long since, in whole months; in days within the first."""
    months = (today.year - since.year) * 12 + today.month - since.month - (today.day < since.day)
    if months < 1:
        days = (today - since).days
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    return ngettext("%(count)d month", "%(count)d months", months) % {"count": months}
