"""The step in which a coordinator reads what an editor sends, and links that show a draft to people without an account."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask

from portal.moderation.locks import ModerationLock

LINK_DAYS = 7
"""How long a preview link works."""
_signer = Signer(salt="portal.moderation.preview")


class FourEyesApprovalTask(AbstractGroupApprovalTask):
    """A coordinator approves exactly what was shown, never the own submission while another coordinator could.

    Wagtail's own doors (the editor's menu, ``workflow_action``) approve whatever is the latest, so they are offered no action and
    are refused here: the decision is made on the review page alone (``portal.moderation.services``).
    """

    lock_class = ModerationLock

    class Meta:
        verbose_name = _("approval by a coordinator")
        verbose_name_plural = _("approvals by a coordinator")

    def get_actions(self, obj: Any, user: Any) -> list[Any]:
        """None in Wagtail's own views."""
        return []

    def on_action(self, task_state: Any, user: Any, action_name: str, **kwargs: Any) -> None:
        """Refused: nobody was shown what would be published.

        :raises PermissionDenied: always.
        """
        raise PermissionDenied(_("Approve or send back on the review page."))


class PreviewLinkQuerySet(models.QuerySet["PreviewLink"]):
    """Links that may still work."""

    def open(self) -> "PreviewLinkQuerySet":
        """Neither taken back nor past their time."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now())


class PreviewLink(models.Model):
    """A link to the latest draft of one page. The address is the signed number of this row; nothing secret is stored."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="preview_links", verbose_name=_("page"))
    organisation = models.ForeignKey(
        "organisations.OrganisationPage", null=True, blank=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("organisation")
    )
    """Whose page it is; None for the region's own."""
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("shared by"))
    created_at = models.DateTimeField(_("shared"), default=timezone.now)
    expires_at = models.DateTimeField(_("works until"))
    revoked_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    objects: ClassVar[Any] = PreviewLinkQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.page_id} → {self.expires_at:%Y-%m-%d}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new link works for ``LINK_DAYS``."""
        if self.expires_at is None:
            self.expires_at = self.created_at + dt.timedelta(days=LINK_DAYS)
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        """Whether it has neither expired nor been taken back."""
        return self.revoked_at is None and self.expires_at > timezone.now()

    @property
    def token(self) -> str:
        """The last part of its address; nobody makes one without the portal's secret key."""
        return str(_signer.sign_object({"link": self.pk})).replace(":", ".")

    @classmethod
    def from_token(cls, token: str) -> "PreviewLink | None":
        """The link of a token, open or not; None for a token that we did not sign."""
        try:
            values = _signer.unsign_object(token.replace(".", ":"))
        except BadSignature:
            return None
        found: PreviewLink | None = cls.objects.select_related("page", "made_by").filter(pk=values["link"]).first()
        return found
