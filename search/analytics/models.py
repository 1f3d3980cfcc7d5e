"""Searches that found little, by term and week: numbers, and nothing about who searched or when in the week."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """How a search ended that is counted with its term."""

    NONE = "none", _("found nothing")
    FEW = "few", _("found little")
    CORRECTED = "corrected", _("spelling corrected")
    INSISTED = "insisted", _("correction refused")


LITTLE = (Outcome.NONE, Outcome.FEW)


class TermKind(models.TextChoices):
    """What ``SearchTerm.text`` is."""

    WORDS = "words", _("words")
    CONCEPT = "concept", _("crisis concept")


class SearchTerm(models.Model):
    """What was sought, in one language. Shown to nobody before ``queries.SHOWN_FROM`` searches for it."""

    lang = models.CharField(_("language"), max_length=12)
    """Language of the page that was searched (BCP 47)."""
    kind = models.CharField(max_length=8, choices=TermKind.choices, default=TermKind.WORDS)
    text = models.CharField(_("term"), max_length=80)
    """Lower case, one space between words; for a crisis concept its key and never what was typed."""
    hidden_at = models.DateField(_("put aside"), null=True, blank=True)
    """The day a coordinator said "not ours"."""

    class Meta:
        app_label = "search"
        verbose_name = _("search term")
        verbose_name_plural = _("search terms")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("lang", "kind", "text"), name="one_search_term")]

    def __str__(self) -> str:
        return self.text


class TermWeek(models.Model):
    """How often a term was sought in one week with one outcome."""

    term = models.ForeignKey(SearchTerm, on_delete=models.CASCADE, related_name="weeks")
    week = models.DateField(_("week"), db_index=True)
    """Monday of the ISO week (Europe/Helsinki)."""
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    corrected_to = models.CharField(max_length=80, blank=True)
    """What was searched instead, when the spelling was corrected."""
    count = models.PositiveIntegerField(_("searches"), default=0)

    class Meta:
        app_label = "search"
        verbose_name = _("search term's week")
        verbose_name_plural = _("search terms' weeks")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("term", "week", "outcome", "corrected_to"), name="one_count_per_term_and_week")
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.week}: {self.count}"


class WeekTotal(models.Model):
    """All searches of one week in one language, whatever was sought: what the terms are seen against."""

    week = models.DateField(_("week"))
    lang = models.CharField(_("language"), max_length=12)
    searches = models.PositiveIntegerField(_("searches"), default=0)
    none = models.PositiveIntegerField(_("found nothing"), default=0)
    few = models.PositiveIntegerField(_("found little"), default=0)
    withheld = models.PositiveIntegerField(_("not kept"), default=0)
    """Searches whose words were not kept, because they might tell who searched."""

    class Meta:
        app_label = "search"
        verbose_name = _("searches of a week")
        verbose_name_plural = _("searches by week")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("week", "lang"), name="one_total_per_week")]

    def __str__(self) -> str:
        return f"{self.week} {self.lang}: {self.searches}"
