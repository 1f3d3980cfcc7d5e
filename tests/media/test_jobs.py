"""What nobody finished does not stay."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone
from wagtail.models import UploadedFile

from portal.media.jobs import discard_unfinished
from tests import factories
from tests.media.files import picture, upload

pytestmark = pytest.mark.django_db


def test_unfinished_uploads_are_discarded_after_a_day(client: Any) -> None:
    client.force_login(factories.member())
    client.post(reverse("wagtailimages:add_multiple"), {"files[]": upload(picture(), "a.jpg")})
    name = UploadedFile.objects.get().file.name
    discard_unfinished(timezone.now())
    assert default_storage.exists(name)
    for _ in range(2):
        discard_unfinished(timezone.now() + dt.timedelta(hours=25))
    assert not UploadedFile.objects.exists()
    assert not default_storage.exists(name)
