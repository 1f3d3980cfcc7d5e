"""Doors: "what is your situation?" in plain words, each leading to a search, a list or a page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.content.choices import kind_choices, topic_choices
from portal.localisation.languages import other_languages


class DoorTextBlock(blocks.StructBlock):
    """The door's words in a further language."""

    locale = blocks.ChoiceBlock(choices=other_languages, label=_("Language"))
    title = blocks.CharBlock(max_length=80, label=_("Words on the door"))
    text = blocks.CharBlock(required=False, max_length=160, label=_("One line more"))

    class Meta:
        icon = "globe"
        label = _("Words in another language")


class DoorBlock(blocks.StructBlock):
    """A door: plain words and where they lead."""

    title = blocks.CharBlock(
        max_length=80, label=_("Words on the door"), help_text=_("What a parent would say: “Ero on edessä tai takana”.")
    )
    text = blocks.CharBlock(required=False, max_length=160, label=_("One line more"))
    topic = blocks.ChoiceBlock(required=False, choices=topic_choices, label=_("Leads to this topic"))
    kind = blocks.ChoiceBlock(required=False, choices=kind_choices, label=_("… only of this kind"))
    page = blocks.PageChooserBlock(required=False, label=_("Leads to this page"))
    translations = blocks.ListBlock(DoorTextBlock(), required=False, default=[], label=_("Other languages"))

    class Meta:
        icon = "arrow-right"
        label = _("Door")
        description = _("A situation in plain words, and where it leads")
        template = "blocks/door.html"
        preview_value = {"title": "Ero on edessä tai takana", "text": "", "topic": "", "kind": "", "translations": []}

    def clean(self, value: Any) -> Any:
        """Refuse a door that leads nowhere."""
        cleaned = super().clean(value)
        if not (cleaned["topic"] or cleaned["kind"] or cleaned["page"]):
            raise blocks.StructBlockValidationError(block_errors={"topic": ValidationError(_("Choose where the door leads."))})
        return cleaned
