"""Demo accounts, one of each role: password, authenticator secret and recovery codes are made for this copy only.

They are kept in ``settings.DEMO_ACCOUNTS_FILE`` (git-ignored, readable by its owner alone). What a person may do comes from
memberships, as for everybody.
"""

import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt, encrypt
from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q
from wagtail.models import Page

from portal.demo.credentials import Credentials, read_credentials, write_credentials
from portal.demo.models import LoadedRecord
from portal.members.models import Role
from portal.members.queries import memberships_of
from portal.members.services import grant

CODES = 10
"""Recovery codes of an account, eight digits each, as allauth makes them."""
FORMER_GROUPS = Q(name="Koordinaattorit") | Q(name__startswith="Muokkaajat: ")
"""Groups that gave the rights before there were memberships; copies of the demo from that time still have them."""


@dataclass(frozen=True)
class DemoAccount:
    """One account. ``organisation`` and ``place`` are external ids of what it edits; no role: the administrator."""

    email: str
    title: str
    role: Role | None
    organisation: str = ""
    place: str = ""


ACCOUNTS = (
    DemoAccount("koordinaattori@example.org", "Coordinator: the whole portal", Role.COORDINATOR),
    DemoAccount("koordinaattori2@example.org", "Second coordinator: approves what the first one submits", Role.COORDINATOR),
    DemoAccount("viola@example.org", "Main editor of VIOLA väkivallasta vapaaksi ry: publishes, invites", Role.MAIN_EDITOR, "org-viola"),
    DemoAccount("juva@example.org", "Editor of Juvan kunta: a coordinator approves", Role.EDITOR, "org-juva"),
    DemoAccount("kohtaamispaikka@example.org", "Contact of one meeting place in Juva", Role.PLACE_CONTACT, "org-juva", "kp-juva"),
    DemoAccount("yllapito@example.org", "Administrator", None),
)


def ensure_accounts() -> list[tuple[DemoAccount, Credentials]]:
    """Make the accounts that are missing, give them their roles, and return each with what it signs in with.

    What stands in the file is kept; what nobody knows any more is made anew. An account whose place is not loaded is left out.

    :raises LookupError: the content has not been loaded, so there is nothing to edit.
    """
    path = Path(settings.DEMO_ACCOUNTS_FILE)
    known = read_credentials(path)
    made = []
    with transaction.atomic():
        for account in ACCOUNTS:
            if account.place and _page(account.place) is None:
                continue
            user = _user(account.email)
            made.append((account, _give(user, known.get(account.email) or Credentials())))
            _give_role(user, account)
        Group.objects.filter(FORMER_GROUPS).delete()
        write_credentials(path, {account.email: (account.title, credentials) for account, credentials in made})
    return made


def _user(email: str) -> Any:
    users = get_user_model().objects
    return users.filter(email=email).first() or users.create_user(email)


def _give(user: Any, known: Credentials) -> Credentials:
    """Set what the user signs in with: what is known of it, the rest made anew."""
    password = known.password or secrets.token_urlsafe(12)
    if not user.check_password(password):
        user.set_password(password)
        user.save()
    return Credentials(password, _give_app(user, known.secret or generate_totp_secret()), _give_codes(user, known.codes))


def _give_app(user: Any, secret: str) -> str:
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None or _opened(app.data["secret"]) != secret:
        Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
        TOTP.activate(user, secret)
    return secret


def _give_codes(user: Any, known: tuple[str, ...]) -> tuple[str, ...]:
    """The codes that still work; used ones are not given again."""
    stored = Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).first()
    if stored is not None and "migrated_codes" in stored.data:
        working = tuple(_opened(code) for code in stored.data["migrated_codes"])
        if working and set(working) <= set(known):
            return working
    Authenticator.objects.filter(user=user, type=Authenticator.Type.RECOVERY_CODES).delete()
    codes = (known if stored is None else ()) or tuple(f"{secrets.randbelow(10**8):08}" for _ in range(CODES))
    data = {"migrated_codes": [encrypt(code) for code in codes]}
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data=data)
    return codes


def _opened(stored: str) -> str:
    """A stored secret in clear; empty when it was stored under another SECRET_KEY."""
    try:
        return str(decrypt(stored))
    except InvalidToken:
        return ""


def _give_role(user: Any, account: DemoAccount) -> None:
    if account.role is None:
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])
        return
    organisation = _organisation(account.organisation) if account.organisation else None
    places = [page.specific for page in (_page(account.place),) if page is not None] if account.place else []
    held = memberships_of(user).filter(role=account.role, organisation=organisation).first()
    if held is None or {place.pk for place in places} != set(held.places.values_list("pk", flat=True)):
        grant(user, account.role, organisation, by=None, places=places)


def _organisation(key: str) -> Any:
    page = _page(key)
    if page is None:
        msg = f"{key} has not been loaded: run load_demo first"
        raise LookupError(msg)
    return page.specific


def _page(key: str) -> Page | None:
    record = LoadedRecord.objects.filter(key=key).select_related("page").first()
    return record.page if record is not None else None
