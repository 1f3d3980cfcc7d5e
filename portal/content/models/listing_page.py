"""The base of every findable page type."""

import hashlib
import json
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField

from portal.content.blocks.body import BodyBlock
from portal.content.blocks.contact import ContactBlock, contact_values
from portal.content.blocks.organisation import organisation_ref
from portal.content.blocks.source import PARTIAL_DATE, SourceBlock, source_values
from portal.content.finnish import finnish_texts
from portal.content.forms import ListingPageForm
from portal.content.images import image_value
from portal.content.models.language_version import LanguageVersion
from portal.content.models.public_page import PublicPage
from portal.content.once import once
from portal.content.public import is_public
from portal.content.sections import section_values, sections_text
from portal.listings.intervals import LONGEST, SHORTEST, review_days
from portal.listings.kinds import Kind, RecordStatus
from portal.listings.listing import Freshness, Link, Listing, OrganisationRef
from portal.localisation.languages import default_language, language_codes
from portal.taxonomy.models import Topic, term_values

RECORD_STATUSES = [
    (RecordStatus.CURRENT.value, _("Current")),
    (RecordStatus.HISTORICAL.value, _("Old information, to be checked")),
    (RecordStatus.EXAMPLE.value, _("Fictional example")),
]


class ListingPage(PublicPage):
    """A page that families can find. ``to_listing`` is its one translation; outputs never read the page itself."""

    kind: ClassVar[Kind]
    base_form_class = ListingPageForm
    exclude_fields_in_copy: ClassVar[list[str]] = ["external_id", "confirmed_on", "confirmed_by"]
    translated_texts: ClassVar[tuple[str, ...]] = ()
    """Text fields of this type, besides title, summary, plain summary and body, that language versions translate."""

    summary = models.TextField(
        _("summary"), blank=True, max_length=400, help_text=_("One or two short sentences: what it is and for whom.")
    )
    plain_summary = models.TextField(_("summary in plain language (selkosuomi)"), blank=True, max_length=600)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    alternative_names = models.TextField(
        _("other names"), blank=True, help_text=_("Former and everyday names, one per line. They are searched, and shown small.")
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, verbose_name=_("picture"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    website = models.URLField(_("web address"), blank=True, max_length=500)
    topics = ParentalManyToManyField(Topic, verbose_name=_("topics"), blank=True)
    contacts = StreamField([("contact", ContactBlock())], verbose_name=_("contacts"), blank=True)
    sources = StreamField([("source", SourceBlock())], verbose_name=_("sources"), blank=True)
    record_status = models.CharField(
        _("state of the information"), max_length=10, choices=RECORD_STATUSES, default=RecordStatus.CURRENT.value
    )
    information_from = models.CharField(
        _("information from"),
        max_length=10,
        blank=True,
        validators=[PARTIAL_DATE],
        help_text=_("When the facts were true: 2025, 2025-11 or 2025-11-30."),
    )
    check_note = models.CharField(_("to be checked"), max_length=250, blank=True, help_text=_("What should be checked, and with whom."))
    confirmed_on = models.DateField(_("last confirmed on"), null=True, blank=True, editable=False)
    """Last day somebody responsible confirmed the public page, Europe/Helsinki. Written by ``portal.freshness`` only."""
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    """Who confirmed it, when it was somebody with an account; never shown to the public."""
    review_every_days = models.PositiveSmallIntegerField(
        _("review every (days)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(SHORTEST), MaxValueValidator(LONGEST)],
        help_text=_("Empty: as often as pages of this kind usually are."),
    )
    external_id = models.CharField(_("identifier in the source"), max_length=100, blank=True, db_index=True)

    class Meta:
        abstract = True

    # --- Languages ---------------------------------------------------------------------------------------------
    def versions(self) -> dict[str, LanguageVersion]:
        """Language versions by language, as they are in memory (a draft's own, when this is a draft)."""
        return once(
            ("versions", self.pk),
            lambda: {version.locale: version for version in self.language_versions.all() if version.locale in language_codes()},
        )

    def listing_languages(self) -> tuple[str, ...]:
        """Languages with real text, the default first; a title alone is not a text."""
        versions = self.versions()
        return (
            default_language(),
            *(code for code in language_codes() if code in versions and (versions[code].summary or versions[code].body)),
        )

    def text_digest(self) -> str:
        """Fingerprint of the Finnish texts; a version made from another fingerprint is outdated."""
        texts = [
            self.title,
            self.summary,
            self.plain_summary,
            sections_text(self.body),
            *(getattr(self, name) for name in self.translated_texts),
        ]
        return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()

    def text(self, name: str, lang: str) -> str:
        """A fact told in words, in ``lang`` if there is a version, else in Finnish."""
        version = self.versions().get(lang)
        return (getattr(version, name) if version else "") or getattr(self, name)

    def finnish_sources(self) -> set[str]:
        """The page's Finnish texts that a version may translate, besides title, summary and content; page types add theirs."""
        return {getattr(self, name) for name in self.translated_texts}

    def listing_title(self, lang: str) -> str:
        """The title in ``lang`` when the page has a text in it, else in Finnish."""
        texts: LanguageVersion | ListingPage = self
        if lang != default_language() and lang in self.listing_languages():
            texts = self.versions()[lang]
        return str(texts.title)

    # --- Freshness ---------------------------------------------------------------------------------------------
    def with_content_json(self, content: dict[str, Any]) -> Any:
        """The page as a revision says, but confirmed as the page is now: a confirmation is about the public page, not about a draft.

        So a draft begun before a confirmation, or an old version restored, does not undo it when it is published.
        """
        page = super().with_content_json(content)
        page.confirmed_on, page.confirmed_by_id = self.confirmed_on, self.confirmed_by_id
        return page

    # --- The one translation -----------------------------------------------------------------------------------
    @property
    def listing_id(self) -> UUID:
        """The page's own UUID (Wagtail's translation key: unique, new on a copy)."""
        return UUID(str(self.translation_key))

    def to_listing(self, lang: str) -> Listing:
        """The page as a Listing in ``lang``; reads the page as it is in memory, so drafts can be previewed."""
        with translation.override(lang):
            values = self.listing_values(lang)
            return Listing(**values, finnish_texts=finnish_texts(values, self.finnish_sources(), lang))

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Fields of the Listing; mixins and page types add theirs."""
        version = self.versions().get(lang)
        texts = version if version is not None else self
        topics = list(self.topics.all())
        organisation = self.maintainer()
        return {
            "id": self.listing_id,
            "external_id": self.external_id,
            "kind": self.kind,
            "lang": lang,
            "languages": self.listing_languages(),
            "outdated": version is not None and version.is_outdated(self),
            "texts_from": version.up_to_date_on if version is not None else None,
            "url": self.url or "",
            "title": texts.title,
            "summary": texts.summary,
            "plain_summary": texts.plain_summary,
            "sections": section_values(texts.body, lang),
            "body_text": sections_text(texts.body),
            "alternative_names": tuple(line.strip() for line in self.alternative_names.splitlines() if line.strip()),
            "image": image_value(self.image),
            "organisation": organisation,
            "topics": term_values(self.topics, lang),
            "sensitive": any(topic.is_sensitive for topic in topics),
            "contacts": contact_values(self.contacts),
            "links": (Link(title=urlsplit(self.website).netloc, url=self.website),) if self.website else (),
            "sources": source_values(self.sources),
            "freshness": Freshness(
                status=RecordStatus(self.record_status),
                information_from=self.information_from,
                confirmed_on=self.confirmed_on,
                confirmed_by=organisation.name if organisation and self.confirmed_on else "",
                review_every_days=review_days(self.kind, self.review_every_days),
                check=self.check_note,
            ),
            "first_published": self.first_published_at,
            "modified": self.last_published_at,
        }

    def maintainer(self) -> OrganisationRef | None:
        """The nearest public organisation above in the tree; None for pages of the region itself."""
        for page in once(("above", self.path[: -self.steplen]), lambda: list(self.get_ancestors().specific(defer=True)))[::-1]:
            if getattr(page, "kind", None) is Kind.ORGANISATION and is_public(page):
                return organisation_ref(page)
        return None

    # --- Serving -----------------------------------------------------------------------------------------------
    @property
    def preview_modes(self) -> list[tuple[str, Any]]:
        """A preview per language that has a text."""
        names = dict(settings.LANGUAGES)
        return [(code, names[code]) for code in self.listing_languages()]

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page as the public sees it."""
        return self.serve_preview(request, translation.get_language() or default_language())

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the page as it is in memory, drawn from its Listing like the published one."""
        lang = mode_name if mode_name in self.listing_languages() else default_language()
        render: Any = import_string(settings.LISTING_RENDERER)
        with translation.override(lang):
            response: HttpResponse = render(request, self.to_listing(lang))
        return response
