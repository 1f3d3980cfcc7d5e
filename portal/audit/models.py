"""What happened to rights, approvals and settings: written once, never changed."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AuditError(TypeError):
    """Somebody tried to change or delete what was logged."""


class AuditQuerySet(models.QuerySet["AuditEvent"]):
    """Reads only."""

    def update(self, **fields: Any) -> NoReturn:
        """Refused.

        :raises AuditError: always.
        """
        raise AuditError("The audit log is append-only.")

    def delete(self) -> NoReturn:
        """Refused.

        :raises AuditError: always.
        """
        raise AuditError("The audit log is append-only.")


class AuditEvent(models.Model):
    """One deed. It keeps names as they were, so that it can be read when user and page are gone."""

    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)
    action = models.CharField(_("what"), max_length=60, db_index=True)
    """Dotted: ``membership.granted``, ``page.approved``, ``audit.exported``."""
    actor_id = models.PositiveBigIntegerField(null=True)
    """Primary key of the user who did it; None for jobs. No foreign key: the log outlives accounts."""
    actor_name = models.CharField(_("who"), max_length=254, blank=True)
    """The actor's e-mail address at that time; empty for jobs."""
    subject_type = models.CharField(max_length=60, blank=True)
    """Model label of what it was done to, in lower case, e.g. ``members.membership``."""
    subject_id = models.CharField(max_length=60, blank=True)
    subject = models.CharField(_("to what"), max_length=255, blank=True)
    organisation_id = models.PositiveBigIntegerField(null=True, db_index=True)
    """Primary key of the organisation's page, where the deed concerns one."""
    data = models.JSONField(_("details"), default=dict, blank=True)

    objects: ClassVar[Any] = AuditQuerySet.as_manager()

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit log")
        ordering: ClassVar[list[str]] = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write it once.

        :raises AuditError: when it has been written before.
        """
        if not self._state.adding:
            raise AuditError("The audit log is append-only.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused.

        :raises AuditError: always.
        """
        raise AuditError("The audit log is append-only.")
