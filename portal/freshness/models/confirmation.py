"""What people said when they were asked whether a page is still right: written once, kept."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class How(models.TextChoices):
    """How it came."""

    PUBLISHED = "published", _("published for the first time")
    ADMIN = "admin", _("in the editor")
    LINK = "link", _("by the link in the mail")
    ROUND = "round", _("in a seasonal collection")


class Answer(models.TextChoices):
    """What was said."""

    CURRENT = "current", _("Everything is up to date")
    CHANGED = "changed", _("Something has changed")
    ENDED = "ended", _("It has ended")


class Confirmation(models.Model):
    """One answer about one page."""

    page = models.ForeignKey("wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="confirmations")
    organisation = models.ForeignKey(
        "organisations.OrganisationPage", verbose_name=_("organisation"), null=True, on_delete=models.CASCADE, related_name="+"
    )
    """Who maintained the page then; None for the region's own."""
    at = models.DateTimeField(_("when"), default=timezone.now)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("who"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    contact = models.ForeignKey(
        "freshness.FreshnessContact", verbose_name=_("contact"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who, when it was somebody without an account."""
    how = models.CharField(_("how"), max_length=10, choices=How.choices)
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.CURRENT)
    note = models.CharField(_("note"), max_length=2000, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page}: {self.get_answer_display()}"

    @property
    def who(self) -> str:
        """The person's name or address, for colleagues and coordinators; empty when nobody is known any more."""
        return str(self.user or self.contact or "")
