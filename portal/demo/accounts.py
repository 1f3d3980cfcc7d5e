"""Demo accounts: a coordinator, an editor of one association, an editor of one municipality.

Passwords are random, made for this copy only, and kept in ``settings.DEMO_ACCOUNTS_FILE`` (git-ignored, readable by its
owner alone). Rights are groups on the organisation's own pages and collection; memberships come with their own app.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.demo.models import LoadedRecord
from portal.demo.plans.own_pages import HOME

COORDINATOR = "Koordinaattorit"
EDITED_BY_COORDINATOR = ("regions", "taxonomy", "home")
"""Apps whose snippets and settings the coordinator edits."""
PAGE_RIGHTS = {"editor": ("add", "change", "publish"), "coordinator": ("add", "change", "publish", "lock", "unlock", "bulk_delete")}
FILE_RIGHTS = {
    "wagtailimages": ("add_image", "change_image", "choose_image"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
}
"""Rights over a collection. Wagtail asks for them under its own models' names, also where a project has its own models."""


@dataclass(frozen=True)
class DemoAccount:
    """One account. ``organisation`` is the external id of the pages it edits; empty for the coordinator."""

    email: str
    role: str
    organisation: str = ""


ACCOUNTS = (
    DemoAccount("koordinaattori@example.org", "Coordinator: the whole portal"),
    DemoAccount("viola@example.org", "Editor of an association: VIOLA väkivallasta vapaaksi ry", "org-viola"),
    DemoAccount("juva@example.org", "Editor of a municipality: Juvan kunta", "org-juva"),
)


def ensure_accounts() -> list[tuple[DemoAccount, str]]:
    """Make the accounts that are missing, give them their rights, and return each with its password.

    A password that stands in the file is kept; an account whose password nobody knows any more gets a new one.

    :raises LookupError: the content has not been loaded, so there is nothing to edit.
    """
    path = Path(settings.DEMO_ACCOUNTS_FILE)
    known = _known_passwords(path)
    users = get_user_model().objects
    made = []
    with transaction.atomic():
        for account in ACCOUNTS:
            password = known.get(account.email) or secrets.token_urlsafe(12)
            user: Any = users.filter(email=account.email).first() or users.create_user(account.email)
            if not user.check_password(password):
                user.set_password(password)
                user.save()
            user.groups.set([_group(account)])
            made.append((account, password))
        _write(path, made)
    return made


def account_lines(accounts: Iterable[tuple[DemoAccount, str]]) -> list[str]:
    """One line an account: address, password, role."""
    return [f"{account.email:<28} {password:<18} {account.role}" for account, password in accounts]


def _known_passwords(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    rows = [line.split(maxsplit=2) for line in path.read_text(encoding="utf-8").splitlines()]
    return {row[0]: row[1] for row in rows if len(row) == 3}


def _write(path: Path, accounts: list[tuple[DemoAccount, str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text("\n".join(account_lines(accounts)) + "\n", encoding="utf-8")


def _group(account: DemoAccount) -> Group:
    """The group of the account's role: pages, files and, for the coordinator, the shared records."""
    if not account.organisation:
        group = _named_group(COORDINATOR)
        _page_rights(group, _page(HOME), PAGE_RIGHTS["coordinator"])
        _file_rights(group, Collection.get_first_root_node())
        group.permissions.add(*Permission.objects.filter(content_type__app_label__in=EDITED_BY_COORDINATOR))
        return group
    page = _page(account.organisation)
    group = _named_group(f"Muokkaajat: {page.title}")
    _page_rights(group, page, PAGE_RIGHTS["editor"])
    _file_rights(group, _collection(page.title))
    return group


def _named_group(name: str) -> Group:
    group, _created = Group.objects.get_or_create(name=name)
    group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def _page(key: str) -> Page:
    record = LoadedRecord.objects.filter(key=key).select_related("page").first()
    if record is None or record.page is None:
        msg = f"{key} has not been loaded: run load_demo first"
        raise LookupError(msg)
    return record.page


def _page_rights(group: Group, page: Page, rights: Iterable[str]) -> None:
    for right in rights:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{right}_page")
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _file_rights(group: Group, collection: Any) -> None:
    for app, codenames in FILE_RIGHTS.items():
        for codename in codenames:
            permission = Permission.objects.get(content_type__app_label=app, codename=codename)
            GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)


def _collection(name: str) -> Any:
    existing = Collection.objects.filter(name=name).first()
    return existing or Collection.get_first_root_node().add_child(name=name)
