"""Seasonal collections: what goes on in the coming season, asked of every chosen organisation at once."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.listings.kinds import Kind

COLLECTED_KINDS = [
    (Kind.PEER_GROUP.value, _("Peer groups")),
    (Kind.MEETING_PLACE.value, _("Meeting places")),
]
"""Kinds that have seasons; events have dates of their own and end by themselves."""


class CollectionRound(models.Model):
    """One collection, opened by a coordinator to chosen organisations. All days are Europe/Helsinki, both ends included."""

    name = models.CharField(_("name"), max_length=100, help_text=_("For example “Groups in spring 2027”."))
    season_start = models.DateField(_("first day of the season"))
    season_end = models.DateField(_("last day of the season"))
    closes_on = models.DateField(_("answers by"))
    kinds = models.JSONField(_("what is collected"), default=list)
    organisations = models.ManyToManyField("organisations.OrganisationPage", verbose_name=_("organisations"), related_name="+")
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("seasonal collection")
        verbose_name_plural = _("seasonal collections")
        ordering: ClassVar[list[str]] = ["-opened_at"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a season that ends before it begins.

        :raises ValidationError: the days are in the wrong order.
        """
        super().clean()
        if self.season_start and self.season_end and self.season_end < self.season_start:
            raise ValidationError({"season_end": _("The season ends before it begins.")})

    def is_open(self, day: dt.date) -> bool:
        """Whether answers are taken on ``day``."""
        return day <= self.closes_on


class RoundAnswer(models.TextChoices):
    """What an organisation says of one page."""

    CONTINUES = "continues", _("Continues as before, with these dates")
    PAUSES = "pauses", _("Has a break this season")
    ENDS = "ends", _("Has ended")


class RoundItem(models.Model):
    """One page of one organisation in a collection."""

    round = models.ForeignKey(CollectionRound, on_delete=models.CASCADE, related_name="items")
    organisation = models.ForeignKey("organisations.OrganisationPage", on_delete=models.CASCADE, related_name="+")
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(_("answer"), max_length=10, choices=RoundAnswer.choices, blank=True)
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("page in a collection")
        verbose_name_plural = _("pages in a collection")
        ordering: ClassVar[list[str]] = ["organisation", "pk"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(name="a_page_once_in_a_round", fields=("round", "page"))]

    def __str__(self) -> str:
        return f"{self.round}: {self.page_id}"
