"""Freshness in words, for the admin."""

import datetime as dt

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.freshness.models import Review
from portal.listings.kinds import Kind

STATES = [
    ("", _("All pages")),
    ("due", _("Due within 30 days")),
    ("overdue", _("Overdue")),
    ("critical", _("Overdue helplines and crisis pages")),
    ("never", _("Never confirmed")),
    ("taken_down", _("Taken down")),
]
KINDS = [
    (Kind.MEETING_PLACE.value, _("Meeting places")),
    (Kind.PEER_GROUP.value, _("Peer groups")),
    (Kind.SERVICE.value, _("Services")),
    (Kind.HELPLINE.value, _("Helplines")),
    (Kind.EVENT.value, _("Events")),
    (Kind.GUIDE.value, _("Guides")),
    (Kind.MATERIAL.value, _("Materials")),
    (Kind.ORGANISATION.value, _("Organisations")),
]


def due_in_words(review: Review, day: dt.date) -> str:
    """How urgent a page is on ``day`` (Europe/Helsinki)."""
    if review.due_on is None:
        return gettext("ends by itself") if review.kind == Kind.EVENT else gettext("nobody is asked yet")
    days = (review.due_on - day).days
    if days < 0:
        return ngettext("%(days)d day overdue", "%(days)d days overdue", -days) % {"days": -days}
    if days == 0:
        return gettext("due today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}
