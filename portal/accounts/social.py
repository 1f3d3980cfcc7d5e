"""Signing in through an employer (OpenID Connect): it recognises people, it never gives them an account or a role by itself."""

from collections.abc import Callable
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from requests import RequestException

InvitationMatcher = Callable[[str, dict[str, Any]], Any]
"""Takes an e-mail address that the provider has verified and its claims; gives the user of an invitation accepted by it, or None."""


class EmployerAdapter(DefaultSocialAccountAdapter):
    """Matches by the verified e-mail address, at every sign-in anew; no link to the provider is stored."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account by signing in."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Find whose sign-in it is.

        :raises ImmediateHttpResponse: 403 with an explanation, when the address is unverified, unknown or not invited.
        """
        user = self.user_of(sociallogin)
        if user is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/no_account.html", status=403))
        sociallogin.state["process"] = "login"  # never "connect": a provider's account is not tied to a signed-in user's
        sociallogin.user = user

    def user_of(self, sociallogin: Any) -> Any:
        """The active user with the verified address, or the one of an open invitation to it; None when there is neither."""
        email = next((str(one.email).lower() for one in sociallogin.email_addresses if one.verified is True), "")
        if not email:
            return None
        known = get_user_model().objects.filter(email=email).first()
        if known is not None:
            return known if known.is_active else None
        match: InvitationMatcher = import_string(settings.INVITATION_MATCHER)
        claims = sociallogin.account.extra_data
        return match(email, claims.get("userinfo") or claims.get("id_token") or {})


def login(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider."""
    return _or_told(views.login, request, provider_id)


def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back from the provider."""
    return _or_told(views.callback, request, provider_id)


def _or_told(view: Callable[[HttpRequest, str], HttpResponse], request: HttpRequest, provider_id: str) -> HttpResponse:
    """The view's answer; a provider that cannot be reached is a page with another way in, not a fault of ours."""
    try:
        return view(request, provider_id)
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=401)
