"""Whom the portal asks whether pages are still right."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ContactOrder(models.IntegerChoices):
    """Who is asked first, and who when the first does not answer."""

    FIRST = 1, _("First")
    SECOND = 2, _("When the first does not answer")


class FreshnessContact(models.Model):
    """Somebody who answers for an organisation's pages, or for one of them; an account is not needed.

    The address is never public: only the organisation's own people and coordinators see it.
    """

    organisation = models.ForeignKey(
        "organisations.OrganisationPage", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="freshness_contacts"
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("only for the page"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Empty: for all pages of the organisation."),
    )
    email = models.EmailField(_("e-mail address"), help_text=_("It is never shown to the public."))
    name = models.CharField(_("name"), max_length=150, blank=True)
    order = models.PositiveSmallIntegerField(_("asked"), choices=ContactOrder.choices, default=ContactOrder.FIRST)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("contact for freshness")
        verbose_name_plural = _("contacts for freshness")
        ordering: ClassVar[list[str]] = ["organisation", "page", "order"]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                name="one_contact_of_organisation",
                fields=("organisation", "order"),
                condition=Q(page=None),
                violation_error_message=_("There is such a contact already. Remove it first."),
            ),
            models.UniqueConstraint(
                name="one_contact_of_page",
                fields=("page", "order"),
                condition=Q(page__isnull=False),
                violation_error_message=_("There is such a contact already. Remove it first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def clean(self) -> None:
        """Write the address in lower case; refuse a page of another organisation.

        :raises ValidationError: the page does not stand under the organisation.
        """
        super().clean()
        self.email = self.email.lower()
        if self.page_id and self.organisation_id and not self.page.path.startswith(self.organisation.path):  # type: ignore[union-attr]
            raise ValidationError({"page": _("This page does not belong to the organisation.")})
