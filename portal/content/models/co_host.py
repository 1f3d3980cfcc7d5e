"""Whether an organisation that a page names as co-host has said yes. Plain rows beside the page: no draft or form can forge one."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class CoHostState(models.TextChoices):
    """How far it has come."""

    ASKED = "asked", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")


class CoHost(models.Model):
    """One organisation asked to arrange one page's event together with its owner."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="co_host_answers", verbose_name=_("page"))
    organisation = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation"))
    state = models.CharField(_("state"), max_length=10, choices=CoHostState.choices, default=CoHostState.ASKED)
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("co-host")
        verbose_name_plural = _("co-hosts")
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint(fields=("page", "organisation"), name="one_answer_per_co_host")]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_state_display()}"


def accepted_co_hosts(page: Page) -> frozenset[int]:
    """Primary keys of the organisations that have said yes to the page. One query; none for a page that was never stored."""
    if page.pk is None:
        return frozenset()
    return frozenset(CoHost.objects.filter(page=page, state=CoHostState.ACCEPTED).values_list("organisation_id", flat=True))
