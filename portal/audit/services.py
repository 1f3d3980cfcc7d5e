"""Writing the log, in the transaction of the deed itself: a deed that is rolled back was not done."""

from typing import Any

from django.db.models import Model

from portal.audit.models import AuditEvent


def record(action: str, *, actor: Any, subject: Model | None = None, organisation: Model | None = None, **data: Any) -> AuditEvent:
    """Log one deed.

    :param action: what was done, dotted, e.g. ``membership.granted``.
    :param actor: the user who did it; None when a job did.
    :param subject: what it was done to.
    :param organisation: the organisation's page it concerns.
    :param data: details, JSON; never draft text, never a secret.
    """
    event = AuditEvent(
        action=action,
        actor_id=actor.pk if actor is not None else None,
        actor_name=actor.email if actor is not None else "",
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        subject=str(subject)[:255] if subject is not None else "",
        organisation_id=organisation.pk if organisation is not None else None,
        data=data,
    )
    event.save()
    return event
