"""What was asked in one mail, of one person. The mail's link is signed; the row is what it opens."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LINK_AGE = dt.timedelta(days=60)
"""How long a link in a mail can be used. Older asks are deleted by the job, with the address in them."""


class Ask(models.Model):
    """One mail with a link: about pages (``asked_pages``), or about an organisation's part of a collection (``round``)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="+")
    """None: a contact without an account, by ``email``."""
    email = models.EmailField()
    """Where it went, in lower case. Removing the contact, or the user's leaving, makes the link open nothing any more."""
    round = models.ForeignKey("freshness.CollectionRound", null=True, on_delete=models.CASCADE, related_name="asks")
    organisation = models.ForeignKey("organisations.OrganisationPage", null=True, on_delete=models.CASCADE, related_name="+")
    """Of a collection: whose pages."""
    created_at = models.DateTimeField(default=timezone.now, db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("question by mail")
        verbose_name_plural = _("questions by mail")

    def __str__(self) -> str:
        return f"{self.email} {self.created_at:%Y-%m-%d}"

    def is_expired(self, now: dt.datetime) -> bool:
        """Whether the link is too old at ``now`` (aware)."""
        return self.created_at + LINK_AGE < now


class AskedPage(models.Model):
    """One page of a mail; answered at most once."""

    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, related_name="asked_pages")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=10, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page asked about")
        verbose_name_plural = _("pages asked about")
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(name="a_page_once_in_a_mail", fields=("ask", "page"))]

    def __str__(self) -> str:
        return f"{self.ask_id}: {self.page_id}"
