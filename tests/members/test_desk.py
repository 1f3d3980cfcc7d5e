"""What the desk says about people, and to whom."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.members import desk
from portal.members.models import Claim, Membership, Role
from portal.members.services import grant
from tests import factories as make

pytestmark = pytest.mark.django_db


def ask(panel, user, rf):
    request = rf.get("/admin/")
    request.user = type(user).objects.get(pk=user.pk)
    return panel(request)


def test_members_see_none_of_it(rf):
    page = make.organisation()
    Claim.objects.create(organisation=make.organisation("Toinen"), name="Joku", email="joku@example.org")
    user = make.member(Role.MAIN_EDITOR, page)
    Membership.objects.update(valid_until=timezone.localdate())
    assert [ask(panel, user, rf) for panel in (desk.claims, desk.without_editor, desk.expiring)] == [None] * 3


def test_a_quiet_region_shows_no_panel(rf):
    make.member(Role.EDITOR, make.organisation())
    user = make.coordinator()
    assert [ask(panel, user, rf) for panel in (desk.claims, desk.without_editor, desk.expiring)] == [None] * 3


def test_coordinators_see_what_waits(rf):
    kept, left = make.organisation("Hoidettu"), make.organisation("Jäänyt")
    today = timezone.localdate()
    make.member(Role.EDITOR, kept)
    make.member(Role.PLACE_CONTACT, left, places=[make.place("Paikka", left)])
    soon, later = make.user(), make.user()
    grant(soon, Role.EDITOR, kept, by=None, valid_until=today + dt.timedelta(days=30))
    grant(later, Role.EDITOR, kept, by=None, valid_until=today + dt.timedelta(days=31))
    for number in range(12):
        Claim.objects.create(organisation=left, name="Joku", email=f"joku{number}@example.org")
    user = make.coordinator()
    found = ask(desk.claims, user, rf)
    assert (len(found["claims"]), found["more"]) == (10, True)
    assert ask(desk.without_editor, user, rf) == {"count": 1}
    assert [membership.user for membership in ask(desk.expiring, user, rf)["memberships"]] == [soon]


@pytest.mark.one_database
def test_a_panel_asks_twice(rf):
    for number in range(12):
        page = make.organisation(f"Yhdistys {number}")
        Claim.objects.create(organisation=page, name="Joku", email="joku@example.org")
        grant(make.user(), Role.PLACE_CONTACT, page, by=None, places=[make.place(f"P {number}", page)], valid_until=timezone.localdate())
    user = make.coordinator()
    for panel in (desk.claims, desk.without_editor, desk.expiring):
        request = rf.get("/admin/")
        request.user = type(user).objects.get(pk=user.pk)
        with CaptureQueriesContext(connection) as asked:
            assert panel(request)
        assert len(asked) == 2, panel.__name__


def test_the_desk_draws_them(client):
    page = make.organisation("Jäänyt yhdistys")
    Claim.objects.create(organisation=page, name="Kaisa Kysyjä", email="joku@example.org")
    client.force_login(make.coordinator())
    body = client.get("/admin/").content.decode()
    assert "Kaisa Kysyjä" in body
    assert "?without_editor=true" in body
