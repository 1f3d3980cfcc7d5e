"""How true a listing still is, in words."""

from django.utils.translation import gettext, pgettext

from portal.content.clock import date
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


def freshness_line(listing: Listing) -> str:
    """When the facts were last known to be true and by whom; empty when nothing is known or ``state_label`` says it."""
    freshness = listing.freshness
    if listing.is_example or listing.is_historical:
        return ""
    if freshness.confirmed_on is not None:
        day = date(freshness.confirmed_on, year=True, weekday=False)
        if freshness.confirmed_by:
            return gettext("Checked %(date)s, %(who)s") % {"date": day, "who": freshness.confirmed_by}
        return gettext("Checked %(date)s") % {"date": day}
    if freshness.year:
        # Translators: "Tieto vuodelta 2025": the facts were true then; nobody has confirmed them since.
        return pgettext("freshness", "Information from %(year)s") % {"year": freshness.year}
    return ""
