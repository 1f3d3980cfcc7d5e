"""Commands for operators."""

from io import StringIO

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from portal.audit.models import AuditEvent
from portal.members.models import Invitation, Membership, OrganisationSpace, Role
from portal.members.queries import is_coordinator
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_check_permissions_names_fails_and_repairs():
    page = make.organisation()
    user = make.member(Role.EDITOR, page)
    said = StringIO()
    call_command("check_permissions", stdout=said)
    space = OrganisationSpace.objects.get(organisation=page)
    user.groups.add(space.trusted)
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("check_permissions", stdout=said)
    assert f"{user.email} is in {space.trusted.name} without a membership" in said.getvalue()
    call_command("check_permissions", "--repair", stdout=said)
    assert set(user.groups.all()) == {space.editors}
    assert AuditEvent.objects.filter(action="permissions.repaired").count() == 1
    call_command("check_permissions", stdout=said)


@pytest.mark.parametrize("email", ["ei osoite", "a@example.org\nb@example.org"])
def test_a_bad_address_makes_no_coordinator(email):
    with pytest.raises(CommandError):
        call_command("make_coordinator", email)
    assert not Invitation.objects.exists()


def test_an_unknown_address_is_invited():
    call_command("make_coordinator", "Uusi@example.org", stdout=StringIO())
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.organisation) == ("uusi@example.org", Role.COORDINATOR, None)
    assert not get_user_model().objects.exists()


def test_a_known_address_gets_the_role_once():
    user = make.user("tuttu@example.org")
    call_command("make_coordinator", user.email, stdout=StringIO())
    assert is_coordinator(user)
    with pytest.raises(CommandError):
        call_command("make_coordinator", user.email)
    assert Membership.objects.count() == 1


def test_a_closed_account_stays_closed():
    user = make.user("suljettu@example.org", is_active=False)
    with pytest.raises(CommandError):
        call_command("make_coordinator", user.email)
    assert not Membership.objects.exists()
