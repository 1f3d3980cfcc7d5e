"""What a new page knows from where it is made, so that little needs to be typed."""

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import init_new_page

from portal.content.models import AccessMixin, AtPlaceMixin, ListingPage, ScheduledMixin
from portal.events.models import EventPage
from portal.members.queries import organisation_of
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.taxonomy.models import ServiceLanguage

FIRST_ROW: dict[str, dict[str, Any]] = {
    "weekly": {"weekdays": [], "start": None, "end": None, "parity": "any", "interval": 1, "anchor": None},
    "dates": {"dates": [None], "last": None, "start": None, "end": None},
}
"""An empty row of times, open from the start: most things have one. It can be deleted like any other."""


@receiver(init_new_page, dispatch_uid="editing.fill_new_page")
def fill_new_page(page: Page, parent: Page, **_sent: Any) -> None:
    """Fill a page that an editor begins: the organisation's municipality, contacts and language, the place it is added under."""
    if isinstance(page, OrganisationPage) or not isinstance(page, ListingPage):
        return
    organisation = organisation_of(parent)
    if organisation is not None and not page.contacts:
        page.contacts = organisation.contacts.raw_data
    if isinstance(page, AccessMixin):
        page.service_languages = list(ServiceLanguage.objects.filter(slug="fi"))
    place = parent.specific_deferred if isinstance(parent.specific_deferred, MeetingPlacePage) else None
    if isinstance(page, AtPlaceMixin) and place is not None:
        page.meeting_place = place
    if organisation is not None and hasattr(page, "municipality"):
        page.municipality = getattr(place, "municipality", None) or organisation.municipality
    if isinstance(page, ScheduledMixin):
        kind = "dates" if isinstance(page, EventPage) else "weekly"
        page.schedule_rules.append((kind, FIRST_ROW[kind]))
