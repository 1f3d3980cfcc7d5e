"""Events, open sessions, visits and trainings."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel

from portal.content.models import AccessMixin, ArrangedMixin, AtPlaceMixin, EligibilityMixin, ListingPage, ScheduledMixin
from portal.content.panels import BODY, CONTACTS, SUMMARY, WEBSITE, tabs
from portal.content.public import is_public
from portal.listings.kinds import EventStatus, Kind
from portal.listings.listing import OrganisationRef
from portal.listings.registry import findable


class EventKind(models.TextChoices):
    """What kind of event it is."""

    EVENT = "event", _("Event")
    OPEN_SESSION = "open_session", _("Open session")
    OUTREACH_VISIT = "outreach_visit", _("Visit of a service")
    THEME_DAY = "theme_day", _("Theme day")
    TRAINING = "training", _("Training")


EVENT_STATUSES = [
    (EventStatus.SCHEDULED.value, _("Goes ahead")),
    (EventStatus.CANCELLED.value, _("Cancelled")),
    (EventStatus.POSTPONED.value, _("Postponed, new time not known")),
    (EventStatus.MOVED.value, _("Moved")),
]


@findable
class EventPage(ArrangedMixin, AccessMixin, EligibilityMixin, ScheduledMixin, AtPlaceMixin, ListingPage):
    """Something that happens at a time, once or several times. A cancelled event stays visible as cancelled."""

    kind: ClassVar[Kind] = Kind.EVENT
    translated_texts: ClassVar[tuple[str, ...]] = (
        *("audience_text", "schedule_text", "way_in", "price_text", "sign_up_text", "provider_note", "status_note"),
    )

    event_kind = models.CharField(_("kind"), max_length=15, choices=EventKind.choices, default=EventKind.EVENT)
    status = models.CharField(_("status"), max_length=10, choices=EVENT_STATUSES, default=EventStatus.SCHEDULED.value)
    status_note = models.CharField(_("what changed"), max_length=250, blank=True)
    has_childcare = models.BooleanField(_("child care on the spot"), null=True, blank=True)
    service = models.ForeignKey(
        "services.ServicePage",
        verbose_name=_("service that visits"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("For a visit: whose visit it is."),
    )

    page_description = _("An event, an open session, a visit of a service, a theme day or a training.")
    parent_page_types: ClassVar[list[str]] = ["organisations.OrganisationPage", "places.MeetingPlacePage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs(
        first=[
            *EligibilityMixin.whom_panels,
            *AtPlaceMixin.where_panels,
            *ScheduledMixin.when_panels,
            MultiFieldPanel(
                [
                    FieldPanel("status", help_text=_("A cancelled event stays visible, so that nobody comes in vain.")),
                    FieldPanel("status_note", help_text=_("Families read this first. For example “The leader is ill”.")),
                ],
                heading=_("Does it go ahead"),
                classname="collapsed",
            ),
            *AccessMixin.join_panels,
            SUMMARY,
            CONTACTS,
        ],
        more=[
            FieldPanel("event_kind"),
            BODY,
            WEBSITE,
            *ScheduledMixin.more_when_panels,
            *AtPlaceMixin.more_where_panels,
            *EligibilityMixin.more_whom_panels,
            *AccessMixin.before_panels,
            FieldPanel("has_childcare"),
            PageChooserPanel("service"),
            *ArrangedMixin.arranged_panels,
        ],
        translated=translated_texts,
    )

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds the event's kind, status, child care and the visiting service."""
        values = super().listing_values(lang)
        if self.service is not None and is_public(self.service):
            visitor = OrganisationRef(id=self.service.listing_id, name=self.service.listing_title(lang), url=self.service.url or "")
            values["providers"] = (visitor, *values["providers"])
        return values | {
            "subtype": self.event_kind,
            "status": EventStatus(self.status),
            "status_note": self.text("status_note", lang),
            "childcare": self.has_childcare,
        }
