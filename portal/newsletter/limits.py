"""How many questions go out to all addresses together: somebody with a thousand networks could otherwise have the portal write to
thousands who never asked. The limit for one network is ``PublicFormView.most``, the one for one address ``services.MOST_QUESTIONS``."""

import datetime as dt

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.mail.services import notify
from portal.members.queries import coordinators
from portal.newsletter.models import Subscription

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def closed_for(now: dt.datetime) -> dt.timedelta | None:
    """For how long nobody is asked any more, whatever the address: ``HOUR`` or ``DAY``; None while questions go out.

    :param now: aware. One query, two while many ask.
    """
    asked = Subscription.objects.filter(created_at__lte=now)
    today = asked.filter(created_at__gt=now - DAY).count()
    if today >= settings.NEWSLETTER_DAILY:
        return DAY
    if today >= settings.NEWSLETTER_HOURLY and asked.filter(created_at__gt=now - HOUR).count() >= settings.NEWSLETTER_HOURLY:
        return HOUR
    return None


def tell_coordinators() -> None:
    """Tell every coordinator that the form is closed, once a day (Europe/Helsinki)."""
    text = _("Very many have asked for news by e-mail, and the form is closed for a while. Somebody may be misusing it.")
    for coordinator in coordinators():
        notify(coordinator, text, reverse("wagtailadmin_home"), once_key=f"newsletter-closed-{timezone.localdate()}")
