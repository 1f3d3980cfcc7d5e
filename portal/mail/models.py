"""The outbox: a mail is a row first, and is sent after the commit, again until it has gone."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutgoingMail(models.Model):
    """One mail to one address. Its text is emptied when it has gone: links in mails are keys."""

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=255)
    body = models.TextField(_("text"), blank=True)
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)
    once_key = models.CharField(max_length=200, null=True, blank=True, unique=True)
    """What the mail is about; the same key is queued only once, however often a job runs."""
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    send_after = models.DateTimeField(_("not before"), default=timezone.now, db_index=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=255, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True, db_index=True)
    failed_at = models.DateTimeField(_("given up"), null=True, blank=True)
    is_undeliverable = models.BooleanField(_("no such mailbox"), default=False)
    """The server said that nobody can be reached at the address, now or later (``replies.no_such_mailbox``)."""

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class Notice(models.Model):
    """Something a user should know: mailed at once, or gathered into the day's digest, as the user has chosen."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    text = models.CharField(_("what"), max_length=255)
    """A whole sentence in the user's language. Never draft text."""
    url = models.CharField(max_length=500)
    """Path in the portal where the user can act."""
    once_key = models.CharField(max_length=200, null=True, blank=True)  # noqa: DJ001 (None = may repeat)
    created_at = models.DateTimeField(default=timezone.now)
    mailed_at = models.DateTimeField(null=True, blank=True, db_index=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("user", "once_key"), name="one_notice_per_key")]

    def __str__(self) -> str:
        return self.text
