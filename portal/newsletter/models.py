"""Who wants news by e-mail. No name, no network address, no reading habits: the address and what it was given for."""

from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Subscription(models.Model):
    """One address and one municipality. Until it is confirmed nothing but the question goes to the address."""

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    """What links in mails name, signed; made by chance."""
    email = models.EmailField(_("e-mail"), db_index=True)
    """In small letters."""
    municipality = models.CharField(_("municipality"), max_length=3)
    """Its code."""
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    """Only news of this kind, or empty."""
    age_band = models.CharField(_("age"), max_length=50, blank=True)
    """Slug of the age band that the news is for, or empty."""
    lang = models.CharField(_("language"), max_length=10)
    created_at = models.DateTimeField(default=timezone.now, db_index=True)
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True)
    """What was published until then has been told, or was there before; set with the confirmation."""

    class Meta:
        verbose_name = _("subscription of news")
        verbose_name_plural = _("subscriptions of news")
        indexes: ClassVar[list[Any]] = [models.Index(fields=("told_until",), name="newsletter_to_tell")]

    def __str__(self) -> str:
        # Never the address: this is what logs and errors show.
        return f"{self.municipality} {self.key}"
