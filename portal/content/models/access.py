"""How to get in: price, signing up, first visit, accessibility, languages."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from portal.content.widgets import Checkboxes
from portal.listings.listing import Price, SignUp
from portal.taxonomy.models import AccessibilityFact, FirstVisitFact, ServiceLanguage, term_values


class AccessMixin(models.Model):
    """What a first-timer must know. What is unknown stays unknown: empty is not "no"."""

    is_free = models.BooleanField(_("free of charge"), null=True, blank=True)
    price_text = models.CharField(_("price in words"), max_length=250, blank=True)
    sign_up_required = models.BooleanField(_("signing up needed"), null=True, blank=True)
    sign_up_text = models.TextField(_("signing up in words"), blank=True, max_length=500)
    sign_up_url = models.URLField(_("address for signing up"), blank=True, max_length=500)
    is_anonymous = models.BooleanField(_("one may stay anonymous"), null=True, blank=True)
    first_visit_facts = ParentalManyToManyField(FirstVisitFact, verbose_name=_("first visit"), blank=True)
    accessibility_facts = ParentalManyToManyField(AccessibilityFact, verbose_name=_("accessibility"), blank=True)
    service_languages = ParentalManyToManyField(ServiceLanguage, verbose_name=_("languages of service"), blank=True)

    join_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("sign_up_required"),
                FieldPanel("sign_up_text", help_text=_("How and by when. For example “Just come” or “Text us the day before”.")),
                FieldPanel("sign_up_url"),
                FieldPanel("is_free"),
                FieldPanel("price_text", help_text=_("Only when it costs something, for example “Coffee 2 €”.")),
            ],
            heading=_("How to join"),
        )
    ]
    before_panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("first_visit_facts", widget=Checkboxes, help_text=_("What makes it easier to come for the first time.")),
                FieldPanel("accessibility_facts", widget=Checkboxes, help_text=_("Tick only what you know. Empty does not mean “no”.")),
                FieldPanel("service_languages", widget=Checkboxes, help_text=_("Languages in which one gets by there.")),
                FieldPanel("is_anonymous"),
            ],
            heading=_("Before you come"),
            classname="collapsed",
        )
    ]

    class Meta:
        abstract = True

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds price, signing up, facts and languages."""
        values: dict[str, Any] = super().listing_values(lang)  # type: ignore[misc]  # the mixin stands before ListingPage
        page: Any = self
        return values | {
            "price": Price(free=self.is_free, text=page.text("price_text", lang)),
            "sign_up": SignUp(required=self.sign_up_required, text=page.text("sign_up_text", lang), url=self.sign_up_url),
            "anonymous": self.is_anonymous,
            "first_visit": term_values(self.first_visit_facts, lang),
            "accessibility": term_values(self.accessibility_facts, lang),
            "service_languages": term_values(self.service_languages, lang),
        }
