"""The catalogue's jobs."""

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.catalogue.dependents import catch_up
from portal.catalogue.models import Renewal
from portal.catalogue.rebuild import roll_forward
from portal.jobs.registry import periodic


@periodic("catalogue_roll", dt.timedelta(hours=1), label=_("Laying out everybody's next dates"))
def catalogue_roll(now: dt.datetime) -> str:
    """Lay out dates from today; asked every hour, so that a new day in Finland begins soon after its midnight."""
    today = timezone.localtime(now)
    if Renewal.objects.filter(rolled_on=today.date()).exists():
        return "laid out today already"
    return f"{roll_forward(today)} listings"


@periodic("catalogue_follow", dt.timedelta(minutes=1), label=_("Rewriting what repeats a changed page"))
def catalogue_follow(now: dt.datetime) -> str:
    """Rewrite the pages that whoever changed something could not wait for."""
    return f"{catch_up()} pages"
