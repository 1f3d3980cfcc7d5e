"""Changing who may do what. Every change is logged, and rights follow in the same transaction (``provisioning``)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.audit.services import record
from portal.mail.services import notify
from portal.members.models import Membership, Role
from portal.members.provisioning import provision_user
from portal.members.queries import coordinators, editors_of
from portal.organisations.models import OrganisationPage


@transaction.atomic
def grant(
    user: Any,
    role: Role | str,
    organisation: OrganisationPage | None = None,
    *,
    by: Any,
    places: Iterable[Any] = (),
    valid_until: dt.date | None = None,
) -> Membership:
    """Give a user a role; a role the user had in this organisation ends. Who may give which is asked before (``authority``).

    :param organisation: None for a coordinator.
    :param by: the user who gives it; None when the portal itself does.
    :param places: meeting places of a place contact, of this organisation.
    :param valid_until: last day, Europe/Helsinki; None = until ended.
    :raises ValidationError: a coordinator of one organisation, another role without one, or a place of another organisation.
    """
    chosen = list(places)
    if any(organisation is None or not place.path.startswith(organisation.path) for place in chosen):
        raise ValidationError({"places": _("The meeting place belongs to another organisation.")})
    before = Membership.objects.filter(user=user, organisation=organisation, ended_at=None)
    was = before.values_list("role", flat=True).first() or ""
    before.update(ended_at=timezone.now())
    membership = Membership(user=user, organisation=organisation, role=role, invited_by=by, valid_until=valid_until)
    membership.clean()
    membership.save()
    membership.places.set(chosen)
    provision_user(user)
    record(
        "membership.granted",
        actor=by,
        subject=membership,
        organisation=organisation,
        role=str(role),
        was=was,
        places=[place.pk for place in chosen],
        valid_until=valid_until.isoformat() if valid_until else "",
    )
    return membership


@transaction.atomic
def end(membership: Membership, *, by: Any, reason: str = "") -> None:
    """End a membership now: the next request of the user has no rights from it, and notices about its pages stop.

    When nobody is left to edit the organisation, the coordinators are told. Ending what has ended does nothing.
    """
    if not Membership.objects.filter(pk=membership.pk, ended_at=None).update(ended_at=timezone.now()):
        return
    membership.refresh_from_db()
    provision_user(membership.user)
    record("membership.ended", actor=by, subject=membership, organisation=membership.organisation, role=membership.role, reason=reason)
    organisation = membership.organisation
    if organisation is not None and membership.role != Role.PLACE_CONTACT and not editors_of(organisation).exists():
        text = format_lazy(_("{organisation} has no editor any more."), organisation=organisation.title)
        for coordinator in coordinators():
            notify(coordinator, text, reverse("members_organisations"), once_key=f"no-editor-{membership.pk}")
