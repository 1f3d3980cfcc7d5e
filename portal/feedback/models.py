"""What people tell an organisation about its pages, until somebody has answered."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MessageKind(models.TextChoices):
    """Why somebody wrote."""

    CHANGED = "changed", _("Something has changed")
    ENDED = "ended", _("It has ended")
    SUGGESTION = "suggestion", _("A co-host suggests a change")


class Message(models.Model):
    """A note about one page, to the organisation that maintains it. It changes nothing by itself."""

    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        null=True,
        on_delete=models.CASCADE,
        related_name="organisation_messages",
        verbose_name=_("organisation"),
    )
    """Who must answer; None for the region's own pages (the coordinator answers)."""
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_messages", verbose_name=_("page"))
    kind = models.CharField(_("about"), max_length=12, choices=MessageKind.choices)
    text = models.TextField(_("message"), max_length=2000, blank=True)
    sender_organisation = models.ForeignKey(
        "organisations.OrganisationPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("from")
    )
    about = models.CharField(max_length=64, blank=True, editable=False)
    """What it belongs to, with others of the same (a seasonal collection); empty for a message of its own."""
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.TextField(_("what was done"), max_length=2000, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("message about a page")
        verbose_name_plural = _("messages about pages")
        ordering: ClassVar[list[str]] = ["created_at"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.page}"
