"""A page's texts in a further language. The facts stay on the page, once."""

import datetime as dt
from typing import Any, ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.fields import StreamField

from portal.content.blocks.body import BodyBlock
from portal.content.changes.words import own_words
from portal.localisation.languages import other_languages

COMMON_TEXTS = ("title", "summary", "plain_summary", "body")
"""Texts of every page that has language versions; page types add theirs (``translated_texts``)."""
NOT_KEPT = frozenset({"way_in"})
"""Texts whose earlier wording is not kept beside a version: a place may become confidential, and is then told nowhere."""


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
    source_texts = models.JSONField(default=dict, blank=True, editable=False, encoder=DjangoJSONEncoder)
    """The Finnish texts it was made from, by field, running content as lines (``finnish_texts``); {} when they were not kept."""
    source_on = models.DateTimeField(null=True, blank=True, editable=False)
    """When it was last brought up to date; None when that is not known."""
    outdated_since = models.DateTimeField(null=True, blank=True, editable=False)
    """When public Finnish texts first differed from those it was made from; None while it is up to date."""

    class Meta:
        verbose_name = _("language version")
        verbose_name_plural = _("language versions")
        ordering: ClassVar[list[str]] = ["locale"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("page", "locale"), name="one_version_per_language")]

    def __str__(self) -> str:
        return f"{self.locale}: {self.title}"

    def is_outdated(self, page: Any) -> bool:
        """Whether the page's Finnish texts are others than those it was made from. Unknown origin does not count as outdated."""
        return bool(self.source_digest) and self.source_digest != page.text_digest()

    def bring_up_to_date(self, page: Any) -> None:
        """Say that it tells the same as the page's Finnish texts do now. Not saved."""
        self.source_digest = page.text_digest()
        kept = {} if getattr(page, "is_confidential", False) else finnish_texts(page)
        self.source_texts = {name: text for name, text in kept.items() if name not in NOT_KEPT}
        self.source_on = timezone.now()
        self.outdated_since = None

    @property
    def up_to_date_on(self) -> dt.date | None:
        """Day on which it was last brought up to date, Europe/Helsinki."""
        return timezone.localdate(self.source_on) if self.source_on else None


def text_names(page: Any) -> tuple[str, ...]:
    """Names of the page's texts that language versions translate, in the order of the editor's form."""
    return (*COMMON_TEXTS[:-1], *page.translated_texts, COMMON_TEXTS[-1])


def finnish_texts(page: Any, form: Any = None) -> dict[str, str]:
    """The page's Finnish texts by field; running content as lines (``own_words``).

    :param form: the page's form, when it is drawn: then as it shows them, because what it refused to show must not stand beside it.
    """
    shown = form.fields if form is not None else {}
    return {name: _in_lines(form[name].value() if name in shown else getattr(page, name)) for name in text_names(page)}


def _in_lines(value: Any) -> str:
    return own_words(value) if hasattr(value, "stream_block") else str(value or "")


def note_outdated(page: Any) -> None:
    """Write down on each version since when public Finnish texts differ from it. For the page's save: it asks the database what the
    draft does not know, and nothing when no version is outdated."""
    versions = list(page.language_versions.all())
    outdated = [version for version in versions if version.is_outdated(page)]
    known: dict[Any, dt.datetime] = {}
    if page.pk and any(version.outdated_since is None for version in outdated):
        rows = LanguageVersion.objects.filter(page_id=page.pk, outdated_since__isnull=False)
        known = {row[:2]: row[2] for row in rows.values_list("locale", "source_digest", "outdated_since") if row[2]}
    for version in versions:
        since = None
        if version in outdated:
            since = version.outdated_since or known.get((version.locale, version.source_digest)) or timezone.now()
        if since != version.outdated_since:
            version.outdated_since = since
            if version.pk:  # a page that is saved without having read its versions does not save them
                LanguageVersion.objects.filter(pk=version.pk).update(outdated_since=since)
