"""When each public page is to be confirmed next, and how far the portal has come in asking."""

from typing import Any, ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Review(models.Model):
    """The state of one public page: derived by ``portal.freshness.reviews``, which can make every row anew."""

    page = models.OneToOneField("wagtailcore.Page", primary_key=True, on_delete=models.CASCADE, related_name="review")
    organisation = models.ForeignKey("organisations.OrganisationPage", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    """Kind of listing (``portal.listings.kinds.Kind``)."""
    confirmed_on = models.DateField(null=True)
    due_on = models.DateField(null=True, db_index=True)
    """Day by which it is to be confirmed, Europe/Helsinki; None = nobody is asked."""
    is_critical = models.BooleanField(default=False)
    """Helplines and crisis listings: never taken down, told to the coordinator every day while overdue."""
    may_be_taken_down = models.BooleanField(default=False)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering: ClassVar[list[str]] = ["due_on", "page"]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.due_on}"


class Step(models.TextChoices):
    """What is done about one due day of one page, in time's order."""

    MONTH_BEFORE = "month", _("Reminded 30 days before")
    WEEK_BEFORE = "week", _("Reminded 7 days before")
    DUE = "due", _("The second contact was asked")
    OVERDUE = "overdue", _("Shown as not confirmed")
    COORDINATOR = "coordinator", _("The coordinator was told")
    TAKEN_DOWN = "taken_down", _("Taken down")


class ReviewStep(models.Model):
    """That a step was done. The constraint is what makes the job idempotent."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="review_steps")
    organisation = models.ForeignKey("organisations.OrganisationPage", null=True, on_delete=models.CASCADE, related_name="+")
    due_on = models.DateField()
    step = models.CharField(max_length=12, choices=Step.choices)
    at = models.DateTimeField(default=timezone.now)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    """Of a page taken down: what was public."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("step of a review")
        verbose_name_plural = _("steps of reviews")
        ordering: ClassVar[list[str]] = ["-at"]
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(name="each_step_once", fields=("page", "due_on", "step"))]

    def __str__(self) -> str:
        return f"{self.page_id} {self.due_on}: {self.get_step_display()}"
