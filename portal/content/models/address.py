"""Where a page's thing is: an address of its own, or a meeting place that has one."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.content.confidential import CONFIDENTIAL_MESSAGE, Content, empty, scrub_copies
from portal.content.models.language_version import LanguageVersion
from portal.content.places import current_municipality, municipality_ref
from portal.content.public import is_public
from portal.content.street_addresses import without_street_addresses
from portal.listings.kinds import PointPrecision
from portal.listings.listing import MunicipalityRef, Place, Point
from portal.regions.models import LATITUDE, LONGITUDE, Municipality

PRECISIONS = [
    (PointPrecision.EXACT.value, _("The door")),
    (PointPrecision.STREET.value, _("The street")),
    (PointPrecision.LOCALITY.value, _("The village or town")),
    (PointPrecision.MUNICIPALITY.value, _("The municipality")),
]
POINT_FIELDS = ("latitude", "longitude")
CONFIDENTIAL_FIELDS = ("venue_name", "street", "postal_code", "way_in", *POINT_FIELDS)


class AddressMixin(models.Model):
    """An address. A confidential place keeps only its municipality: the form refuses the rest, and saving never stores it."""

    venue_name = models.CharField(_("named building"), max_length=150, blank=True, help_text=_("For example “Pääkirjasto, 1st floor”."))
    street = models.CharField(_("street address"), max_length=150, blank=True)
    postal_code = models.CharField(_("post code"), max_length=10, blank=True)
    city = models.CharField(_("post office"), max_length=100, blank=True)
    locality = models.CharField(_("village or town"), max_length=100, blank=True)
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("municipality"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    way_in = models.TextField(_("way in"), blank=True, max_length=500, help_text=_("How to find the door, with a pram too."))
    latitude = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    longitude = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    point_precision = models.CharField(_("the point shows"), max_length=12, choices=PRECISIONS, default=PointPrecision.STREET.value)
    is_confidential = models.BooleanField(
        _("confidential place"),
        default=False,
        help_text=_("For a shelter: no street, post code or point may be stored, only the municipality."),
    )

    address_fields: ClassVar[list[Any]] = [
        FieldPanel("municipality", help_text=_("Families of this municipality find the page as theirs.")),
        FieldPanel("venue_name"),
        FieldPanel("street"),
        FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
    ]
    where_panels: ClassVar[list[Any]] = [MultiFieldPanel(address_fields, heading=_("Where"))]
    more_where_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("way_in"),
                FieldPanel("locality", help_text=_("When it is not in the municipality's centre.")),
                FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude"), FieldPanel("point_precision")]),
                FieldPanel("is_confidential"),
            ],
            heading=_("More about the place"),
            classname="collapsed",
        ),
    ]

    class Meta:
        abstract = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; whoever saves and however, the address of a confidential place is not stored, nor kept in earlier revisions.

        A draft that says so is enough for the revisions; a page that families see keeps its address until that is published.
        """
        if not self.is_confidential:
            return super().save(*args, **kwargs)
        page: Any = self
        for name in CONFIDENTIAL_FIELDS:
            setattr(self, name, None if name in POINT_FIELDS else "")
        chosen = kwargs.get("update_fields")
        if chosen is not None and not page.live:
            kwargs["update_fields"] = {*chosen, *CONFIDENTIAL_FIELDS}
        result = super().save(*args, **kwargs)
        if chosen is None or not page.live:
            LanguageVersion.objects.filter(page_id=self.pk).exclude(way_in="", source_texts={}).update(way_in="", source_texts={})
        scrub_copies(page, _without_address)
        return result

    def clean(self) -> None:
        """Refuse an address on a confidential place, and half a point."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.is_confidential:
            errors = {name: CONFIDENTIAL_MESSAGE for name in CONFIDENTIAL_FIELDS if getattr(self, name) not in ("", None)}
        elif (self.latitude is None) != (self.longitude is None):
            errors["longitude"] = _("Give both latitude and longitude, or neither.")
        if errors:
            raise ValidationError(errors)

    def own_place(self, lang: str) -> Place | None:
        """The address as a value; None when nothing is known."""
        page: Any = self
        municipality = municipality_ref(self.municipality, lang)
        if self.is_confidential:
            return Place(municipality=municipality, locality=self.locality, confidential=True)
        point = None
        if self.latitude is not None and self.longitude is not None:
            point = Point(lat=self.latitude, lon=self.longitude, precision=PointPrecision(self.point_precision))
        elif self.municipality is not None and (self.street or self.venue_name or self.locality):
            point = self._area_point()
        if not (municipality or self.venue_name or self.street or self.locality):
            return None
        return Place(
            name=self.venue_name,
            street=self.street,
            postal_code=self.postal_code,
            city=self.city,
            locality=self.locality,
            municipality=municipality,
            way_in=page.text("way_in", lang),
            point=point,
        )

    def _area_point(self) -> Point | None:
        """The locality's or municipality's point: an area, never a pin."""
        municipality = current_municipality(self.municipality)
        if municipality is None:
            return None
        for locality in municipality.localities.all():
            if locality.name == self.locality and locality.coordinates:
                return Point(lat=locality.coordinates.lat, lon=locality.coordinates.lon, precision=PointPrecision.LOCALITY)
        if municipality.coordinates is None:
            return None
        return Point(lat=municipality.coordinates.lat, lon=municipality.coordinates.lon, precision=PointPrecision.MUNICIPALITY)

    def place_value(self, lang: str) -> Place | None:
        """Where it is."""
        return self.own_place(lang)

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds the place and the municipality whose families find it."""
        values: dict[str, Any] = super().listing_values(lang)  # type: ignore[misc]  # the mixin stands before ListingPage
        place = self.place_value(lang)
        here: tuple[MunicipalityRef, ...] = (place.municipality,) if place and place.municipality else ()
        return values | {"place": place, "locations": here, "municipalities": here}


def _without_address(content: Content) -> None:
    empty(content, CONFIDENTIAL_FIELDS)
    for version in content.get("language_versions", []):
        empty(version, ["way_in"])
        if version.get("source_texts"):
            version["source_texts"] = {}  # earlier texts may tell the way, too
    content.update(without_street_addresses(content))


class AtPlaceMixin(AddressMixin):
    """At a meeting place that has its own page, at an address, or online."""

    meeting_place = models.ForeignKey(
        "places.MeetingPlacePage", verbose_name=_("meeting place"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_online = models.BooleanField(_("online"), default=False)

    where_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("meeting_place", help_text=_("When it has a page here: its address is then taken from there.")),
                *AddressMixin.address_fields,
                FieldPanel("is_online"),
            ],
            heading=_("Where"),
        )
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a public meeting place as a confidential place."""
        super().clean()
        if self.is_confidential and self.meeting_place is not None:
            raise ValidationError({"meeting_place": _("A confidential place is not a public meeting place.")})

    def place_value(self, lang: str) -> Place | None:
        """The meeting place's address when one is chosen and public, else the own address."""
        if self.meeting_place is not None and is_public(self.meeting_place):
            return meeting_place_value(self.meeting_place, lang)
        return self.own_place(lang)

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds whether it is online."""
        return super().listing_values(lang) | {"online": self.is_online}


def meeting_place_value(page: Any, lang: str) -> Place:
    """A meeting place as what takes place in it tells it: its address under its own name, with a link to its page."""
    own: Place | None = page.place_value(lang)
    named = Place(name=page.listing_title(lang), listing_id=page.listing_id, url=page.url or "")
    return own.model_copy(update=named.model_dump(exclude_unset=True)) if own else named
