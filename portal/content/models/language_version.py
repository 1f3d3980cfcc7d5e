"""A page's texts in a further language. The facts stay on the page, once."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField

from portal.content.blocks.body import BodyBlock
from portal.localisation.languages import other_languages


class LanguageVersion(models.Model):
    """The texts of one page in one language; a text left empty is shown in Finnish, marked so."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="language_versions")
    locale = models.CharField(_("language"), max_length=10, choices=other_languages)
    title = models.CharField(_("title"), max_length=255)
    summary = models.TextField(_("summary"), blank=True, max_length=400)
    plain_summary = models.TextField(_("summary in plain language"), blank=True, max_length=600)
    body = StreamField(BodyBlock(), verbose_name=_("content"), blank=True)
    audience_text = models.CharField(_("for whom, in words"), max_length=250, blank=True)
    schedule_text = models.TextField(_("times in words"), blank=True, max_length=500)
    way_in = models.TextField(_("way in"), blank=True, max_length=500)
    price_text = models.CharField(_("price in words"), max_length=250, blank=True)
    sign_up_text = models.TextField(_("signing up in words"), blank=True, max_length=500)
    provider_note = models.CharField(_("provider in words"), max_length=250, blank=True)
    status_note = models.CharField(_("what changed"), max_length=250, blank=True)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    """Digest of the Finnish texts this version was made from; see ``ListingPage.text_digest``."""

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        ordering: ClassVar[list[str]] = ["locale"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("page", "locale"), name="one_version_per_language")]

    def __str__(self) -> str:
        return f"{self.locale}: {self.title}"


def language_versions_panel(*fields: str) -> InlinePanel:
    """The tab's panel for language versions, with the text fields this page type has besides title, summary and body."""
    shown = ["locale", "title", "summary", "plain_summary", *fields, "body"]
    return InlinePanel(
        "language_versions", panels=[FieldPanel(name) for name in shown], label=_("Language version"), heading=_("Languages")
    )
