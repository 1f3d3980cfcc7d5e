"""The demo's accounts: random credentials for this copy only, roles by membership."""

import re
import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from wagtail.models import Page

from portal.demo.accounts import ACCOUNTS, ensure_accounts
from portal.demo.credentials import read_credentials, show_accounts
from portal.demo.models import LoadedRecord
from portal.members.models import Membership, Role
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(settings: Any, tmp_path: Path) -> Path:
    """Where the credentials go."""
    path = tmp_path / "var" / "accounts.txt"
    settings.DEMO_ACCOUNTS_FILE = path
    return path


@pytest.fixture
def pages(file: Path) -> dict[str, Page]:
    """The pages that the accounts edit, as the loader would have written them."""
    home, juva = factories.home(), factories.organisation("Juvan kunta")
    made = {"home": home, "org-viola": factories.organisation("VIOLA"), "org-juva": juva, "kp-juva": factories.place(parent=juva)}
    for key, page in made.items():
        LoadedRecord.objects.create(key=key, digest="", page=page)
    return made


def test_without_content_there_is_nothing_to_edit(file: Path) -> None:
    with pytest.raises(CommandError, match="run load_demo first"):
        call_command("demo_accounts")
    assert not file.exists()
    assert not get_user_model().objects.exists()


def test_without_the_meeting_place_its_contact_is_left_out(pages: dict[str, Page], file: Path) -> None:
    LoadedRecord.objects.filter(key="kp-juva").delete()
    assert "kohtaamispaikka@example.org" not in {account.email for account, _ in ensure_accounts()}


def test_every_account_signs_in_with_what_the_file_says(pages: dict[str, Page], file: Path) -> None:
    out = StringIO()
    call_command("demo_accounts", stdout=out)
    known = read_credentials(file)
    assert list(known) == [account.email for account in ACCOUNTS]
    for values in ([one.password for one in known.values()], [one.secret for one in known.values()], [one.codes for one in known.values()]):
        assert len(set(values)) == len(known)
    for email, one in known.items():
        user = authenticate(username=email, password=one.password)
        kinds = {row.type: row.wrap() for row in Authenticator.objects.filter(user=user)}
        assert kinds["totp"].validate_code(one.code())
        assert len(one.codes) == 10
        assert kinds["recovery_codes"].validate_code(one.codes[0])
        assert one.password in out.getvalue()
        assert f"{email}   " in out.getvalue()


def test_codes_are_shown_as_they_are_now(pages: dict[str, Page], file: Path) -> None:
    ensure_accounts()
    first = read_credentials(file)["juva@example.org"]
    shown = show_accounts(file, at=1_000_000_005)
    assert f"code now    {first.code(1_000_000_005)}   (the next one in 15 s)" in shown
    assert re.search(r"otpauth://totp/juva%40example.org\?secret=[A-Z2-7]{32}&issuer=Perhekeskus", shown)


def test_only_the_owner_may_read_the_file(pages: dict[str, Page], file: Path) -> None:
    ensure_accounts()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_everything_stays_from_run_to_run_and_a_lost_file_gives_all_anew(pages: dict[str, Page], file: Path) -> None:
    first = ensure_accounts()
    assert ensure_accounts() == first
    assert Membership.objects.count() == len(ACCOUNTS) - 1
    get_user_model().objects.filter(email="juva@example.org").delete()  # as in an emptied database beside a kept file
    assert ensure_accounts() == first
    file.unlink()
    second = ensure_accounts()
    for (_, before), (_, after) in zip(first, second, strict=True):
        assert not {before.password, before.secret, *before.codes} & {after.password, after.secret, *after.codes}
    assert all(authenticate(username=account.email, password=one.password) for account, one in second)


def test_a_used_recovery_code_is_not_given_again(pages: dict[str, Page], file: Path) -> None:
    account, one = ensure_accounts()[0]
    codes = Authenticator.objects.get(user__email=account.email, type="recovery_codes").wrap()
    assert codes.validate_code(one.codes[3])
    kept = ensure_accounts()[0][1].codes
    assert kept == one.codes[:3] + one.codes[4:]


def test_a_copy_from_before_memberships_keeps_its_passwords_and_loses_its_groups(pages: dict[str, Page], file: Path) -> None:
    old = Group.objects.create(name="Muokkaajat: Juvan kunta")
    get_user_model().objects.create_user("juva@example.org", "vanha salasana").groups.add(old)
    file.parent.mkdir()
    file.write_text("juva@example.org             vanha-Salasana-1  Editor of a municipality: Juvan kunta\n", encoding="utf-8")
    made = {account.email: one for account, one in ensure_accounts()}
    assert made["juva@example.org"].password == "vanha-Salasana-1"
    assert made["juva@example.org"].secret
    assert not Group.objects.filter(pk=old.pk).exists()


@pytest.mark.parametrize(
    ("email", "role", "edits", "publishes"),
    [
        ("koordinaattori@example.org", Role.COORDINATOR, {"home", "org-viola", "org-juva", "kp-juva"}, True),
        ("koordinaattori2@example.org", Role.COORDINATOR, {"home", "org-viola", "org-juva", "kp-juva"}, True),
        ("viola@example.org", Role.MAIN_EDITOR, {"org-viola"}, None),
        ("juva@example.org", Role.EDITOR, {"org-juva", "kp-juva"}, False),
        ("kohtaamispaikka@example.org", Role.PLACE_CONTACT, {"kp-juva"}, False),
    ],
)
def test_an_account_has_its_role_over_its_own_pages_only(
    email: str, role: Role, edits: set[str], publishes: bool | None, pages: dict[str, Page]
) -> None:
    ensure_accounts()
    user = get_user_model().objects.get(email=email)
    assert [one.role for one in user.memberships.all()] == [role]
    assert user.has_perm("wagtailadmin.access_admin")
    assert not user.is_superuser
    assert {key for key, page in pages.items() if page.permissions_for_user(user).can_edit()} == edits
    if publishes is not None:
        assert all(pages[key].permissions_for_user(user).can_publish() is publishes for key in edits)


def test_the_administrator_has_no_membership(pages: dict[str, Page]) -> None:
    ensure_accounts()
    user = get_user_model().objects.get(email="yllapito@example.org")
    assert (user.is_superuser, user.memberships.count()) == (True, 0)
