"""Writing the log, in the transaction of the deed itself: a deed that is rolled back was not done."""

from typing import Any

from django.db.models import Model

from portal.audit.models import AuditEvent


def record(
    action: str,
    *,
    actor: Any,
    subject: Model | None = None,
    organisation: Model | None = None,
    subject_named: tuple[str, str, str] = ("", "", ""),
    **data: Any,
) -> AuditEvent:
    """Log one deed.

    :param action: what was done, dotted, e.g. ``membership.granted``.
    :param actor: the user who did it; None when a job did.
    :param subject: what it was done to.
    :param organisation: the organisation's page it concerns.
    :param subject_named: instead of ``subject``, for what is gone: model label, primary key, name.
    :param data: details, JSON; never draft text, never a secret.
    """
    if subject is not None:
        subject_named = (subject._meta.label_lower, str(subject.pk), str(subject))
    event = AuditEvent(
        action=action,
        actor_id=actor.pk if actor is not None else None,
        actor_name=actor.email if actor is not None else "",
        subject_type=subject_named[0],
        subject_id=subject_named[1],
        subject=subject_named[2][:255],
        organisation_id=organisation.pk if organisation is not None else None,
        data=data,
    )
    event.save()
    return event
