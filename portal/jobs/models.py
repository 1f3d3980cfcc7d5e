"""When each periodic job last ran, and how it went: the heartbeat."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobRun(models.Model):
    """One row a job."""

    name = models.CharField(_("job"), max_length=80, unique=True)
    started_at = models.DateTimeField(_("last start"), null=True)
    finished_at = models.DateTimeField(_("last end"), null=True)
    succeeded_at = models.DateTimeField(_("last success"), null=True)
    """When the last successful run began; catching up counts from here."""
    held_until = models.DateTimeField(null=True)
    """While it runs: until when no other process may begin; None when nobody runs it."""
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    summary = models.CharField(_("result"), max_length=255, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")

    def __str__(self) -> str:
        return self.name
