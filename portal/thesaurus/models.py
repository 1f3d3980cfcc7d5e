"""Concepts (SKOS): an idea, its names in every language, the everyday words that mean it, and what it is near to."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.localisation.fields import LocalisedTextField
from portal.localisation.languages import pick
from portal.taxonomy.models import Topic


class Concept(models.Model):
    """One idea of the field. ``slug`` is public and stable (SKOS, API); labels may change freely.

    ``preferred``: one label a language. ``alternative`` and ``colloquial``: a label a line, each of one or more words;
    alternative names are looked for in texts and queries, colloquial words and phrases in queries only.
    """

    slug = models.SlugField(_("identifier"), unique=True, max_length=80, help_text=_("Used by other systems; do not change it later."))
    preferred = LocalisedTextField(_("name"), text_max_length=100)
    alternative = LocalisedTextField(
        _("other names"), blank=True, multiline=True, help_text=_("One on each line: words that pages use for the same thing.")
    )
    colloquial = LocalisedTextField(
        _("everyday words"), blank=True, multiline=True, help_text=_("One on each line: what people type, as they would say it.")
    )
    broader: Any = models.ManyToManyField(
        "self", verbose_name=_("broader concepts"), symmetrical=False, blank=True, related_name="narrower"
    )
    related: Any = models.ManyToManyField("self", verbose_name=_("related concepts"), symmetrical=True, blank=True)
    topics: Any = models.ManyToManyField(Topic, verbose_name=_("topics"), blank=True, related_name="concepts")
    is_crisis = models.BooleanField(_("crisis"), default=False, help_text=_("Who searches for this is shown the helplines first."))

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering: ClassVar[list[str]] = ["slug"]

    def __str__(self) -> str:
        return pick(self.preferred) or self.slug
