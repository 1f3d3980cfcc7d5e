"""Meeting places (kohtaamispaikat)."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel

from portal.content.models import AccessMixin, AddressMixin, ArrangedMixin, EligibilityMixin, ListingPage, ScheduledMixin
from portal.content.panels import BODY, CONTACTS, SUMMARY, WEBSITE, tabs
from portal.content.widgets import Checkboxes
from portal.listings.kinds import Kind
from portal.listings.registry import findable
from portal.taxonomy.models import Offer, term_values


class PlaceKind(models.TextChoices):
    """Whose place it is first of all."""

    FAMILY = "family", _("Families' meeting place")
    YOUTH = "youth", _("Young people's meeting place")
    COMMUNITY = "community", _("Meeting place for all")


@findable
class MeetingPlacePage(ArrangedMixin, AccessMixin, EligibilityMixin, ScheduledMixin, AddressMixin, ListingPage):
    """An open meeting place. Its weekly programme is drawn from the groups, events and visits that take place in it."""

    kind: ClassVar[Kind] = Kind.MEETING_PLACE
    translated_texts: ClassVar[tuple[str, ...]] = (
        *("audience_text", "schedule_text", "way_in", "price_text", "sign_up_text", "provider_note"),
    )

    place_kind = models.CharField(_("kind"), max_length=10, choices=PlaceKind.choices, default=PlaceKind.FAMILY)
    offers = ParentalManyToManyField(Offer, verbose_name=_("what is here"), blank=True)

    page_description = _("An open meeting place with an address and opening hours.")
    parent_page_types: ClassVar[list[str]] = ["organisations.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = ["groups.PeerGroupPage", "events.EventPage"]
    edit_handler = tabs(
        first=[
            FieldPanel("place_kind"),
            *EligibilityMixin.whom_panels,
            *AddressMixin.where_panels,
            *ScheduledMixin.when_panels,
            FieldPanel("offers", widget=Checkboxes, help_text=_("The kinds of help one finds in the place.")),
            *AccessMixin.join_panels,
            SUMMARY,
            CONTACTS,
        ],
        more=[
            BODY,
            WEBSITE,
            *ScheduledMixin.more_when_panels,
            *AddressMixin.more_where_panels,
            *EligibilityMixin.more_whom_panels,
            *AccessMixin.before_panels,
            *ArrangedMixin.arranged_panels,
        ],
        translated=translated_texts,
    )

    class Meta:
        verbose_name = _("meeting place")
        verbose_name_plural = _("meeting places")

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds the kind of place and what is here."""
        return super().listing_values(lang) | {"subtype": self.place_kind, "offers": term_values(self.offers, lang)}
