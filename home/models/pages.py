"""Home, the three sections and plain pages. They are not listings: they lead to them."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.fields import StreamField

from home.composition import home_context, section_context
from home.doors import DoorBlock
from portal.content.blocks.body import BodyBlock
from portal.content.forms import ListingPageForm
from portal.content.models import LanguageVersion, ListingPage, PublicPage
from portal.content.panels import tabs
from portal.content.sections import section_values
from portal.localisation.languages import default_language
from portal.regions.entrances import SectionKind


class TextPage(PublicPage):
    """A page of texts in several languages."""

    base_form_class = ListingPageForm
    translated_texts: ClassVar[tuple[str, ...]] = ()

    summary = models.TextField(_("summary"), blank=True, max_length=400)
    plain_summary = models.TextField(_("summary in plain language (selkosuomi)"), blank=True, max_length=600)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)

    class Meta:
        abstract = True

    def text_digest(self) -> str:
        """Fingerprint of the Finnish texts; see ``ListingPage.text_digest``."""
        return ListingPage.text_digest(self)

    def version(self, lang: str) -> LanguageVersion | None:
        """The texts in ``lang``, when there are any."""
        return next((version for version in self.language_versions.all() if version.locale == lang), None)

    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """A preview per language that has a text."""
        names = dict(settings.LANGUAGES)
        return [(code, names[code]) for code in (default_language(), *(version.locale for version in self.language_versions.all()))]

    def serve_preview(self, request: HttpRequest, mode_name: str) -> Any:
        """Preview in one language."""
        with translation.override(mode_name or default_language()):
            response = super().serve_preview(request, "")
            return response.render() if hasattr(response, "render") else response

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds the texts in the reader's language, or in Finnish, marked so."""
        lang = (translation.get_language() or default_language()).split("-")[0]
        version = self.version(lang)
        texts: Any = version or self
        shown_lang = lang if version else default_language()
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | {
            "title": texts.title,
            "summary": texts.summary,
            "plain_summary": texts.plain_summary,
            "sections": section_values(texts.body, shown_lang),
            "text_lang": shown_lang,
            "is_foreign": shown_lang != lang,
            "outdated": version is not None and version.is_outdated(self),
            "texts_from": version.up_to_date_on if version is not None else None,
            "languages": (default_language(), *sorted(one.locale for one in self.language_versions.all())),
        }


class HomePage(TextPage):
    """The front page: what do you need, where do you live, what is on today."""

    doors = StreamField([("door", DoorBlock())], verbose_name=_("what is your situation"), blank=True, max_num=6)

    template = "pages/home.html"
    page_description = _("The portal's front page.")
    max_count = 1
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    subpage_types: ClassVar[list[str]] = ["home.SectionPage", "finder.FinderPage", "home.StandardPage", "organisations.OrganisationPage"]
    edit_handler = tabs(
        first=[TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("doors"), FieldPanel("body")],
        is_listing=False,
    )

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what the front page shows from the catalogue."""
        return super().get_context(request, *args, **kwargs) | home_context(self)


class SectionPage(TextPage):
    """The entrance of families, young people or professionals."""

    section_kind = models.CharField(_("section"), max_length=15, choices=SectionKind.choices, default=SectionKind.FAMILIES)
    doors = StreamField([("door", DoorBlock())], verbose_name=_("doors"), blank=True, max_num=8)

    template = "pages/section.html"
    page_description = _("The entrance for families, young people or professionals.")
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = ["guides.GuidePage", "materials.MaterialPage", "finder.FinderPage", "home.StandardPage"]
    edit_handler = tabs(
        first=[
            TitleFieldPanel("title"),
            FieldPanel("section_kind"),
            FieldPanel("summary"),
            FieldPanel("doors"),
            FieldPanel("body"),
        ],
        is_listing=False,
    )

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds what the section shows from the catalogue."""
        return super().get_context(request, *args, **kwargs) | section_context(self)


class StandardPage(TextPage):
    """A plain page of text: about, privacy, accessibility."""

    template = "pages/standard.html"
    page_description = _("A plain page of text.")
    parent_page_types: ClassVar[list[str]] = ["home.HomePage", "home.SectionPage", "home.StandardPage"]
    subpage_types: ClassVar[list[str]] = ["home.StandardPage"]
    edit_handler = tabs(first=[TitleFieldPanel("title"), FieldPanel("summary"), FieldPanel("body")], is_listing=False)

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
