"""Materials of the knowledge bank (Tietopankki)."""

from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.content.models import EligibilityMixin, ListingPage
from portal.content.panels import BODY, CONTACTS, SUMMARY, tabs
from portal.content.public import is_public
from portal.listings.kinds import Kind
from portal.listings.listing import OrganisationRef
from portal.listings.registry import findable


class MaterialKind(models.TextChoices):
    """What the material is."""

    KNOWLEDGE_BANK = "knowledge_bank", _("Knowledge bank")
    DOCUMENT = "document", _("Document")
    BULLETIN = "bulletin", _("Bulletin")


@findable
class MaterialPage(EligibilityMixin, ListingPage):
    """A material: a document here, a link elsewhere, or "ask the owner"."""

    kind: ClassVar[Kind] = Kind.MATERIAL
    translated_texts: ClassVar[tuple[str, ...]] = ("audience_text",)

    material_kind = models.CharField(_("kind"), max_length=15, choices=MaterialKind.choices, default=MaterialKind.KNOWLEDGE_BANK)
    document = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL, verbose_name=_("document"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    ask_owner = models.BooleanField(_("ask the owner for it"), default=False)
    owner_organisation = models.ForeignKey(
        "organisations.OrganisationPage", verbose_name=_("owner"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    owner_text = models.CharField(_("owner in words"), max_length=200, blank=True, help_text=_("When the owner has no page here."))
    version_label = models.CharField(_("version"), max_length=50, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)

    page_description = _("A document, a link, or a material to ask for.")
    parent_page_types: ClassVar[list[str]] = ["organisations.OrganisationPage", "home.SectionPage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs(
        first=[
            FieldPanel("material_kind"),
            MultiFieldPanel([FieldPanel("document"), FieldPanel("website"), FieldPanel("ask_owner")], heading=_("Where to get it")),
            *EligibilityMixin.whom_panels,
            SUMMARY,
            CONTACTS,
        ],
        more=[
            BODY,
            MultiFieldPanel([FieldPanel("owner_organisation"), FieldPanel("owner_text")], heading=_("Whose it is")),
            FieldRowPanel([FieldPanel("version_label"), FieldPanel("review_on")]),
            *EligibilityMixin.more_whom_panels,
        ],
        translated=translated_texts,
    )

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")

    def clean(self) -> None:
        """Refuse a material that nobody can get."""
        super().clean()
        if not (self.document_id or self.website or self.ask_owner):
            raise ValidationError({"website": _("Give a document or a web address, or tick “ask the owner for it”.")})

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds the file, the owner and the version."""
        values = super().listing_values(lang)
        owner = self.owner_organisation
        if owner is not None and is_public(owner):
            values["providers"] = (OrganisationRef(id=owner.listing_id, name=owner.listing_title(lang), url=owner.url or ""),)
        elif self.owner_text:
            values["providers"] = (OrganisationRef(name=self.owner_text),)
        return values | {
            "subtype": self.material_kind,
            "file_url": self.document.url if self.document else "",
            "version": self.version_label,
        }
