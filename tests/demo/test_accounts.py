"""The demo's accounts: random passwords, rights over their own pages only."""

import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from portal.demo.accounts import ACCOUNTS, ensure_accounts
from portal.demo.models import LoadedRecord
from tests import factories

pytestmark = pytest.mark.django_db
FILE_ACTIONS = ("add", "change", "choose")
PAGE_ACTIONS = ("add_page", "change_page", "publish_page")


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    """Where the passwords go."""
    path = tmp_path / "var" / "accounts.txt"
    settings.DEMO_ACCOUNTS_FILE = path
    return path


@pytest.fixture
def pages(file: Path) -> dict[str, Page]:
    """The pages that the accounts edit, as the loader would have written them."""
    home = factories.home()
    made = {"home": home, "org-viola": factories.organisation("VIOLA"), "org-juva": factories.organisation("Juvan kunta")}
    for key, page in made.items():
        LoadedRecord.objects.create(key=key, digest="", page=page)
    return made


def test_without_content_there_is_nothing_to_edit(file: Path) -> None:
    with pytest.raises(CommandError, match="run load_demo first"):
        call_command("demo_accounts")
    assert not file.exists()
    assert not get_user_model().objects.exists()


def test_every_account_can_log_in_with_the_password_in_the_file(pages: dict[str, Page], file: Path) -> None:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    rows = [line.split(maxsplit=2) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [row[0] for row in rows] == [account.email for account in ACCOUNTS]
    assert len({row[1] for row in rows}) == len(rows)
    assert all(authenticate(username=email, password=password) for email, password, _role in rows)
    assert all(password in out.getvalue() for _email, password, _role in rows)


def test_only_the_owner_may_read_the_file(pages: dict[str, Page], file: Path) -> None:
    ensure_accounts()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_passwords_stay_from_run_to_run_and_a_lost_file_gives_new_ones(pages: dict[str, Page], file: Path) -> None:
    first = ensure_accounts()
    assert ensure_accounts() == first
    file.unlink()
    second = ensure_accounts()
    assert not {password for _account, password in first} & {password for _account, password in second}
    assert all(authenticate(username=account.email, password=password) for account, password in second)


@pytest.mark.parametrize(
    ("email", "edits"),
    [
        ("koordinaattori@example.org", {"home", "org-viola", "org-juva"}),
        ("viola@example.org", {"org-viola"}),
        ("juva@example.org", {"org-juva"}),
    ],
)
def test_an_account_edits_its_own_pages_only(email: str, edits: set[str], pages: dict[str, Page]) -> None:
    ensure_accounts()
    user = get_user_model().objects.get(email=email)
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.is_superuser
    assert {key for key, page in pages.items() if page.permissions_for_user(user).can_edit()} == edits
    assert {key for key, page in pages.items() if page.permissions_for_user(user).can_publish()} == edits


@pytest.mark.parametrize("model", [get_image_model, get_document_model])
@pytest.mark.parametrize(
    ("email", "own", "others"),
    [
        ("koordinaattori@example.org", ("Root", "VIOLA", "Juvan kunta"), ()),
        ("viola@example.org", ("VIOLA",), ("Root", "Juvan kunta")),
        ("juva@example.org", ("Juvan kunta",), ("Root", "VIOLA")),
    ],
)
def test_an_account_uses_pictures_and_documents_of_its_own_collection_only(
    email: str, own: tuple[str, ...], others: tuple[str, ...], model: Any, pages: dict[str, Page]
) -> None:
    ensure_accounts()
    user = get_user_model().objects.get(email=email)
    policy = policy_registry.get_by_type(model())
    assert [action for action in FILE_ACTIONS if not policy.user_has_permission(user, action)] == []
    for action in FILE_ACTIONS:
        names = set(policy.collections_user_has_permission_for(user, action).values_list("name", flat=True))
        assert (names, names & set(others)) == (set(own), set())
    assert Collection.objects.filter(name__in=[*own, *others]).count() == len(own) + len(others)


@pytest.mark.parametrize(("email", "key"), [("viola@example.org", "org-viola"), ("juva@example.org", "org-juva")])
def test_an_editor_keeps_the_own_organisations_page_where_it_is(email: str, key: str, pages: dict[str, Page]) -> None:
    ensure_accounts()
    user = get_user_model().objects.get(email=email)
    factories.group(parent=pages[key])
    page = Page.objects.get(pk=pages[key].pk)
    rights = page.permissions_for_user(user)
    assert (rights.can_edit(), rights.can_publish(), rights.can_add_subpage()) == (True, True, True)
    assert (rights.can_delete(), rights.can_lock()) == (False, False)
    assert [to.title for to in Page.objects.all() if rights.can_move_to(to)] == []
    given = GroupPagePermission.objects.filter(group__in=user.groups.all())
    assert set(given.values_list("page_id", "permission__codename")) == {(page.pk, name) for name in PAGE_ACTIONS}
