"""Organisations by choice: providers, hosts, co-hosts."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from portal.content.public import is_public
from portal.listings.listing import OrganisationRef
from portal.localisation.languages import current_language


class OrganisationsBlock(blocks.StreamBlock):
    """Organisations, chosen from their pages or written as a name when they have none."""

    page = blocks.PageChooserBlock(
        page_type="organisations.OrganisationPage",
        label=_("Organisation"),
        icon="group",
        description=_("An organisation that has a page here"),
        template="blocks/organisation.html",
    )
    name = blocks.CharBlock(
        label=_("Organisation without a page here"),
        max_length=150,
        icon="edit",
        description=_("The name in words"),
        template="blocks/organisation.html",
        preview_value="Perheyhdistys",
    )

    class Meta:
        icon = "group"
        label = _("Organisations")
        required = False


def organisation_values(stream: Any, among: Collection[int] | None = None) -> tuple[OrganisationRef, ...]:
    """Organisations of a StreamField as references; what is not public is left out.

    :param among: primary keys; other organisations' pages are left out. None = every one may be told.
    """
    references = []
    for child in stream:
        if child.block_type == "name":
            references.append(OrganisationRef(name=child.value))
        elif (among is None or (child.value and child.value.pk in among)) and is_public(child.value):
            references.append(organisation_ref(child.value))
    return tuple(references)


def organisation_ref(page: Any) -> OrganisationRef:
    """An organisation's page as a reference, named and addressed in the active language."""
    return OrganisationRef(id=page.translation_key, name=page.listing_title(current_language()), url=page.url or "")
