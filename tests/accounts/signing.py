"""Signing in through the real doors, step by step."""

import time
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

PASSWORD = "pitkä ja muistettava salasana"
INSIDE = "/admin/account/"
"""A page of the admin that every editor may open."""


def code_of(user: Any, steps: int = 0) -> str:
    """What the user's app shows now, or some steps of 30 seconds later."""
    app = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    return str(format_hotp_value(hotp_value(decrypt(app.data["secret"]), int(time.time()) // 30 + steps)))


def give_password(client: Any, email: str, password: str = PASSWORD, **headers: Any) -> Any:
    """The first step."""
    return client.post(reverse("account_login"), {"login": email, "password": password}, **headers)


def give_code(client: Any, code: str, **headers: Any) -> Any:
    """The second step."""
    return client.post(reverse("mfa_authenticate"), {"code": code}, **headers)


def is_signed_in(client: Any) -> bool:
    """Whether the session is somebody's."""
    return SESSION_KEY in client.session
