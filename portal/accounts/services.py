"""Signing people in from other parts of the portal."""

from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from portal.accounts.second_factor import has_second_factor, remove_second_factor

__all__ = ["has_second_factor", "remove_second_factor", "sign_in"]


def sign_in(request: HttpRequest, user: Any, *, method: str, next_url: str | None = None) -> HttpResponseBase:
    """Sign in somebody who was recognised by other means than a password, such as an invitation's signed link.

    The rest is as at the sign-in page: who has a second factor is asked for it, who has none sets one up at the first admin
    page, and may do so at once without the password.

    :param method: how the user was recognised, for the session's record, e.g. ``invitation``.
    :param next_url: a path of the portal; the admin by default.
    :returns: where to go on; nobody is signed in yet when that is the question for the second factor.
    """
    record_authentication(request, user, method=method)
    response: HttpResponseBase = perform_login(request, Login(user=user, redirect_url=next_url))
    return response
