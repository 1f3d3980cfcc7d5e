"""What people tell an organisation about its pages, until somebody has answered; and whether a page helped, by week."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MessageKind(models.TextChoices):
    """Why somebody wrote."""

    CHANGED = "changed", _("Something has changed")
    ENDED = "ended", _("It has ended")
    SUGGESTION = "suggestion", _("A co-host suggests a change")
    WRONG_TIME = "time", _("The times are wrong")
    WRONG_PLACE = "place", _("The place or the address is wrong")
    WRONG_CONTACT = "contact", _("A number, an address or a link does not work")
    OTHER = "other", _("Something else is wrong")


READERS_KINDS = (MessageKind.WRONG_TIME, MessageKind.WRONG_PLACE, MessageKind.WRONG_CONTACT, MessageKind.ENDED, MessageKind.OTHER)
"""What a reader may report, in the order in which it is asked."""


class MessageState(models.TextChoices):
    """How far it has come."""

    NEW = "new", _("New")
    BEGUN = "begun", _("Being mended")
    ANSWERED = "answered", _("Answered")


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
    from_reader = models.BooleanField(_("from a reader"), default=False)
    """Sent from a public page. Such messages are forgotten some time after the answer (``retention``)."""
    reply_to = models.EmailField(_("answer to"), blank=True)
    """A reader's address, if one was given. Emptied when the answer has been mailed, or when none comes (``retention``)."""
    lang = models.CharField(max_length=10, blank=True, editable=False)
    """The reader's language, in which the answer's mail is written."""
    created_at = models.DateTimeField(_("received"), default=timezone.now)
    begun_at = models.DateTimeField(_("being mended since"), null=True, blank=True)
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

    @property
    def state(self) -> MessageState:
        """New, being mended, or answered."""
        if self.answered_at is not None:
            return MessageState.ANSWERED
        return MessageState.NEW if self.begun_at is None else MessageState.BEGUN

    @property
    def state_label(self) -> str:
        """The state in words."""
        return str(self.state.label)


class HelpfulWeek(models.Model):
    """How often readers of one listing said in one week that it helped, or did not. Nothing about who said it, or when in the week."""

    listing_id = models.UUIDField()
    week = models.DateField(_("week"), db_index=True)
    """Monday of the ISO week (Europe/Helsinki)."""
    yes = models.PositiveIntegerField(_("helped"), default=0)
    no = models.PositiveIntegerField(_("did not help"), default=0)

    class Meta:
        verbose_name = _("whether a page helped, by week")
        verbose_name_plural = _("whether pages helped, by week")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("listing_id", "week"), name="one_helpful_count_per_week")]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.week}: +{self.yes} -{self.no}"
