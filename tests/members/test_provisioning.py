"""Rights follow memberships, organisations and places."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Collection, GroupPagePermission

from portal.isolation.queries import own_pages
from portal.media.models import PortalDocument
from portal.members.drift import permission_drift
from portal.members.models import Membership, OrganisationSpace, Role
from portal.members.provisioning import has_drifted, provision_everything, provision_organisation, provision_user
from portal.members.services import end, grant
from tests import factories as make

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)


def again(user):
    """The user as the next request loads it."""
    return type(user).objects.get(pk=user.pk)


def names(user):
    return set(user.groups.values_list("name", flat=True))


def test_a_place_of_another_organisation_is_refused():
    own, other = make.organisation("Oma"), make.organisation("Toinen")
    foreign = make.place("Vieras paikka", other)
    with pytest.raises(ValidationError):
        grant(make.user(), Role.PLACE_CONTACT, own, by=None, places=[foreign])
    assert not Membership.objects.exists()


@pytest.mark.parametrize(("role", "with_organisation"), [(Role.COORDINATOR, True), (Role.EDITOR, False)])
def test_a_role_in_the_wrong_place_is_refused(role, with_organisation):
    user = make.user()
    with pytest.raises(ValidationError):
        grant(user, role, make.organisation() if with_organisation else None, by=None)
    assert names(user) == set()


def test_an_organisation_gets_its_space_and_keeps_its_collection_in_name():
    page = make.organisation("Perheyhdistys")
    space = OrganisationSpace.objects.get(organisation=page)
    assert space.collection.name == "Perheyhdistys"
    page.title = "Uusi nimi"
    page.save_revision().publish()
    space.collection.refresh_from_db()
    assert space.collection.name == "Uusi nimi"
    assert permission_drift() == []


@pytest.mark.parametrize(
    ("role", "rights"),
    [
        (Role.EDITOR, {"add", "change"}),
        (Role.TRUSTED_EDITOR, {"add", "change", "publish"}),
        (Role.MAIN_EDITOR, {"add", "change", "publish"}),
    ],
)
def test_roles_in_an_organisation_reach_its_pages_only(role, rights):
    page, other = make.organisation("Oma"), make.organisation("Toinen")
    user = again(make.member(role, page))
    assert set(own_pages(user).values_list("pk", flat=True)) == {page.pk}
    assert {one.permission.codename for one in GroupPagePermission.objects.filter(group__user=user)} == {f"{name}_page" for name in rights}
    assert not other.permissions_for_user(user).can_edit()
    assert user.get_all_permissions() == {"wagtailadmin.access_admin"}


def test_members_of_two_organisations_have_both():
    first, second, third = (make.organisation(name) for name in ("A", "B", "C"))
    user = make.member(Role.EDITOR, first)
    grant(user, Role.TRUSTED_EDITOR, third, by=None)
    assert set(own_pages(again(user)).values_list("pk", flat=True)) == {first.pk, third.pk}
    assert not second.permissions_for_user(again(user)).can_edit()


def test_a_contact_edits_the_place_and_adds_under_it():
    page = make.organisation()
    named, unnamed = make.place("Nimetty", page), make.place("Muu", page)
    user = again(make.member(Role.PLACE_CONTACT, page, places=[named]))
    under = named.permissions_for_user(user)
    assert under.can_edit()
    assert under.can_add_subpage()
    assert not under.can_publish()
    assert not unnamed.permissions_for_user(user).can_edit()
    assert not page.permissions_for_user(user).can_edit()
    space = OrganisationSpace.objects.get(organisation=page)
    assert space.contacts in user.groups.all()


def test_a_place_that_moves_leaves_the_membership_and_comes_back_to_it():
    own, other = make.organisation("Oma"), make.organisation("Toinen")
    named = make.place("Paikka", own)
    user = make.member(Role.PLACE_CONTACT, own, places=[named])
    named.move(other, pos="last-child")
    assert names(user) == set()
    assert permission_drift() == []
    type(named).objects.get(pk=named.pk).move(type(own).objects.get(pk=own.pk), pos="last-child")
    assert type(named).objects.get(pk=named.pk).permissions_for_user(again(user)).can_edit()


def test_a_deleted_place_takes_its_group_along():
    page = make.organisation()
    named = make.place("Paikka", page)
    user = make.member(Role.PLACE_CONTACT, page, places=[named])
    named.delete()
    assert names(user) == set()
    assert not Group.objects.filter(name__startswith="place-").exists()
    assert permission_drift() == []


def test_a_deleted_organisation_takes_groups_and_an_empty_collection_along():
    page = make.organisation("Lähtevä")
    make.place("Paikka", page)
    user = make.member(Role.EDITOR, page)
    page.delete()
    assert names(user) == set()
    assert not Group.objects.filter(name__startswith="org-").exists()
    assert not Collection.objects.filter(name="Lähtevä").exists()
    assert permission_drift() == []


def test_files_of_a_deleted_organisation_are_kept():
    page = make.organisation("Lähtevä")
    collection = OrganisationSpace.objects.get(organisation=page).collection
    document = PortalDocument.objects.create(title="Esite", collection=collection, file="documents/esite.pdf")
    page.delete()
    document.refresh_from_db()
    assert document.collection.name == "Lähtevä"
    assert permission_drift() == []


def test_a_changed_role_replaces_the_old_one():
    page = make.organisation()
    user = make.member(Role.TRUSTED_EDITOR, page)
    grant(user, Role.EDITOR, page, by=None)
    assert names(user) == {f"org-{page.pk}-editors"}
    assert Membership.objects.filter(user=user, ended_at=None).count() == 1


def test_a_membership_counts_on_its_last_day_and_not_after():
    page = make.organisation()
    today = timezone.localdate()
    last = make.user()
    grant(last, Role.EDITOR, page, by=None, valid_until=today)
    over = make.user()
    grant(over, Role.EDITOR, page, by=None, valid_until=today - dt.timedelta(days=1))
    assert names(last)
    assert not names(over)


def test_a_coordinator_who_came_before_the_home_page_reaches_it():
    user = make.coordinator()
    home = make.home()
    assert home.permissions_for_user(again(user)).can_publish()
    assert permission_drift() == []


def test_every_kind_of_drift_is_named_and_repaired():
    page, other = make.organisation("Oma"), make.organisation("Toinen")
    member, stranger = make.member(Role.EDITOR, page), make.user()
    space = OrganisationSpace.objects.get(organisation=page)
    publish = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    users = Permission.objects.get(content_type__app_label="accounts", codename="change_user")
    GroupPagePermission.objects.create(group=space.editors, page=other, permission=publish)
    GroupPagePermission.objects.filter(group=space.editors, permission__codename="add_page").delete()
    space.editors.permissions.add(users)
    space.editors.collection_permissions.first().delete()
    stranger.groups.add(space.trusted)
    stranger.user_permissions.add(users)
    stranger.is_staff = True
    stranger.save()
    member.groups.clear()
    Collection.objects.filter(pk=space.collection_id).update(name="Muu")
    Group.objects.create(name="org-999999-editors")
    found = "\n".join(permission_drift())
    for words in (
        f"org-{page.pk}-editors must not have wagtailcore.publish_page on page {other.pk}",
        f"org-{page.pk}-editors lacks wagtailcore.add_page on page {page.pk}",
        f"org-{page.pk}-editors must not have accounts.change_user",
        f"org-{page.pk}-editors lacks wagtail",
        f"{stranger.email} is in org-{page.pk}-trusted without a membership",
        f"{stranger.email} has permissions of their own",
        f"{stranger.email} is marked as staff",
        f"{member.email} is missing from org-{page.pk}-editors",
        "the collection of “Oma” is called “Muu”",
        "the group org-999999-editors belongs to no organisation",
    ):
        assert words in found
    provision_everything()
    assert permission_drift() == []


@pytest.mark.parametrize("name", ["Editors", "Moderators"])
def test_default_groups_are_named(name):
    assert permission_drift() == [] or not Membership.objects.exists()
    Group.objects.create(name=name)
    assert f"the default group {name} is present" in permission_drift()


def test_a_group_somebody_made_by_hand_is_named_and_left_to_the_administrator():
    page = make.organisation()
    group = Group.objects.create(name="Oma ryhmä")
    assert permission_drift() == []
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=page, permission=change)
    provision_everything()
    assert permission_drift() == ["the group “Oma ryhmä” gives rights that no membership gives"]


def test_a_lost_space_is_made_again():
    page = make.organisation("Oma")
    OrganisationSpace.objects.filter(organisation=page).delete()
    assert "has no groups and no collection" in permission_drift()[0]
    provision_organisation(page)
    assert permission_drift() == []


@pytest.mark.one_database
def test_the_check_asks_as_often_for_one_member_as_for_twenty():
    page = make.organisation()
    make.coordinator()
    counts = []
    for more in (1, 19):
        for _ in range(more):
            make.member(Role.EDITOR, page)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert permission_drift() == []
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.one_database
def test_a_user_without_drift_costs_two_questions(django_assert_num_queries):
    page = make.organisation()
    place = make.place("Paikka", page)
    user = make.member(Role.PLACE_CONTACT, page, places=[place])
    grant(user, Role.EDITOR, make.organisation("Toinen"), by=None)
    with django_assert_num_queries(2):
        assert not has_drifted(user)
    assert not provision_user(user)


def test_ending_the_last_editor_tells_the_coordinators_once():
    page = make.organisation("Hiljainen yhdistys")
    coordinator = make.coordinator()
    user = make.member(Role.MAIN_EDITOR, page)
    membership = Membership.objects.get(user=user)
    end(membership, by=None)
    end(membership, by=None)
    assert [notice.text for notice in coordinator.notices.all()]
    assert coordinator.notices.count() == 1
    assert "Hiljainen yhdistys" in coordinator.notices.get().text
