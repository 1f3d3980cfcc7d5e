"""How often pages are read: a number a day, and nothing about who read."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyViews(models.Model):
    """Views of one listing on one day (Europe/Helsinki)."""

    listing_id = models.UUIDField()
    day = models.DateField(_("day"))
    count = models.PositiveIntegerField(_("views"), default=0)

    class Meta:
        verbose_name = _("views of a day")
        verbose_name_plural = _("views by day")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("listing_id", "day"), name="one_count_per_day")]

    def __str__(self) -> str:
        return f"{self.listing_id} {self.day}: {self.count}"
