"""What ends counts at the next request."""

import datetime as dt

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from wagtail.models import PageSubscription

from portal.mail.models import Notice
from portal.members.jobs import keep_rights
from portal.members.middleware import CurrentRightsMiddleware
from portal.members.models import Membership, Role
from portal.members.services import end, grant
from tests import factories as make

pytestmark = pytest.mark.django_db


def edit(page):
    return f"/admin/pages/{page.pk}/edit/"


@pytest.fixture
def page():
    return make.organisation()


@pytest.mark.parametrize("how", ["ended", "expired", "demoted", "deactivated", "deleted"])
def test_an_open_session_loses_its_rights_at_once(client, page, how):
    user = make.member(Role.EDITOR, page)
    client.force_login(user)
    assert client.get(edit(page)).status_code == 200
    membership = Membership.objects.get(user=user)
    if how == "ended":
        end(membership, by=None)
    elif how == "expired":
        Membership.objects.update(valid_until=timezone.localdate() - dt.timedelta(days=1))
    elif how == "demoted":
        grant(user, Role.PLACE_CONTACT, page, by=None, places=[make.place("Paikka", page)])
    elif how == "deactivated":
        user.is_active = False
        user.save()
    else:
        membership.delete()
    assert client.get(edit(page)).status_code in {302, 403, 404}
    assert client.post(edit(page), {"title": "Muutettu"}).status_code in {302, 403, 404}
    page.refresh_from_db()
    assert page.title != "Muutettu"


def test_a_membership_that_began_counts_at_once(client, page):
    user = make.member(Role.EDITOR, page)
    other = make.organisation("Toinen")
    client.force_login(user)
    Membership.objects.create(user=user, organisation=other, role=Role.EDITOR)
    assert client.get(edit(other)).status_code == 200


def test_a_place_taken_from_a_contact_is_lost_at_once(client, page):
    kept, taken = make.place("Pidetty", page), make.place("Otettu", page)
    user = make.member(Role.PLACE_CONTACT, page, places=[kept, taken])
    client.force_login(user)
    assert client.get(edit(taken)).status_code == 200
    Membership.objects.get(user=user).places.remove(taken)
    assert client.get(edit(taken)).status_code in {302, 403, 404}
    assert client.get(edit(kept)).status_code == 200


def test_leaving_ends_notifications_of_these_pages_only(page):
    other = make.organisation("Toinen")
    user = make.member(Role.EDITOR, page)
    grant(user, Role.EDITOR, other, by=None)
    for one in (page, other):
        PageSubscription.objects.create(user=user, page=one, comment_notifications=True)
        Notice.objects.create(user=user, text="Sivua on muutettu.", url=edit(one))
    told = Notice.objects.create(user=user, text="Vanha.", url=edit(page), mailed_at=timezone.now())
    Notice.objects.create(user=user, text="Palaute odottaa.", url="/admin/muualla/")
    end(Membership.objects.get(user=user, organisation=page), by=None)
    assert [one.page_id for one in PageSubscription.objects.filter(user=user)] == [other.pk]
    assert set(Notice.objects.filter(user=user).values_list("url", flat=True)) == {edit(other), told.url}


def test_a_coordinator_who_leaves_an_organisation_keeps_notices(page):
    user = make.member(Role.EDITOR, page)
    grant(user, Role.COORDINATOR, by=None)
    PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    end(Membership.objects.get(user=user, organisation=page), by=None)
    assert PageSubscription.objects.filter(user=user).exists()


def test_a_deactivated_user_is_in_no_group_and_hears_nothing(page):
    user = make.member(Role.EDITOR, page)
    PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    user.is_active = False
    user.save()
    assert not user.groups.exists()
    assert not PageSubscription.objects.exists()


def test_the_job_ends_what_is_over_and_reports_drift_once(page):
    now = timezone.now()
    coordinator = make.coordinator()
    user = make.member(Role.EDITOR, page)
    Membership.objects.filter(user=user).update(valid_until=timezone.localdate(now) - dt.timedelta(days=1))
    assert keep_rights(now).startswith("1 ")
    assert Membership.objects.get(user=user).ended_at is not None
    make.user().groups.add(*coordinator.groups.all())
    before = coordinator.notices.count()
    assert keep_rights(now).endswith("1 differences")
    keep_rights(now)
    assert coordinator.notices.count() == before + 1


@pytest.mark.one_database
def test_a_reader_of_files_is_not_asked_who_it_is(rf, django_assert_num_queries):
    class Nobody:
        @property
        def is_authenticated(self):
            raise AssertionError

    request = rf.get("/documents/1/a.pdf")
    request.user = Nobody()
    with django_assert_num_queries(0):
        CurrentRightsMiddleware(lambda request: HttpResponse())(request)


@pytest.mark.one_database
def test_two_questions_a_request_and_none_on_public_pages(page, rf, django_assert_num_queries):
    user = make.member(Role.EDITOR, page)
    for number in range(20):
        grant(user, Role.EDITOR, make.organisation(f"Yhdistys {number}"), by=None)
    ask = CurrentRightsMiddleware(lambda request: HttpResponse())
    for address, questions in (("/admin/", 2), ("/documents/1/a.pdf", 2), ("/media/images/a.jpg", 2), ("/", 0)):
        request = rf.get(address)
        request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
        request.user = user
        with django_assert_num_queries(questions):
            ask(request)
