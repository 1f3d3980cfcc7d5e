"""Pages that happen or are open at times."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from portal.content.blocks.schedule import ExceptionsBlock, ScheduleRulesBlock, SeasonBlock, schedule_from_blocks
from portal.content.editing_panels import SchedulePanel
from portal.content.spoken_form import ScheduledPageForm
from portal.listings.schedule import Schedule


class ScheduledMixin(models.Model):
    """Fields from which the page's ``Schedule`` is made."""

    base_form_class = ScheduledPageForm

    schedule_rules = StreamField(ScheduleRulesBlock(required=False), verbose_name=_("times"), blank=True)
    seasons = StreamField(
        [("season", SeasonBlock())], verbose_name=_("seasons"), blank=True, help_text=_("Empty: all year. A new season is a new row.")
    )
    schedule_exceptions = StreamField(ExceptionsBlock(required=False), verbose_name=_("exceptions"), blank=True)
    round_the_clock = models.BooleanField(_("round the clock"), default=False)
    closed_on_holidays = models.BooleanField(_("closed on public holidays"), default=True)
    by_appointment = models.BooleanField(_("by appointment"), default=False)
    schedule_text = models.TextField(
        _("times in words"),
        blank=True,
        max_length=500,
        help_text=_("Only when the times cannot be given above, or as an addition to them."),
    )
    schedule_as_of = models.DateField(
        _("times known on"),
        null=True,
        blank=True,
        help_text=_("For times from another source: the last day they were known to be true. A year later they are shown as old."),
    )
    schedule_check = models.BooleanField(
        _("times must be checked"), default=False, help_text=_("They are shown in words only, never as dates.")
    )

    when_panels: ClassVar[list[Any]] = [
        FieldPanel("schedule_words", heading=_("When, in plain words"), disable_comments=True),
        SchedulePanel(heading=_("What families will read")),
        FieldPanel("schedule_rules", heading=_("When")),
        FieldPanel("seasons", help_text=_("From which day to which. Empty: all year. A new season is a new row.")),
    ]
    more_when_panels: ClassVar[list[Any]] = [
        FieldPanel("schedule_exceptions"),
        MultiFieldPanel(
            [
                FieldPanel("schedule_text"),
                FieldPanel("closed_on_holidays", help_text=_("The public holidays of Finland are known here.")),
                FieldPanel("by_appointment"),
                FieldPanel("round_the_clock"),
                FieldPanel("schedule_as_of"),
                FieldPanel("schedule_check"),
            ],
            heading=_("More about the times"),
            classname="collapsed",
        ),
    ]

    class Meta:
        abstract = True

    def schedule_value(self, lang: str) -> Schedule | None:
        """The schedule, or None when nothing at all is said about times."""
        page: Any = self
        schedule = schedule_from_blocks(
            self.schedule_rules,
            self.seasons,
            self.schedule_exceptions,
            round_the_clock=self.round_the_clock,
            closed_on_holidays=self.closed_on_holidays,
            by_appointment=self.by_appointment,
            text=page.text("schedule_text", lang),
            as_of=self._as_of(),
            check=self.schedule_check,
        )
        return schedule if schedule.says_something else None

    def listing_values(self, lang: str) -> dict[str, Any]:
        """Adds the schedule."""
        values: dict[str, Any] = super().listing_values(lang)  # type: ignore[misc]  # the mixin stands before ListingPage
        return values | {"schedule": self.schedule_value(lang)}

    def _as_of(self) -> dt.date | None:
        """Times are as true as their source, or as the last confirmation if that is later."""
        confirmed: dt.date | None = self.confirmed_on  # type: ignore[attr-defined]  # ListingPage's field
        known = [day for day in (self.schedule_as_of, confirmed) if day is not None]
        return max(known) if self.schedule_as_of else None
