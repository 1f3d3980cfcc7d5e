"""Changing who may do what. Every change is logged, and rights follow in the same transaction (``provisioning``)."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal.audit.services import record
from portal.members.models import Membership, Role
from portal.members.provisioning import provision_user
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
    """Give a user a role; a role the user had in this organisation ends.

    :param organisation: None for a coordinator.
    :param by: the user who gives it; None when the portal itself does.
    :param places: meeting places of a place contact.
    :param valid_until: last day, Europe/Helsinki; None = until ended.
    :raises ValidationError: a coordinator of one organisation, or another role without one.
    """
    Membership.objects.filter(user=user, organisation=organisation, ended_at=None).update(ended_at=timezone.now())
    membership = Membership(user=user, organisation=organisation, role=role, invited_by=by, valid_until=valid_until)
    membership.clean()
    membership.save()
    membership.places.set(places)
    provision_user(user)
    record("membership.granted", actor=by, subject=membership, organisation=organisation, role=str(role))
    return membership


@transaction.atomic
def end(membership: Membership, *, by: Any, reason: str = "") -> None:
    """End a membership now: the next request of the user has no rights from it, and notices about its pages stop."""
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    provision_user(membership.user)
    record("membership.ended", actor=by, subject=membership, organisation=membership.organisation, reason=reason)
