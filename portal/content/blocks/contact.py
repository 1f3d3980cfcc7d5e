"""A contact: an office, never a private person."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.listings.listing import Contact


class ContactBlock(blocks.StructBlock):
    """Office, telephone, e-mail, address on the web; at least one way to reach it."""

    name = blocks.CharBlock(label=_("Office or role"), max_length=150, help_text=_("An office or a role, never a person's name."))
    phone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=30)
    email = blocks.EmailBlock(label=_("E-mail"), required=False, help_text=_("The office's address, not a person's."))
    url = blocks.URLBlock(label=_("Web address"), required=False)
    note = blocks.CharBlock(label=_("More"), required=False, max_length=250)

    class Meta:
        icon = "mail"
        label = _("Contact")
        description = _("How to reach the organiser")
        template = "blocks/contact.html"
        preview_value = {"name": "Perheneuvo", "phone": "015 000 000", "email": "", "url": "", "note": ""}

    def clean(self, value: Any) -> Any:
        """Refuse a contact that nobody can be reached by."""
        cleaned = super().clean(value)
        if not any(cleaned.get(field) for field in ("phone", "email", "url")):
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Give at least one way to reach them: a telephone number, an e-mail or a web address.")]
            )
        return cleaned


def contact_values(stream: Any) -> tuple[Contact, ...]:
    """Contacts of a StreamField as values."""
    return tuple(Contact(**{field: child.value.get(field) or "" for field in Contact.model_fields}) for child in stream)
