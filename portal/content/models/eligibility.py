"""For whom."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from portal.content.widgets import Checkboxes
from portal.listings.listing import Eligibility
from portal.taxonomy.models import AgeBand, Audience, LifeSituation, term_values


class EligibilityMixin(models.Model):
    """Audiences, ages and life situations."""

    audiences = ParentalManyToManyField(Audience, verbose_name=_("audiences"), blank=True)
    life_situations = ParentalManyToManyField(LifeSituation, verbose_name=_("life situations"), blank=True)
    age_bands = ParentalManyToManyField(AgeBand, verbose_name=_("age bands"), blank=True)
    age_min = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    age_max = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True)
    audience_text = models.CharField(_("for whom, in words"), max_length=250, blank=True)

    whom_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("audience_text", help_text=_("For example “Parents of a first baby”. Families read this first.")),
                FieldPanel("audiences", widget=Checkboxes),
                FieldRowPanel([FieldPanel("age_min"), FieldPanel("age_max")], help_text=_("The children's ages in years. Empty: any age.")),
            ],
            heading=_("For whom"),
        )
    ]
    more_whom_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("life_situations", widget=Checkboxes, help_text=_("Tick only what it is meant for.")),
                FieldPanel("age_bands", widget=Checkboxes, help_text=_("Only when ages in years do not say it.")),
            ],
            heading=_("Life situations and age bands"),
            classname="collapsed",
        )
    ]

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse an upper age below the lower one."""
        super().clean()
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValidationError({"age_max": _("The upper age is below the lower age.")})

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds for whom it is."""
        values: dict[str, Any] = super().listing_values(lang)  # type: ignore[misc]  # the mixin stands before ListingPage
        page: Any = self
        eligibility = Eligibility(
            audiences=term_values(self.audiences, lang),
            life_situations=term_values(self.life_situations, lang),
            age_bands=term_values(self.age_bands, lang),
            age_min=self.age_min,
            age_max=self.age_max,
            text=page.text("audience_text", lang),
        )
        return values | {"eligibility": eligibility}
