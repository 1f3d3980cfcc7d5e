"""Deeds that need a fresh sign-in: an open screen that somebody left is not enough to change roles."""

import time
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from portal.accounts.second_factor import has_second_factor

Arguments = ParamSpec("Arguments")


def fresh_login_required(
    view: Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]:
    """Ask for the password, a code or a passkey first, unless the user did that in the last ``ACCOUNT_REAUTHENTICATION_TIMEOUT`` seconds.

    What was sent by POST is kept and done after the answer. Somebody without a second factor sets one up first. For a class:
    ``@method_decorator(fresh_login_required, name="dispatch")``.
    """
    asking = reauthentication_required(view)

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated and not has_second_factor(request.user):
            return HttpResponseRedirect(reverse("mfa_index"))
        response: HttpResponseBase = asking(request, *args, **kwargs)
        return response

    return guarded


def is_fresh(records: Iterable[Mapping[str, Any]]) -> bool:
    """Whether the last of a session's authentication records (allauth's, ``at`` in Unix seconds) is recent enough."""
    last = max((float(record["at"]) for record in records), default=0.0)
    return time.time() - last < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
