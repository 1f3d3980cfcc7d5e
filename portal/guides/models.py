"""Guides: a journey of chapters, drawn live from listings; an edition can be frozen for print."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.http import Http404
from django.utils import timezone, translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField

from portal.content.blocks.body import BodyBlock
from portal.content.blocks.organisation import organisation_ref
from portal.content.forms import ListingPageForm
from portal.content.models import EligibilityMixin, LanguageVersion, ListingPage, PublicPage
from portal.content.once import once
from portal.content.panels import BODY, CONTACTS, SUMMARY, WEBSITE, tabs
from portal.content.public import is_public
from portal.content.sections import section_values, sections_text
from portal.listings.kinds import Kind
from portal.listings.listing import Part
from portal.listings.registry import findable
from portal.localisation.languages import default_language, language_codes


@findable
class GuidePage(EligibilityMixin, ListingPage):
    """A guide. It is one Listing; its chapters are searched inside it."""

    kind: ClassVar[Kind] = Kind.GUIDE
    translated_texts: ClassVar[tuple[str, ...]] = ("audience_text",)

    edition_label = models.CharField(_("edition"), max_length=100, blank=True, help_text=_("For example “Autumn 2026”."))
    edition_date = models.DateField(_("date of the edition"), null=True, blank=True)

    page_description = _("A guide of several chapters, printable as a whole.")
    parent_page_types: ClassVar[list[str]] = ["home.SectionPage"]
    subpage_types: ClassVar[list[str]] = ["guides.GuideChapterPage"]
    edit_handler = tabs(
        first=[SUMMARY, *EligibilityMixin.whom_panels, BODY, CONTACTS],
        more=[FieldRowPanel([FieldPanel("edition_label"), FieldPanel("edition_date")]), WEBSITE, *EligibilityMixin.more_whom_panels],
        translated=translated_texts,
    )

    class Meta:
        verbose_name = _("guide")
        verbose_name_plural = _("guides")

    def chapters(self) -> list["GuideChapterPage"]:
        """Public chapters in order."""
        return once(("chapters", self.pk), self._read_chapters)

    def _read_chapters(self) -> list["GuideChapterPage"]:
        return list(GuideChapterPage.objects.child_of(self).live().public().prefetch_related("language_versions", "responsible"))

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds the edition and the chapters."""
        return super().listing_values(lang) | {
            "version": self.edition_label,
            "parts": tuple(chapter.to_part(lang) for chapter in self.chapters()) if self.pk else (),
        }


class GuideChapterPage(PublicPage):
    """A chapter: text and living cards. It belongs to its guide's Listing and is not findable on its own."""

    base_form_class = ListingPageForm
    part_of_parent = True
    """Its text belongs to the guide's Listing: publishing it rewrites the guide's entry."""
    translated_texts: ClassVar[tuple[str, ...]] = ()

    summary = models.TextField(_("summary"), blank=True, max_length=400)
    plain_summary = models.TextField(_("summary in plain language (selkosuomi)"), blank=True, max_length=600)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    responsible = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("responsible organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    review_on = models.DateField(_("review on"), null=True, blank=True)
    external_id = models.CharField(_("identifier in the source"), max_length=100, blank=True, db_index=True)

    page_description = _("A chapter of a guide.")
    parent_page_types: ClassVar[list[str]] = ["guides.GuidePage"]
    subpage_types: ClassVar[list[str]] = []
    edit_handler = tabs(
        first=[
            FieldPanel("title"),
            FieldPanel("summary"),
            FieldPanel("body"),
            FieldRowPanel([FieldPanel("responsible"), FieldPanel("review_on")]),
        ],
        is_listing=False,
    )

    class Meta:
        verbose_name = _("guide chapter")
        verbose_name_plural = _("guide chapters")

    @property
    def listing_id(self) -> UUID:
        """The chapter's own UUID."""
        return UUID(str(self.translation_key))

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """A preview per language that has a text."""
        names = dict(settings.LANGUAGES)
        return [(code, names[code]) for code in (default_language(), *(version.locale for version in self.language_versions.all()))]

    def text_digest(self) -> str:
        """Fingerprint of the Finnish texts; see ``ListingPage.text_digest``."""
        return ListingPage.text_digest(self)

    def version(self, lang: str) -> LanguageVersion | None:
        """The chapter's texts in ``lang``, when there are any."""
        return next((version for version in self.language_versions.all() if version.locale == lang), None)

    def to_part(self, lang: str) -> Part:
        """The chapter as a part of its guide's Listing."""
        version = self.version(lang)
        texts: Any = version or self
        with translation.override(lang):
            return Part(
                id=self.listing_id,
                lang=lang if version else default_language(),
                title=texts.title,
                url=self.url or "",
                organisation=organisation_ref(self.responsible) if is_public(self.responsible) else None,
                summary=texts.summary,
                plain_summary=texts.plain_summary,
                languages=(default_language(), *(one.locale for one in self.language_versions.all() if one.locale in language_codes())),
                outdated=version is not None and version.is_outdated(self),
                texts_from=version.up_to_date_on if version is not None else None,
                sections=section_values(texts.body, lang),
                text=sections_text(texts.body),
            )

    def serve_preview(self, request: Any, mode_name: str) -> Any:
        """Preview the chapter inside its guide, as the public sees it."""
        guide = self.get_parent().specific
        lang = mode_name or default_language()
        listing = guide.to_listing(lang)
        mine = self.to_part(lang)
        parts = [mine if part.id == mine.id else part for part in listing.parts]
        if mine not in parts:
            parts.append(mine)
        render: Any = import_string(settings.LISTING_RENDERER)
        with translation.override(lang):
            return render(request, listing.model_copy(update={"parts": tuple(parts)}), part_id=mine.id)

    def serve(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """Show the chapter as the public sees it.

        :raises Http404: when its guide is not public: a chapter is nothing without it.
        """
        if not is_public(self.get_parent()):
            raise Http404
        return self.serve_preview(request, translation.get_language() or default_language())


class GuideEdition(models.Model):
    """A frozen edition: what the guide said on a day, kept unchanged for print. Not part of the page's revisions.

    Only an address that became confidential later is emptied in it (``portal.guides.hidden_places``).
    """

    guide = models.ForeignKey(GuidePage, on_delete=models.CASCADE, related_name="editions")
    label = models.CharField(_("edition"), max_length=100)
    date = models.DateField(_("date"), default=timezone.localdate)
    lang = models.CharField(_("language"), max_length=10, default="fi")
    frozen = models.JSONField(_("frozen text"), default=dict, editable=False)
    """``{"listing": Listing, "cards": {listing id: Listing}}`` as JSON."""

    class Meta:
        ordering: ClassVar[list[str]] = ["-date", "-pk"]
        verbose_name = _("frozen edition")
        verbose_name_plural = _("frozen editions")

    def __str__(self) -> str:
        return self.label
