"""What signing in and editing leave behind is forgotten; what is going on stays."""

import datetime as dt

import pytest
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.utils import timezone
from wagtail.admin.models import EditingSession, FormState
from wagtail.models import Page

from portal.accounts.jobs import ended_sessions
from tests.factories import user

pytestmark = pytest.mark.django_db


def test_what_is_over_goes_and_what_is_going_on_stays() -> None:
    now, who, of_pages = timezone.now(), user(), ContentType.objects.get_for_model(Page)
    for key, ends in (("over", now - dt.timedelta(minutes=1)), ("open", now + dt.timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    for number, seen in enumerate((now - dt.timedelta(days=2), now)):
        EditingSession.objects.create(user=who, content_type=of_pages, object_id=str(number), last_seen_at=seen)
        FormState.objects.create(user=who, content_type=of_pages, object_id=str(number), data="", parent_object_id="", last_updated_at=seen)
    ended_sessions(now)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert list(EditingSession.objects.values_list("object_id", flat=True)) == ["1"]
    assert list(FormState.objects.values_list("object_id", flat=True)) == ["1"]
