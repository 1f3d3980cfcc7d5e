"""What tells every process that pages look different now."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Change(models.Model):
    """Something that the public sees has changed. Written in the transaction of the change, so that it is seen with it and goes with it.

    Rows are added, never updated: publications of several editors do not wait for each other, as they would for one counter.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("change of what is public")
        verbose_name_plural = _("changes of what is public")

    def __str__(self) -> str:
        return f"{self.pk}: {self.at:%Y-%m-%d %H:%M:%S}"
