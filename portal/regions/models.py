"""Where people live: municipalities with their validity and localities, and family-centre areas."""

import datetime as dt
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.localisation.fields import LocalisedTextField
from portal.localisation.languages import pick
from portal.regions.distance import Coordinates
from portal.regions.entrances import SectionKind

LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class MeetingPlaceState(models.TextChoices):
    """What is known of an open meeting place in a municipality; set by the coordinator, never guessed."""

    HERE = "here", _("Here it is")
    UNKNOWN = "unknown", _("No information, ask the municipality")
    NOT_YET = "not_yet", _("Not yet (confirmed by the municipality)")


class FamilyCentreArea(ClusterableModel):
    """A family-centre area: several municipalities with one contact. The contact is an office, or empty when unknown."""

    slug = models.SlugField(_("address"), unique=True)
    names = LocalisedTextField(_("name"), text_max_length=100)
    introduction = LocalisedTextField(_("introduction"), blank=True, multiline=True)
    contact_name = LocalisedTextField(_("human contact"), blank=True, text_max_length=150)
    contact_phone = models.CharField(_("telephone"), max_length=30, blank=True)
    contact_email = models.EmailField(_("e-mail of the office"), blank=True)
    contact_url = models.URLField(_("web address"), blank=True)
    contact_note = LocalisedTextField(_("about the contact"), blank=True, multiline=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("family-centre area")
        verbose_name_plural = _("family-centre areas")
        ordering: ClassVar[list[str]] = ["sort_order", "slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Name in the active language."""
        return pick(self.names)


class AreaContact(Orderable):
    """Whom young people or professionals of an area ask, where that is somebody else than the families' contact. An office."""

    area = ParentalKey(FamilyCentreArea, on_delete=models.CASCADE, related_name="contacts")
    section = models.CharField(_("for whom"), max_length=15, choices=SectionKind.choices)
    name = LocalisedTextField(_("human contact"), text_max_length=150)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail of the office"), blank=True)
    url = models.URLField(_("web address"), blank=True)
    note = LocalisedTextField(_("about the contact"), blank=True, multiline=True)

    class Meta(Orderable.Meta):
        verbose_name = _("contact of an area")
        verbose_name_plural = _("contacts of areas")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("area", "section"), name="one_contact_per_area_and_section")
        ]

    def __str__(self) -> str:
        return pick(self.name)


class Municipality(ClusterableModel):
    """A municipality. ``code`` is Statistics Finland's, three digits with leading zeros (e.g. "046")."""

    code = models.CharField(
        _("municipality code"),
        max_length=3,
        unique=True,
        validators=[RegexValidator(r"^[0-9]{3}\Z", _("Write three digits with leading zeros, for example 046."))],
    )
    slug = models.SlugField(_("address"), unique=True)
    names = LocalisedTextField(_("name"), text_max_length=100)
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    area = models.ForeignKey(
        FamilyCentreArea,
        verbose_name=_("family-centre area"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="municipalities",
    )
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True, help_text=_("First day on which it no longer exists."))
    successor = models.ForeignKey(
        "self", verbose_name=_("successor"), null=True, blank=True, on_delete=models.PROTECT, related_name="predecessors"
    )
    introduction = LocalisedTextField(_("introduction"), blank=True, multiline=True)
    meeting_place_state = models.CharField(
        _("open meeting place"), max_length=10, choices=MeetingPlaceState.choices, default=MeetingPlaceState.UNKNOWN
    )
    is_example = models.BooleanField(_("fictional example"), default=False)

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering: ClassVar[list[str]] = ["slug"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Name in the active language."""
        return pick(self.names)

    @property
    def coordinates(self) -> Coordinates | None:
        """Centre of the municipality, when known."""
        return _coordinates(self.latitude, self.longitude)

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the municipality exists on ``day`` (``valid_until`` is the first day it does not)."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day < self.valid_until)


class Locality(Orderable):
    """A village, town or former municipality that people name instead of the municipality."""

    municipality = ParentalKey(Municipality, on_delete=models.CASCADE, related_name="localities")
    name = models.CharField(_("name"), max_length=100)
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)

    class Meta(Orderable.Meta):
        verbose_name = _("locality")
        verbose_name_plural = _("localities")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("municipality", "name"), name="unique_locality")]

    def __str__(self) -> str:
        return self.name

    @property
    def coordinates(self) -> Coordinates | None:
        """The locality's own point, when known."""
        return _coordinates(self.latitude, self.longitude)


def _coordinates(latitude: float | None, longitude: float | None) -> Coordinates | None:
    return None if latitude is None or longitude is None else Coordinates(latitude, longitude)
