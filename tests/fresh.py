"""Signing in for tests of what asks for a fresh sign-in (``portal.accounts.fresh``)."""

import time
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY


def log_in_freshly(client: Any, user: Any, seconds_ago: float = 0) -> None:
    """``client.force_login`` as if the user had given password and code so long ago."""
    client.force_login(user)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time() - seconds_ago}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
