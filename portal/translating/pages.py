"""Pages with language versions: which are outdated in a language, and which have nothing in it yet."""

from enum import StrEnum
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from wagtail.models import Page

from portal.content.models import LanguageVersion, PublicPage


class What(StrEnum):
    """Which pages' texts are asked for."""

    OUTDATED = "outdated"
    """The Finnish text has changed after the version was made."""
    MISSING = "missing"
    """Nothing in the language yet."""
    OPEN = "open"
    """Both."""
    ALL = "all"


def translatable(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Of these pages the public ones of types with language versions."""
    models = [model for model in apps.get_models() if issubclass(model, PublicPage)]
    types = ContentType.objects.get_for_models(*models).values()
    return pages.filter(live=True, content_type__in=[one.pk for one in types])


def select(pages: QuerySet[Page], lang: str, what: What) -> QuerySet[Page]:
    """Of these pages those that are asked for, in the order of the tree.

    :param lang: a language of the portal other than Finnish.
    """
    versions = LanguageVersion.objects.filter(page_id=OuterRef("pk"), locale=lang)
    outdated, there = Exists(versions.filter(outdated_since__isnull=False)), Exists(versions)
    found = translatable(pages)
    if what is What.OUTDATED:
        found = found.filter(outdated)
    elif what is What.MISSING:
        found = found.filter(~there)
    elif what is What.OPEN:
        found = found.filter(outdated | ~there)
    return found.order_by("path")


def outdated_versions(pages: QuerySet[Page]) -> QuerySet[LanguageVersion]:
    """Outdated versions of these public pages, the oldest first, each with its page."""
    public = translatable(pages).values("pk")
    rows: QuerySet[LanguageVersion] = LanguageVersion.objects.filter(outdated_since__isnull=False, page__in=public)
    return rows.select_related("page", "page__content_type").order_by("outdated_since", "page__title")


def version_of(page: Any, lang: str) -> LanguageVersion | None:
    """The page's version in a language, as it is in memory."""
    return next((version for version in page.language_versions.all() if version.locale == lang), None)
