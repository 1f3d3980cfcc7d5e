"""People in the admin: forged addresses and forms first, then what members, main editors and coordinators do."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEvent
from portal.media.models import PortalDocument
from portal.members.invitations import invite
from portal.members.models import Claim, Invitation, Membership, Role
from portal.members.services import grant
from portal.organisations.models import OrganisationPage
from tests import factories as make
from tests.members.people import fresh

pytestmark = pytest.mark.django_db

NEW = "uusi@example.org"


@pytest.fixture
def page():
    return make.organisation("Oma yhdistys")


@pytest.fixture
def other():
    return make.organisation("Vieras yhdistys")


def current(user):
    return Membership.objects.current().get(user=user)


def act(client, view, /, *args, **data):
    return client.post(reverse(view, args=args), data)


# --- What is refused ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("name", "regional"),
    [
        ("members_people", False),
        ("members_people_results", False),
        ("members_invitations", False),
        ("members_organisations", True),
        ("members_organisations_results", True),
        ("members_invite_organisation", True),
        ("members_invite_coordinator", True),
        ("members_claims", True),
    ],
)
def test_lists_show_only_what_is_ones_own(name, regional, page, other):
    foreign = make.member(Role.EDITOR, other, first_name="Vieras", last_name="Henkilö", email="vieras@example.org")
    invite("kutsuttu@example.org", Role.EDITOR, other, by=make.coordinator())
    for role in (Role.EDITOR, Role.MAIN_EDITOR):
        response = fresh(make.member(role, page)).get(reverse(name))
        assert response.status_code == (404 if regional else 200)
        body = response.content.decode()
        assert not any(word in body for word in (foreign.email, "Henkilö", "Vieras yhdistys", "kutsuttu@example.org"))


@pytest.mark.parametrize("name", ["members_membership", "members_end", "members_trust"])
@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRUSTED_EDITOR, Role.MAIN_EDITOR, Role.PLACE_CONTACT])
def test_a_membership_elsewhere_is_not_found(name, role, page, other):
    foreign = current(make.member(Role.EDITOR, other))
    places = [make.place("Paikka", page)] if role is Role.PLACE_CONTACT else []
    client = fresh(make.member(role, page, places=places))
    for response in (client.get(reverse(name, args=[foreign.pk])), act(client, name, foreign.pk, role=Role.TRUSTED_EDITOR)):
        assert response.status_code in {404, 405}
    foreign.refresh_from_db()
    assert (foreign.role, foreign.ended_at) == (Role.EDITOR, None)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRUSTED_EDITOR, Role.MAIN_EDITOR])
def test_nobody_promotes_themselves(role, page):
    user = make.member(role, page)
    client = fresh(user)
    mine = current(user)
    for name in ("members_membership", "members_trust"):
        assert act(client, name, mine.pk, role=Role.MAIN_EDITOR).status_code == 404
        assert act(client, name, mine.pk, role=Role.TRUSTED_EDITOR).status_code == 404
    assert current(user).role == role


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRUSTED_EDITOR])
def test_editors_decide_about_nobody_but_themselves(role, page):
    colleague = current(make.member(Role.EDITOR, page))
    client = fresh(make.member(role, page))
    for name in ("members_membership", "members_end"):
        assert act(client, name, colleague.pk, role=Role.PLACE_CONTACT).status_code == 404
    assert client.get(reverse("members_invite")).status_code == 404
    assert act(client, "members_invite_to", page.pk, email=NEW, role=Role.EDITOR).status_code == 404
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("to", [Role.COORDINATOR, "administrator", Role.MAIN_EDITOR, Role.TRUSTED_EDITOR])
def test_a_main_editor_promotes_nobody_by_a_forged_form(to, page):
    colleague = make.member(Role.EDITOR, page)
    client = fresh(make.member(Role.MAIN_EDITOR, page))
    response = act(client, "members_membership", current(colleague).pk, role=to)
    assert response.status_code == 200
    assert "role" in response.context["form"].errors
    assert act(client, "members_trust", current(colleague).pk, role=Role.TRUSTED_EDITOR).status_code == 404
    assert current(colleague).role == Role.EDITOR


def test_a_main_editor_invites_nobody_above_the_own_role_nor_elsewhere(page, other):
    client = fresh(make.member(Role.MAIN_EDITOR, page))
    for role in (Role.COORDINATOR, "administrator", ""):
        assert "role" in act(client, "members_invite_to", page.pk, email=NEW, role=role).context["form"].errors
    assert act(client, "members_invite_to", other.pk, email=NEW, role=Role.EDITOR).status_code == 404
    assert act(client, "members_invite_coordinator", email=NEW, role=Role.COORDINATOR).status_code == 404
    assert not Invitation.objects.exists()


def test_places_of_others_are_not_offered_and_not_taken(page, other):
    foreign = make.place("Vieras paikka", other)
    make.place("Oma paikka", page)
    client = fresh(make.member(Role.MAIN_EDITOR, page))
    assert "Vieras paikka" not in client.get(reverse("members_invite_to", args=[page.pk])).content.decode()
    response = act(client, "members_invite_to", page.pk, email=NEW, role=Role.PLACE_CONTACT, places=[foreign.pk])
    assert "places" in response.context["form"].errors
    assert not Invitation.objects.exists()


def test_what_was_typed_stays_when_it_is_refused(page):
    client = fresh(make.member(Role.MAIN_EDITOR, page))
    response = act(client, "members_invite_to", page.pk, email="uusi@example.org\r\nBcc: b@example.org", role=Role.EDITOR)
    assert "email" in response.context["form"].errors
    response = act(client, "members_invite_to", page.pk, email=NEW, role=Role.EDITOR, valid_until="2020-01-01")
    assert "valid_until" in response.context["form"].errors
    assert f'value="{NEW}"' in response.content.decode()


def test_foreign_invitations_are_neither_sent_again_nor_withdrawn(page, other):
    foreign = invite(NEW, Role.EDITOR, other, by=make.coordinator())
    own = invite("toinen@example.org", Role.EDITOR, page, by=make.coordinator())
    for client, invitation in ((fresh(make.member(Role.MAIN_EDITOR, page)), foreign), (fresh(make.member(Role.EDITOR, page)), own)):
        assert act(client, "members_resend", invitation.pk).status_code == 404
        assert act(client, "members_withdraw", invitation.pk).status_code == 404
        invitation.refresh_from_db()
        assert invitation.is_open


@pytest.mark.parametrize("name", ["members_resend", "members_withdraw", "members_trust"])
def test_opening_a_link_changes_nothing(name, page):
    client = fresh(make.coordinator())
    member = current(make.member(Role.EDITOR, page))
    invitation = invite(NEW, Role.EDITOR, page, by=make.coordinator())
    assert client.get(reverse(name, args=[member.pk if name == "members_trust" else invitation.pk])).status_code == 405


def test_changing_roles_asks_for_a_fresh_sign_in(page):
    colleague = make.member(Role.EDITOR, page)
    client = Client()
    client.force_login(make.member(Role.MAIN_EDITOR, page))
    for name, args in (
        ("members_membership", [current(colleague).pk]),
        ("members_end", [current(colleague).pk]),
        ("members_invite_to", [page.pk]),
    ):
        response = client.post(reverse(name, args=args), {"role": Role.EDITOR, "email": NEW})
        assert response.status_code == 302
        assert "/accounts/" in response["Location"]
    assert not Invitation.objects.exists()
    assert current(colleague)


@pytest.mark.parametrize("name", ["haku", "Admin", "!!!"])
def test_an_organisation_never_takes_the_portals_own_address(name):
    make.home()
    response = act(fresh(make.coordinator()), "members_invite_organisation", name=name, kind="ngo", email=NEW)
    assert "name" in response.context["form"].errors
    assert not OrganisationPage.objects.exists()
    assert not Invitation.objects.exists()


def test_an_organisation_is_made_with_its_invitation_or_not_at_all():
    make.home()
    client = fresh(make.coordinator())
    response = act(client, "members_invite_organisation", name="Uusi\r\nyhdistys", kind="ngo", email=NEW)
    assert "name" in response.context["form"].errors
    response = act(client, "members_invite_organisation", name="Uusi yhdistys", kind="ngo", email="ei osoite")
    assert "email" in response.context["form"].errors
    assert not OrganisationPage.objects.exists()


@pytest.mark.parametrize("address", ["/admin/users/", "/admin/users/new/", "/admin/groups/", "/admin/groups/new/"])
def test_nobody_but_an_administrator_reaches_wagtails_users_and_groups(address, page):
    for user in (make.coordinator(), make.member(Role.MAIN_EDITOR, page)):
        assert fresh(user).get(address).status_code == 404


# --- What is done ------------------------------------------------------------------------------------------------------
def test_a_main_editor_invites_changes_and_ends(page):
    client = fresh(make.member(Role.MAIN_EDITOR, page))
    assert client.get(reverse("members_invite")).url == reverse("members_invite_to", args=[page.pk])
    place = make.place("Olohuone", page)
    act(client, "members_invite_to", page.pk, email=NEW, role=Role.PLACE_CONTACT, places=[place.pk])
    invitation = Invitation.objects.get()
    assert list(invitation.places.all()) == [place]
    assert NEW in client.get(reverse("members_invitations")).content.decode()
    act(client, "members_resend", invitation.pk)
    act(client, "members_withdraw", invitation.pk)
    assert NEW not in client.get(reverse("members_invitations")).content.decode()
    colleague = make.member(Role.TRUSTED_EDITOR, page)
    until = timezone.localdate() + dt.timedelta(days=30)
    act(client, "members_membership", current(colleague).pk, role=Role.EDITOR, valid_until=until.isoformat())
    assert (current(colleague).role, current(colleague).valid_until) == (Role.EDITOR, until)
    act(client, "members_end", current(colleague).pk)
    assert not Membership.objects.current().filter(user=colleague).exists()
    assert {"invitation.resent", "invitation.withdrawn", "membership.ended"} <= set(AuditEvent.objects.values_list("action", flat=True))


def test_everybody_may_leave_and_the_last_editor_is_warned(page):
    user = make.member(Role.EDITOR, page)
    client = fresh(user)
    assert 'role="alert"' in client.get(reverse("members_end", args=[current(user).pk])).content.decode()
    assert act(client, "members_end", current(user).pk).status_code == 302
    assert not Membership.objects.current().filter(user=user).exists()
    assert client.get(reverse("members_people")).status_code in {302, 403}


def test_a_coordinator_promotes_and_demotes(page):
    user = make.member(Role.EDITOR, page)
    coordinator = make.coordinator()
    client = fresh(coordinator)
    before = current(user)
    act(client, "members_trust", before.pk, role=Role.EDITOR)
    assert current(user).role == Role.EDITOR
    act(client, "members_trust", before.pk, role=Role.TRUSTED_EDITOR)
    assert current(user).role == Role.TRUSTED_EDITOR
    act(client, "members_trust", current(user).pk, role=Role.EDITOR)
    assert current(user).role == Role.EDITOR
    logged = AuditEvent.objects.filter(action="membership.granted", actor_id=coordinator.pk).values_list("data__was", "data__role")
    assert set(logged) == {("editor", "trusted_editor"), ("trusted_editor", "editor")}


def test_the_last_coordinator_stays():
    user = make.coordinator()
    act(fresh(user), "members_end", current(user).pk)
    assert current(user)
    second = make.coordinator()
    act(fresh(second), "members_end", current(user).pk)
    assert not Membership.objects.current().filter(user=user).exists()
    act(fresh(make.administrator()), "members_end", current(second).pk)
    assert not Membership.objects.current().filter(user=second).exists()


def test_a_coordinator_brings_in_an_organisation():
    home = make.home()
    make.standard("Uusi yhdistys")
    town = make.municipality()
    client = fresh(make.coordinator())
    response = act(client, "members_invite_organisation", name="Uusi yhdistys", kind="parish", municipality=town.pk, email=NEW)
    assert response.status_code == 302
    page = OrganisationPage.objects.get()
    assert (page.slug, page.live, page.organisation_kind, page.municipality) == ("uusi-yhdistys-2", False, "parish", town)
    assert page.get_parent().pk == home.pk
    assert page.latest_revision is not None
    assert page.space.collection.name == "Uusi yhdistys"
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.organisation) == (NEW, Role.MAIN_EDITOR, page)


def test_a_coordinator_finds_organisations_without_an_editor(page, other):
    make.member(Role.EDITOR, page)
    gone = make.user()
    grant(gone, Role.MAIN_EDITOR, other, by=None, valid_until=timezone.localdate() - dt.timedelta(days=1))
    client = fresh(make.coordinator())
    body = client.get(reverse("members_organisations"), {"without_editor": "true"}).content.decode()
    assert "Vieras yhdistys" in body
    assert "Oma yhdistys" not in body
    assert "Oma yhdistys" in client.get(reverse("members_organisations")).content.decode()


def test_deleting_an_organisation_with_files_is_refused_in_words(page):
    PortalDocument.objects.create(title="Esite", collection=page.space.collection, file="documents/esite.pdf")
    client = fresh(make.administrator())
    for address in (f"/admin/pages/{page.pk}/delete/", f"/admin/bulk/wagtailcore/page/delete/?id={page.pk}"):
        response = client.post(address, follow=True)
        assert OrganisationPage.objects.filter(pk=page.pk).exists()
        assert "Oma yhdistys" in "".join(str(message) for message in response.context["messages"])


@pytest.mark.one_database
def test_lists_ask_as_often_for_one_as_for_twenty(page):
    coordinator = make.coordinator()
    client = fresh(coordinator)
    counts = []
    for numbers in (range(1), range(1, 20)):
        for number in numbers:
            organisation = make.organisation(f"Yhdistys {number}")
            make.member(Role.PLACE_CONTACT, organisation, places=[make.place(f"Paikka {number}", organisation)])
            Claim.objects.create(organisation=organisation, name="Joku", email=f"joku{number}@example.org")
            Invitation.objects.create(
                email=f"k{number}@example.org",
                role=Role.EDITOR,
                organisation=organisation,
                expires_at=timezone.now() + dt.timedelta(days=1),
            )
        asked_by = {}
        for name in ("members_people", "members_invitations", "members_organisations", "members_claims"):
            client.get(reverse(name))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(reverse(name)).status_code == 200
            asked_by[name] = len(asked)
        counts.append(asked_by)
    assert counts[0] == counts[1]
