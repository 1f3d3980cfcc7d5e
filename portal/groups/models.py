"""Peer groups and group activities."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from portal.content.models import AccessMixin, ArrangedMixin, AtPlaceMixin, EligibilityMixin, ListingPage, ScheduledMixin
from portal.content.panels import BODY, CONTACTS, SUMMARY, WEBSITE, tabs
from portal.listings.kinds import Kind, Responder
from portal.listings.registry import findable


class GroupLeader(models.TextChoices):
    """Who leads the group."""

    PROFESSIONAL = Responder.PROFESSIONAL.value, _("A professional")
    PEER = Responder.PEER.value, _("A peer")
    BOTH = Responder.BOTH.value, _("A peer and a professional together")
    VOLUNTEER = Responder.VOLUNTEER.value, _("A volunteer")


@findable
class PeerGroupPage(ArrangedMixin, AccessMixin, EligibilityMixin, ScheduledMixin, AtPlaceMixin, ListingPage):
    """A group that meets regularly; a new season is a new row, so the group keeps its address."""

    kind: ClassVar[Kind] = Kind.PEER_GROUP
    translated_texts: ClassVar[tuple[str, ...]] = (
        *("audience_text", "schedule_text", "way_in", "price_text", "sign_up_text", "provider_note"),
    )

    led_by = models.CharField(_("led by"), max_length=15, choices=GroupLeader.choices, blank=True)

    page_description = _("A group that meets regularly, led by peers or professionals.")
    parent_page_types: ClassVar[list[str]] = ["organisations.OrganisationPage", "places.MeetingPlacePage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs(
        first=[
            *EligibilityMixin.whom_panels,
            *AtPlaceMixin.where_panels,
            *ScheduledMixin.when_panels,
            *AccessMixin.join_panels,
            SUMMARY,
            CONTACTS,
        ],
        more=[
            BODY,
            WEBSITE,
            FieldPanel("led_by"),
            *ScheduledMixin.more_when_panels,
            *AtPlaceMixin.more_where_panels,
            *EligibilityMixin.more_whom_panels,
            *AccessMixin.before_panels,
            *ArrangedMixin.arranged_panels,
        ],
        translated=translated_texts,
    )

    class Meta:
        verbose_name = _("peer group")
        verbose_name_plural = _("peer groups")

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds who leads it."""
        return super().listing_values(lang) | {"responder": Responder(self.led_by) if self.led_by else None}
