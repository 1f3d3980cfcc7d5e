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
    summary = models.CharField(_("result"), max_length=255, blank=True)
    error = models.TextField(_("error"), blank=True)

    class Meta:
        verbose_name = _("periodic job")
        verbose_name_plural = _("periodic jobs")

    def __str__(self) -> str:
        return self.name
