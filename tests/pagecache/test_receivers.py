"""Whatever changes what the public sees is told; a draft, a sign-in and a mail are not."""

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from home.models import SiteSettings
from portal.catalogue.rebuild import roll_forward
from portal.listings.schedule import Schedule, Weekly
from portal.media.models import PortalImage
from portal.pagecache.changes import KEPT, forget_old_changes, public_content_changed, read_generation
from portal.pagecache.models import Change
from portal.pagecache.receivers import PUBLIC_APPS, PUBLIC_MODELS, QUIET_APPS
from tests import factories
from tests.media.files import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Any:
    return factories.group()


@pytest.fixture
def before(group: Any) -> Any:
    return read_generation()


def test_every_model_is_classified() -> None:
    """A new app or model must say whether what it holds is seen by the public."""
    unknown = {
        model._meta.label_lower
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label not in PUBLIC_APPS | QUIET_APPS and not issubclass(model, Page)  # pages speak themselves
    }
    assert unknown == set()
    assert set() == PUBLIC_APPS & QUIET_APPS
    assert {model._meta.label_lower for model in apps.get_models(include_auto_created=True)} >= PUBLIC_MODELS


def test_publishing_tells(group: Any, before: Any) -> None:
    group.title = "Uusi nimi"
    group.save_revision().publish()
    assert read_generation() != before


def test_a_page_without_an_entry_tells_too(before: Any) -> None:
    page = factories.standard("Tietoa")
    made = read_generation()
    page.save_revision().publish()
    assert before != made != read_generation()


@pytest.mark.parametrize("deed", ["unpublish", "delete", "restrict"])
def test_taking_away_tells(group: Any, before: Any, deed: str) -> None:
    if deed == "restrict":
        PageViewRestriction.objects.create(page=group, restriction_type="login")
    else:
        getattr(group, deed)()
    assert read_generation() != before


def test_moving_tells(group: Any, before: Any) -> None:
    other = factories.organisation("Toinen")
    before = read_generation()
    group.move(other, pos="last-child")
    assert read_generation() != before


def test_vocabulary_settings_redirects_and_pictures_tell(before: Any) -> None:
    for change in (
        lambda: factories.topic("Aihe").save(),
        lambda: SiteSettings.load().save(),
        lambda: Redirect.objects.create(old_path="/vanha", redirect_link="/"),
        lambda: PortalImage.objects.create(title="A", file=ContentFile(picture(), "a.jpg")),
    ):
        before = read_generation()
        change()
        assert read_generation() != before


def test_new_dates_tell(group: Any, before: Any) -> None:
    roll_forward(timezone.localtime())
    same = read_generation()
    assert same == before
    factories.group("Joka päivä", schedule=Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9)),)))
    laid_out = read_generation()
    roll_forward(timezone.localtime() + dt.timedelta(days=1))
    assert read_generation() != laid_out


def test_a_draft_a_user_and_a_rolled_back_change_do_not_tell(group: Any, before: Any) -> None:
    group.title = "Luonnos"
    group.save_revision()
    get_user_model().objects.create_user(email="joku@example.org", password="x")
    with transaction.atomic():
        public_content_changed()
        transaction.set_rollback(True)
    assert read_generation() == before
    assert Page.objects.get(pk=group.pk).title != "Luonnos"


def test_the_later_of_two_transactions_may_have_the_smaller_key() -> None:
    public_content_changed()
    last = Change.objects.get()
    before = read_generation()
    Change.objects.create(pk=last.pk - 1)
    assert read_generation() != before


def test_old_changes_are_forgotten_but_the_last_one(before: Any) -> None:
    public_content_changed()
    assert forget_old_changes(timezone.now() + KEPT * 2) == before[2]
    assert read_generation()[1:] == (before[1] + 1, 1)
    assert forget_old_changes(timezone.now() + KEPT * 2) == 0
