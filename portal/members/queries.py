"""Questions about members. Users with several organisations get all of them."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.models import Page

from portal.members.models import Membership, MembershipQuerySet, Role
from portal.organisations.models import OrganisationPage

EDITING_ROLES = (Role.EDITOR, Role.TRUSTED_EDITOR, Role.MAIN_EDITOR)
"""Roles that edit all pages of an organisation."""


def memberships_of(user: Any) -> MembershipQuerySet:
    """The user's memberships that count today."""
    found: MembershipQuerySet = Membership.objects.current().filter(user=user)
    return found


def is_coordinator(user: Any) -> bool:
    """Whether the user sees and moderates the whole region (coordinators and administrators). One query."""
    return bool(user.is_active and (user.is_superuser or memberships_of(user).filter(role=Role.COORDINATOR).exists()))


def coordinators() -> QuerySet[Any]:
    """Users who moderate now. Administrators are not among them unless they have the role too."""
    current = Membership.objects.current().filter(role=Role.COORDINATOR)
    return get_user_model().objects.filter(pk__in=current.values("user")).order_by("pk")


def organisations_of(user: Any) -> QuerySet[OrganisationPage]:
    """Organisations whose records the user may see: the own ones; for coordinators and administrators all."""
    if is_coordinator(user):
        everyone: QuerySet[OrganisationPage] = OrganisationPage.objects.all()
        return everyone
    own: QuerySet[OrganisationPage] = OrganisationPage.objects.filter(pk__in=memberships_of(user).values("organisation"))
    return own


def organisation_of(page: Page) -> OrganisationPage | None:
    """The organisation that maintains the page: itself or the nearest one above; None for the region's own pages. One query."""
    found: OrganisationPage | None = OrganisationPage.objects.ancestor_of(page, inclusive=True).order_by("-depth").first()
    return found


def editors_of(organisation: OrganisationPage) -> QuerySet[Any]:
    """Users who may edit the organisation's pages, by primary key; place contacts are not among them."""
    current = Membership.objects.current().filter(organisation=organisation, role__in=EDITING_ROLES)
    return get_user_model().objects.filter(pk__in=current.values("user")).order_by("pk")
