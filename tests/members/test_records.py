"""The base of admin views over records about pages: what is another organisation's does not exist."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.views.generic import DetailView, ListView
from wagtail.admin.views.generic.base import BaseListingView, BaseOperationView
from wagtail.admin.views.generic.models import CopyView

from portal.members.models import Claim, Membership, Role
from portal.members.records import OwnRecordsMixin
from tests import factories as make

pytestmark = pytest.mark.django_db


class Rows(OwnRecordsMixin, ListView):
    model = Claim


class WagtailRows(OwnRecordsMixin, BaseListingView):
    model = Claim
    is_searchable = True
    search_fields = ("name",)


class One(OwnRecordsMixin, DetailView):
    model = Claim


class Past(OwnRecordsMixin, CopyView):
    """Looks its record up past every queryset."""

    model = Claim
    permission_policy = None

    def get(self, request, *args, **kwargs):
        return self.get_object()


class Done(OwnRecordsMixin, BaseOperationView):
    model = Claim
    pk_url_kwarg = "pk"

    def get(self, request, *args, **kwargs):
        return self.object


@pytest.fixture
def world():
    own, other = make.organisation("Oma"), make.organisation("Toinen")
    claims = [Claim.objects.create(organisation=page, name="Joku", email="joku@example.org") for page in (own, other)]
    return make.member(Role.EDITOR, own), *claims


def ask(view, user, rf, pk=None, **query):
    request = rf.get("/", query)
    request.user = user
    return view.as_view()(request, **({"pk": pk} if pk else {}))


def test_nobody_without_rights_gets_in(world, rf):
    assert ask(Rows, AnonymousUser(), rf).status_code == 302
    with pytest.raises(PermissionDenied):
        ask(Rows, make.user(), rf)


@pytest.mark.parametrize("view", [One, Past, Done])
def test_a_foreign_record_is_not_found(view, world, rf):
    user, own, foreign = world
    with pytest.raises(Http404):
        ask(view, user, rf, foreign.pk)
    with pytest.raises(Http404):
        ask(view, user, rf, 999_999)
    assert ask(view, user, rf, own.pk)
    for regional in (make.coordinator(), make.administrator()):
        assert ask(view, regional, rf, foreign.pk)


@pytest.mark.parametrize("view", [Rows, WagtailRows])
def test_lists_hold_what_is_ones_own(view, world, rf):
    user, own, foreign = world
    assert set(ask(view, user, rf).context_data["object_list"]) == {own}
    assert set(ask(view, user, rf, q="Joku").context_data["object_list"]) == {own}
    assert set(ask(view, make.coordinator(), rf).context_data["object_list"]) == {own, foreign}


def test_what_has_ended_shows_nothing(world, rf):
    user, _own, _foreign = world
    Membership.objects.update(valid_until="2020-01-01")
    assert set(ask(Rows, user, rf).context_data["object_list"]) == set()
