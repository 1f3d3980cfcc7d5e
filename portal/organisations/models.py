"""Organisations: each page is the root of what the organisation maintains."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from portal.content.models import ListingPage
from portal.content.panels import BODY, CONTACTS, SUMMARY, WEBSITE, tabs
from portal.content.places import municipality_ref, service_area
from portal.isolation.testers import ProtectedTester
from portal.listings.kinds import AreaScope, Kind
from portal.listings.registry import findable
from portal.regions.models import Municipality


class OrganisationKind(models.TextChoices):
    """What kind of organisation it is."""

    WELLBEING_COUNTY = "wellbeing_county", _("Wellbeing services county")
    MUNICIPALITY = "municipality", _("Municipality")
    PARISH = "parish", _("Parish")
    NGO = "ngo", _("Association or foundation")
    COMPANY = "company", _("Company")
    AUTHORITY = "authority", _("Authority")
    NATIONAL = "national", _("National actor")
    EXAMPLE = "example", _("Fictional example")


@findable
class OrganisationPage(ListingPage):
    """An organisation. Its places, groups, services, events and materials stand under it."""

    kind: ClassVar[Kind] = Kind.ORGANISATION
    permission_tester = ProtectedTester

    organisation_kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.NGO)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    locality = models.CharField(_("village or town"), max_length=100, blank=True)
    is_national = models.BooleanField(_("works in the whole country"), default=False)
    parent_organisation = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("A relation only; it gives no rights."),
    )
    is_agreement_party = models.BooleanField(_("party to the cooperation agreement"), default=False)

    page_description = _("An organisation: everything it maintains stands under this page.")
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = [
        "places.MeetingPlacePage",
        "groups.PeerGroupPage",
        "services.ServicePage",
        "events.EventPage",
        "materials.MaterialPage",
    ]
    edit_handler = tabs(
        first=[
            FieldPanel("organisation_kind"),
            FieldRowPanel([FieldPanel("municipality"), FieldPanel("locality")]),
            SUMMARY,
            CONTACTS,
            WEBSITE,
        ],
        more=[
            BODY,
            FieldPanel("is_national"),
            FieldPanel("parent_organisation"),
            FieldPanel("is_agreement_party"),
        ],
    )

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds what an organisation is and where it works."""
        home = municipality_ref(self.municipality, lang)
        scope = AreaScope.NATIONAL.value if self.is_national else ""
        here = (home,) if home else ()
        return super().listing_values(lang) | {
            "subtype": self.organisation_kind,
            "locations": here,
            "municipalities": here,
            "area": service_area(scope, municipality=None, area=None, lang=lang),
            "agreement_party": self.is_agreement_party,
        }
