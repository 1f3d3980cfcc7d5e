"""People who edit: the e-mail address is the login, letter case does not matter, there is no user name."""

from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from wagtail.models import Workflow

from portal.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "pitkä ja muistettava salasana"


@pytest.fixture
def editor() -> User:
    """Somebody who may log in."""
    return User.objects.create_user("Toimittaja@Example.ORG", PASSWORD, first_name="Testi", last_name="Toimittaja")


def test_there_is_no_user_name() -> None:
    assert "username" not in {field.name for field in User._meta.get_fields()}
    assert (User.USERNAME_FIELD, User.REQUIRED_FIELDS) == ("email", [])


@pytest.mark.parametrize("address", ["", None])
def test_an_address_is_needed(address: Any) -> None:
    with pytest.raises(ValueError, match="e-mail"):
        User.objects.create_user(address, PASSWORD)


def test_an_account_without_a_password_cannot_log_in() -> None:
    User.objects.create_user("uusi@example.org")
    assert authenticate(username="uusi@example.org", password="") is None


@pytest.mark.parametrize("login", ["toimittaja@example.org", "TOIMITTAJA@EXAMPLE.ORG", "Toimittaja@Example.org"])
def test_letter_case_does_not_matter(editor: User, login: str) -> None:
    assert editor.email == "toimittaja@example.org"
    assert authenticate(username=login, password=PASSWORD) == editor


def test_the_same_address_in_another_case_is_the_same(editor: User) -> None:
    with pytest.raises(IntegrityError):
        User.objects.create_user("TOIMITTAJA@example.org", PASSWORD)


def test_the_form_too_sees_that_it_is_the_same(editor: User) -> None:
    with pytest.raises(ValidationError) as refused:
        User(email="TOIMITTAJA@example.org", password="x").full_clean()
    assert "email" in refused.value.message_dict


def test_names_are_as_good_as_what_is_known(editor: User) -> None:
    nameless = User(email="uusi@example.org")
    assert (str(editor), editor.get_short_name()) == ("Testi Toimittaja", "Testi")
    assert (str(nameless), nameless.get_short_name()) == ("uusi@example.org", "uusi")


def test_accounts_are_managed_in_the_admin(admin_client: Any) -> None:
    new = {"email": "Uusi@Example.org", "first_name": "Uusi", "last_name": "Testaaja", "password1": PASSWORD, "password2": PASSWORD}
    weak = admin_client.post(reverse("wagtailusers_users:add"), new | {"password1": "lyhyt", "password2": "lyhyt"})
    assert weak.context["form"].errors
    response = admin_client.post(reverse("wagtailusers_users:add"), new)
    assert response.status_code == 302, response.context["form"].errors
    made = User.objects.get(email="uusi@example.org")
    again = admin_client.post(reverse("wagtailusers_users:add"), new | {"email": "UUSI@example.org"})
    assert "email" in again.context["form"].errors
    assert admin_client.get(reverse("wagtailusers_users:edit", args=[made.pk])).status_code == 200
    listed = admin_client.get(reverse("wagtailusers_users:index"), {"q": "testaaja"})
    assert "uusi@example.org" in listed.content.decode()


def test_nobody_has_rights_to_every_page_by_default() -> None:
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert not Workflow.objects.exists()


def test_own_groups_and_workflows_stay_when_the_defaults_go() -> None:
    from django.apps import apps
    from wagtail.models import GroupApprovalTask, WorkflowTask

    kept = Group.objects.create(name="Koordinaattorit")
    task = GroupApprovalTask.objects.create(name="Koordinaattorin tarkistus")
    task.groups.add(kept)
    workflow = Workflow.objects.create(name="Tarkistus")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    Group.objects.create(name="Editors")
    import_module("portal.accounts.migrations.0002_no_default_groups").remove(apps, None)
    assert list(Group.objects.values_list("name", flat=True)) == ["Koordinaattorit"]
    assert list(Workflow.objects.values_list("name", flat=True)) == ["Tarkistus"]
