"""What demo accounts sign in with: the file that keeps it, and how it is shown to people."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth import get_user_model

HOW = """How to sign in: give e-mail address and password, then the code below, or a recovery code (each works once). Codes are those
of this moment; ask for new ones with `make demo-accounts`, or add the app secret to an authenticator app on your phone."""


@dataclass(frozen=True)
class Credentials:
    """Of one account; empty where nothing is known."""

    password: str = ""
    secret: str = ""
    """Of the authenticator app, base32."""
    codes: tuple[str, ...] = ()
    """Recovery codes that were not used when the file was written."""

    def code(self, at: float | None = None) -> str:
        """The app's code at a time in Unix seconds, now by default."""
        return str(format_hotp_value(hotp_value(self.secret, int(at or time.time()) // app_settings.TOTP_PERIOD)))


def read_credentials(path: Path) -> dict[str, Credentials]:
    """What the file says, by e-mail address; empty when there is none. Older files hold passwords only, in the same line."""
    if not path.exists():
        return {}
    found: dict[str, Credentials] = {}
    email, values = "", {}
    for line in path.read_text(encoding="utf-8").splitlines():
        words = line.split()
        if not words:
            continue
        if not line.startswith(" "):
            email, values = words[0], {"password": words[1]} if len(words) > 2 and words[1] != "-" else {}
        else:
            values[words[0]] = " ".join(words[1:])
        codes = tuple(values.get("recovery", "").split())
        found[email] = Credentials(values.get("password", ""), values.get("secret", ""), codes)
    return found


def write_credentials(path: Path, accounts: Mapping[str, tuple[str, Credentials]]) -> None:
    """Write title and credentials of each account, by e-mail address; only the owner may read the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    blocks = [
        f"{email} - {title}\n  password {one.password}\n  secret {one.secret}\n  otpauth {_uri(email, one.secret)}\n"
        f"  recovery {' '.join(one.codes)}\n"
        for email, (title, one) in accounts.items()
    ]
    path.write_text("\n".join(blocks), encoding="utf-8")


def show_accounts(path: Path, at: float | None = None) -> str:
    """The file for people, with the codes of now (``at``, Unix seconds) in place of what only devices read."""
    titles = {
        line.split()[0]: line.partition(" - ")[2] for line in path.read_text(encoding="utf-8").splitlines() if "@" in line.split(" ")[0]
    }
    left = app_settings.TOTP_PERIOD - int(at or time.time()) % app_settings.TOTP_PERIOD
    blocks = [
        f"{email}   {titles[email]}\n"
        f"    password    {one.password}\n"
        f"    code now    {one.code(at)}   (the next one in {left} s)\n"
        f"    app secret  {one.secret}\n"
        f"    app link    {_uri(email, one.secret)}\n"
        f"    recovery    {' '.join(one.codes[:5])}\n"
        f"                {' '.join(one.codes[5:])}".rstrip()
        for email, one in read_credentials(path).items()
        if one.secret
    ]
    return "\n\n".join((HOW, *blocks))


def _uri(email: str, secret: str) -> str:
    return str(get_adapter().build_totp_url(get_user_model()(email=email), secret))
