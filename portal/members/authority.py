"""Who may give whom which role. Nobody gives more than the own, and nobody raises the own."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from portal.members.models import Membership, Role
from portal.members.queries import memberships_of
from portal.organisations.models import OrganisationPage

MEMBER_ROLES = (Role.MAIN_EDITOR, Role.TRUSTED_EDITOR, Role.EDITOR, Role.PLACE_CONTACT)
"""Roles in an organisation, from most to least."""
RAISED_BY_COORDINATORS = (Role.MAIN_EDITOR, Role.TRUSTED_EDITOR)
"""Roles that a member gets by promotion from a coordinator only; a main editor can invite new colleagues to them, who had no lower role."""


@dataclass(frozen=True, slots=True)
class Authority:
    """What one user may decide about members now."""

    user_id: int
    is_administrator: bool
    is_coordinator: bool
    """True for administrators, too."""
    leads: Mapping[int, dt.date | None]
    """The organisations whose main editor the user is, by primary key, with the last day of that; None when it is not known."""

    def manages(self, organisation_id: int | None) -> bool:
        """Whether the user decides about the organisation's members; None asks about coordinators."""
        return self.is_coordinator or organisation_id in self.leads

    def organisations(self) -> QuerySet[OrganisationPage]:
        """Organisations whose members the user decides about."""
        everyone: QuerySet[OrganisationPage] = OrganisationPage.objects.all()
        return everyone if self.is_coordinator else everyone.filter(pk__in=self.leads)

    def roles_to_invite(self, organisation_id: int | None) -> tuple[Role, ...]:
        """Roles the user may invite people to; None asks about the region's own."""
        if organisation_id is None:
            return (Role.COORDINATOR,) if self.is_coordinator else ()
        return MEMBER_ROLES if self.manages(organisation_id) else ()

    def roles_after(self, last: Membership | None) -> tuple[Role, ...]:
        """Roles in an organisation that the user may give somebody whose last membership there was ``last``; None: there was none.

        Leaving and coming back is no way around a coordinator's decision: a main editor gives what a change of role could give.
        """
        if last is None or self.is_coordinator:
            return MEMBER_ROLES
        rank = _rank(Role(last.role))
        return tuple(role for role in MEMBER_ROLES if role not in RAISED_BY_COORDINATORS or _rank(role) <= rank)

    def last_day(self, organisation_id: int | None) -> dt.date | None:
        """The day after which the user's word in the organisation counts no more: what the user gives ends by then. None: no such day."""
        return None if self.is_coordinator or organisation_id is None else self.leads.get(organisation_id)

    def roles_to_change(self, membership: Membership) -> tuple[Role, ...]:
        """Roles the user may change this membership to, its own among them; empty when the user may not change it.

        A main editor keeps or lowers a colleague's role: promotion is a coordinator's decision. Nobody changes the own role.
        """
        if membership.user_id == self.user_id or membership.organisation_id is None or not self.manages(membership.organisation_id):
            return ()
        return self.roles_after(membership)

    def may_end(self, membership: Membership) -> bool:
        """Whether the user may end it: the own always, those of the organisations the user leads, all for coordinators."""
        return membership.user_id == self.user_id or self.manages(membership.organisation_id)


def authority_of(user: Any) -> Authority:
    """What the user may decide. One query."""
    held = list(memberships_of(user).values_list("role", "organisation", "valid_until"))
    return Authority(
        user_id=user.pk,
        is_administrator=bool(user.is_active and user.is_superuser),
        is_coordinator=bool(user.is_active and user.is_superuser) or any(role == Role.COORDINATOR for role, *_ in held),
        leads={organisation: last for role, organisation, last in held if role == Role.MAIN_EDITOR},
    )


def _rank(role: Role) -> int:
    return len(MEMBER_ROLES) - MEMBER_ROLES.index(role)
