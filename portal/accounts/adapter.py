"""How allauth works here: accounts come by invitation, addresses in mails are the portal's own, limits are per network address."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.fresh import is_fresh
from portal.accounts.limits import begin_attempt
from portal.mail.services import absolute_url


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in by e-mail and password for people who were invited."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
        "enter_current_password": _("That is not your present password. Try again."),
        "incorrect_password": _("That is not your password. Try again."),
        "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
        "too_many_login_attempts": _("Too many wrong attempts. Wait a while and try again."),
        "rate_limited": _("Too many wrong attempts. Wait a while and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account alone."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the attempt by network address.

        :raises ImmediateHttpResponse: 429, after too many wrong passwords from this address.
        """
        self._login_failed_rl_usage = begin_attempt(request, str(credentials.get("email", "")))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of the mail, on the portal's own address whatever host the request named."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return absolute_url(path.replace("UID-KEY", key))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """After a new password: to the page about signing in."""
        return reverse("mfa_index")

    def is_reauthentication_required(self, *, app: str, **options: Any) -> bool:
        """Somebody who has just signed in is not asked again; everybody else is, also where allauth would not."""
        return not is_fresh(get_authentication_records(self.request, self.request.user))
