"""Services, helplines and online services."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from portal.content.models import AccessMixin, ArrangedMixin, EligibilityMixin, ListingPage
from portal.content.panels import BODY, CONTACTS, SUMMARY, WEBSITE, tabs
from portal.content.places import merged, municipality_ref, service_area
from portal.listings.kinds import AreaScope, DeliveryKind, Kind, Responder
from portal.listings.registry import findable
from portal.regions.models import FamilyCentreArea, Municipality
from portal.services.blocks import AREA_SCOPES, CONFIDENTIAL_FIELDS, DeliveryPointBlock
from portal.services.confidential import scrub_service
from portal.services.delivery_points import delivery_point_texts, delivery_point_values


class ServiceKind(models.TextChoices):
    """A service one goes to or is given, a helpline one calls or writes to, an online service."""

    SERVICE = "service", _("Service")
    HELPLINE = "helpline", _("Helpline")
    ONLINE = "online", _("Online service")


class Answers(models.TextChoices):
    """Who answers."""

    PROFESSIONAL = Responder.PROFESSIONAL.value, _("A professional")
    VOLUNTEER = Responder.VOLUNTEER.value, _("A trained volunteer")
    PEER = Responder.PEER.value, _("A peer")
    BOTH = Responder.BOTH.value, _("Professionals and volunteers")


@findable
class ServicePage(ArrangedMixin, AccessMixin, EligibilityMixin, ListingPage):
    """A service with one or many delivery points: places, numbers, chats, remote meetings."""

    translated_texts: ClassVar[tuple[str, ...]] = ("audience_text", "price_text", "sign_up_text", "provider_note")

    service_kind = models.CharField(_("kind"), max_length=10, choices=ServiceKind.choices, default=ServiceKind.SERVICE)
    answered_by = models.CharField(_("who answers"), max_length=15, choices=Answers.choices, blank=True)
    is_crisis = models.BooleanField(_("crisis help"), default=False, help_text=_("Comes first whenever life or safety may be at stake."))
    area_scope = models.CharField(_("serves"), max_length=12, choices=AREA_SCOPES, blank=True)
    area_municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality served"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    area = models.ForeignKey(
        FamilyCentreArea, verbose_name=_("area served"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    delivery_points = StreamField([("point", DeliveryPointBlock())], verbose_name=_("delivery points"), blank=True)

    page_description = _("A service, a helpline or an online service.")
    parent_page_types: ClassVar[list[str]] = ["organisations.OrganisationPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs(
        first=[
            FieldPanel("service_kind"),
            *EligibilityMixin.whom_panels,
            FieldPanel(
                "delivery_points", help_text=_("A row for each way to get help: a place, a number, a chat. Each has its own hours.")
            ),
            MultiFieldPanel([FieldPanel("area_scope"), FieldPanel("area_municipality"), FieldPanel("area")], heading=_("Whom it serves")),
            *AccessMixin.join_panels,
            SUMMARY,
            CONTACTS,
        ],
        more=[
            FieldRowPanel([FieldPanel("answered_by"), FieldPanel("is_crisis")]),
            BODY,
            WEBSITE,
            *EligibilityMixin.more_whom_panels,
            *AccessMixin.before_panels,
            *ArrangedMixin.arranged_panels,
        ],
        translated=translated_texts,
    )

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")

    @property
    def kind(self) -> Kind:  # type: ignore[override]  # one page type gives two kinds of listing
        """Helplines are a kind of their own for families."""
        return Kind.HELPLINE if self.service_kind == ServiceKind.HELPLINE else Kind.SERVICE

    def clean(self) -> None:
        """Refuse an area scope without its area."""
        super().clean()
        if self.area_scope == AreaScope.AREA and self.area is None:
            raise ValidationError({"area": _("Choose the area.")})
        if self.area_scope == AreaScope.MUNICIPALITY and self.area_municipality is None:
            raise ValidationError({"area_municipality": _("Choose the municipality.")})

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; the address of a confidential point is not stored, nor kept in earlier revisions."""
        confidential = [child for child in self.delivery_points if child.value["is_confidential"]]
        for child in confidential:
            child.value.update(dict.fromkeys(CONFIDENTIAL_FIELDS, ""))
        if confidential and kwargs.get("update_fields") is not None and not self.live:
            kwargs["update_fields"] = {*kwargs["update_fields"], "delivery_points"}
        result = super().save(*args, **kwargs)
        if confidential:
            scrub_service(self, {child.id for child in confidential})
        return result

    def finnish_sources(self) -> set[str]:
        """Adds the texts of delivery points."""
        return super().finnish_sources() | delivery_point_texts(self.delivery_points)

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds delivery points, the area served and the municipalities whose families find it."""
        area = service_area(self.area_scope, municipality=self.area_municipality, area=self.area, lang=lang)
        points = delivery_point_values(self.delivery_points, lang)
        located = merged(point.place.municipality for point in points if point.place and point.place.municipality)
        served = [point.area.municipalities for point in points if point.area]
        home = municipality_ref(self.area_municipality, lang)
        return super().listing_values(lang) | {
            "subtype": self.service_kind,
            "responder": Responder(self.answered_by) if self.answered_by else None,
            "crisis": self.is_crisis,
            "area": area,
            "delivery_points": points,
            "locations": located,
            "municipalities": merged(located, area.municipalities if area else (), *served, (home,) if home else ()),
            "online": any(point.kind in {DeliveryKind.CHAT, DeliveryKind.WEB, DeliveryKind.REMOTE} for point in points),
        }
