"""Delivery points: the ways and places to get a service."""

from collections.abc import Container
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from portal.content.blocks.schedule import ExceptionsBlock, ScheduleRulesBlock
from portal.content.choices import area_choices, language_choices
from portal.content.street_addresses import street_address_in, texts_in
from portal.listings.kinds import AreaScope, DeliveryKind
from portal.localisation.languages import other_languages

DELIVERY_KINDS = [
    (DeliveryKind.PLACE.value, _("At a place")),
    (DeliveryKind.PHONE.value, _("By telephone")),
    (DeliveryKind.CHAT.value, _("In a chat")),
    (DeliveryKind.WEB.value, _("On the web")),
    (DeliveryKind.HOME_VISIT.value, _("At home")),
    (DeliveryKind.REMOTE.value, _("Remote meeting")),
]
AREA_SCOPES = [
    (AreaScope.MUNICIPALITY.value, _("One municipality")),
    (AreaScope.AREA.value, _("A family-centre area")),
    (AreaScope.COUNTY.value, _("The whole county")),
    (AreaScope.NATIONAL.value, _("The whole country")),
]
YES_NO = [("yes", _("Yes")), ("no", _("No"))]
CONFIDENTIAL_FIELDS = ("venue_name", "street", "postal_code", "way_in")


class HoursBlock(blocks.StructBlock):
    """When this point is open."""

    rules = ScheduleRulesBlock(required=False, label=_("Times"))
    exceptions = ExceptionsBlock(required=False, label=_("Exceptions"))
    round_the_clock = blocks.BooleanBlock(required=False, label=_("Round the clock"))
    closed_on_holidays = blocks.BooleanBlock(required=False, default=True, label=_("Closed on public holidays"))
    by_appointment = blocks.BooleanBlock(required=False, label=_("By appointment"))
    text = blocks.CharBlock(required=False, max_length=500, label=_("Times in words"))
    as_of = blocks.DateBlock(required=False, label=_("Times known on"))
    check = blocks.BooleanBlock(required=False, label=_("Times must be checked"))

    class Meta:
        icon = "time"
        label = _("Hours")
        collapsed = True


class PointTextBlock(blocks.StructBlock):
    """The point's texts in a further language."""

    locale = blocks.ChoiceBlock(choices=other_languages, label=_("Language"))
    name = blocks.CharBlock(required=False, max_length=150, label=_("Name"))
    note = blocks.CharBlock(required=False, max_length=500, label=_("More"))
    booking = blocks.CharBlock(required=False, max_length=250, label=_("Booking in words"))
    hours_text = blocks.CharBlock(required=False, max_length=500, label=_("Times in words"))

    class Meta:
        icon = "globe"
        label = _("Texts in another language")


class DeliveryPointBlock(blocks.StructBlock):
    """One way or place; the row's id stays the same for its whole life."""

    kind = blocks.ChoiceBlock(choices=DELIVERY_KINDS, label=_("How"))
    name = blocks.CharBlock(required=False, max_length=150, label=_("Name"), help_text=_("For example the town."))
    note = blocks.CharBlock(required=False, max_length=500, label=_("More"))
    phone = blocks.CharBlock(required=False, max_length=30, label=_("Telephone"))
    url = blocks.URLBlock(required=False, max_length=500, label=_("Web address"))
    meeting_place = blocks.PageChooserBlock(required=False, page_type="places.MeetingPlacePage", label=_("Meeting place"))
    municipality = SnippetChooserBlock("regions.Municipality", required=False, label=_("Municipality"))
    venue_name = blocks.CharBlock(required=False, max_length=150, label=_("Named building"))
    street = blocks.CharBlock(required=False, max_length=150, label=_("Street address"))
    postal_code = blocks.CharBlock(required=False, max_length=10, label=_("Post code"))
    city = blocks.CharBlock(required=False, max_length=100, label=_("Post office"))
    way_in = blocks.CharBlock(required=False, max_length=500, label=_("Way in"))
    is_confidential = blocks.BooleanBlock(
        required=False, label=_("Confidential place"), help_text=_("For a shelter: no address may be stored.")
    )
    hours = HoursBlock(required=False)
    languages = blocks.MultipleChoiceBlock(required=False, choices=language_choices, label=_("Languages"))
    interpreted_languages = blocks.MultipleChoiceBlock(required=False, choices=language_choices, label=_("Languages with an interpreter"))
    is_free = blocks.ChoiceBlock(required=False, choices=YES_NO, label=_("Free of charge"), help_text=_("Leave empty when not known."))
    price_text = blocks.CharBlock(required=False, max_length=250, label=_("Price in words"))
    shows_on_bill = blocks.ChoiceBlock(
        required=False, choices=YES_NO, label=_("The call shows on the phone bill"), help_text=_("Leave empty when not known.")
    )
    booking = blocks.CharBlock(required=False, max_length=250, label=_("Booking in words"))
    booking_url = blocks.URLBlock(required=False, max_length=500, label=_("Booking address"))
    area_scope = blocks.ChoiceBlock(
        required=False, choices=AREA_SCOPES, label=_("Serves"), help_text=_("Leave empty when it serves the same area as the service.")
    )
    area = blocks.ChoiceBlock(required=False, choices=area_choices, label=_("Family-centre area"))
    texts = blocks.ListBlock(PointTextBlock(), required=False, default=[], label=_("Other languages"))

    class Meta:
        icon = "site"
        label = _("Delivery point")
        description = _("One way or place to get the service")
        template = "blocks/delivery_point.html"
        preview_value = {"kind": "phone", "name": "Puhelin", "phone": "116 111"}

    def clean(self, value: Any) -> Any:
        """Refuse a phone line without number, an address on a confidential point, and an area scope without its area."""
        cleaned = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if cleaned["kind"] in {DeliveryKind.CHAT, DeliveryKind.WEB} and not cleaned["url"] and not cleaned["note"]:
            errors["url"] = ValidationError(_("Give the web address, or tell in “More” where it is found."))
        if cleaned["is_confidential"]:
            for name in CONFIDENTIAL_FIELDS:
                if cleaned[name]:
                    errors[name] = ValidationError(_("The place is confidential: leave this empty, so that it is stored nowhere."))
            errors |= _addresses_in_texts(self, cleaned, leave_out=errors)
            if cleaned["meeting_place"]:
                errors["meeting_place"] = ValidationError(_("A confidential place is not a public meeting place."))
        if cleaned["area_scope"] == AreaScope.AREA and not cleaned["area"]:
            errors["area"] = ValidationError(_("Choose the area."))
        if cleaned["area_scope"] == AreaScope.MUNICIPALITY and not cleaned["municipality"]:
            errors["municipality"] = ValidationError(_("Choose the municipality."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return cleaned


def _addresses_in_texts(block: blocks.StructBlock, cleaned: Any, *, leave_out: Container[str]) -> dict[str, ValidationError]:
    """A confidential point's other texts, in every language, tell no street address either."""
    errors: dict[str, ValidationError] = {}
    for name, child in block.child_blocks.items():
        address = next(filter(None, map(street_address_in, texts_in(child.get_prep_value(cleaned[name])))), "")
        if address and name not in leave_out:
            said = _("“%(address)s” looks like a street address. The place is confidential: take it out of the text.")
            errors[name] = ValidationError(said % {"address": address})
    return errors
