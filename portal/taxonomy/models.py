"""The words by which things are found and told apart; edited by the coordinator, labelled in every language."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.listings.listing import Term as TermValue
from portal.localisation.fields import LocalisedTextField
from portal.localisation.languages import pick


class Term(models.Model):
    """A term of one vocabulary. ``slug`` is public and stable (API, addresses); labels may change freely."""

    slug = models.SlugField(_("identifier"), unique=True, help_text=_("Used in addresses and in the API; do not change it later."))
    labels = LocalisedTextField(_("label"), text_max_length=100)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering: ClassVar[list[str]] = ["sort_order", "slug"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """Label in the active language."""
        return pick(self.labels)

    def to_value(self, lang: str) -> TermValue:
        """The term as a value, labelled in ``lang`` (Finnish when it has no label there)."""
        return TermValue(slug=self.slug, label=pick(self.labels, lang))


class Topic(Term):
    """What a thing is about. Two levels: the blocks of early support, and the topics in them."""

    parent = models.ForeignKey("self", verbose_name=_("block"), null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    is_sensitive = models.BooleanField(
        _("sensitive"), default=False, help_text=_("Pages on this topic get the quick exit and a neutral title (violence, divorce, youth).")
    )
    is_crisis = models.BooleanField(_("crisis"), default=False, help_text=_("Helplines come first on this topic."))

    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")

    def clean(self) -> None:
        super().clean()
        if self.parent is not None and (self.parent.parent_id is not None or self.parent_id == self.pk):
            raise ValidationError({"parent": _("Topics have two levels only: choose a block that has no block of its own.")})
        if self.parent is not None and self.pk and self.children.exists():
            raise ValidationError({"parent": _("It is a block: topics belong to it, so it cannot belong to another.")})


class LifeSituation(Term):
    """What is going on in the family, e.g. divorce, a new baby, moving to Finland."""

    class Meta(Term.Meta):
        verbose_name = _("life situation")
        verbose_name_plural = _("life situations")


class AgeBand(Term):
    """A named range of a child's or young person's age in whole years, both ends included; open ends are empty."""

    age_min = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)

    class Meta(Term.Meta):
        verbose_name = _("age band")
        verbose_name_plural = _("age bands")

    def clean(self) -> None:
        super().clean()
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValidationError({"age_max": _("The upper age is below the lower age.")})


class Audience(Term):
    """For whom, e.g. families with children, young people, professionals."""

    class Meta(Term.Meta):
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")


class ServiceLanguage(Term):
    """A language in which one is served; ``slug`` is its BCP 47 tag in lower case."""

    class Meta(Term.Meta):
        verbose_name = _("language of service")
        verbose_name_plural = _("languages of service")


class AccessibilityFact(Term):
    """A fact about getting in and around, e.g. step-free entrance."""

    class Meta(Term.Meta):
        verbose_name = _("accessibility fact")
        verbose_name_plural = _("accessibility facts")


class FirstVisitFact(Term):
    """What a first-timer wants to know: just come in, no sign-up, free, siblings welcome, anonymous."""

    class Meta(Term.Meta):
        verbose_name = _("first-visit fact")
        verbose_name_plural = _("first-visit facts")


class Offer(Term):
    """What is at a meeting place: open activity, peer activity, early support, outreach of services."""

    class Meta(Term.Meta):
        verbose_name = _("content of a meeting place")
        verbose_name_plural = _("contents of meeting places")


VOCABULARIES: dict[str, type[Term]] = {
    "topics": Topic,
    "life_situations": LifeSituation,
    "age_bands": AgeBand,
    "audiences": Audience,
    "service_languages": ServiceLanguage,
    "accessibility_facts": AccessibilityFact,
    "first_visit_facts": FirstVisitFact,
    "offers": Offer,
}


def term_values(terms: Any, lang: str) -> tuple[TermValue, ...]:
    """Terms (a queryset or list) as values in their vocabulary's order."""
    return tuple(term.to_value(lang) for term in sorted(terms.all(), key=lambda term: (term.sort_order, term.slug)))
