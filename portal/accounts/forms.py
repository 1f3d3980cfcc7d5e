"""The forms of signing in: plain labels that stay visible, no placeholders, codes that count once."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.core import context
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from portal.accounts.limits import begin_attempt, may_mail
from portal.accounts.models import User

PASSWORD_HINT = _("At least 12 characters. A few words in a row are easy to remember and hard to guess.")


class _Plain(forms.Form):
    """Our look on allauth's fields: class ``field``, the label instead of a placeholder."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            if not isinstance(field.widget, forms.CheckboxInput | forms.HiddenInput):
                field.widget.attrs["class"] = "field"


class LoginForm(_Plain, account.LoginForm):
    """E-mail and password."""

    labels = {"login": _("E-mail address"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ReauthenticateForm(_Plain, account.ReauthenticateForm):
    """The password once more."""

    labels = {"password": _("Password")}


class ChangePasswordForm(_Plain, account.ChangePasswordForm):
    """The old password and a new one."""

    labels = {"oldpassword": _("Present password"), "password1": _("New password"), "password2": _("New password once more")}
    hints = {"password1": PASSWORD_HINT}


class SetPasswordForm(_Plain, account.SetPasswordForm):
    """A first password, for somebody who has signed in through the employer."""

    labels = {"password1": _("New password"), "password2": _("New password once more")}
    hints = {"password1": PASSWORD_HINT}


class ResetPasswordKeyForm(_Plain, account.ResetPasswordKeyForm):
    """A new password after the link in a mail."""

    labels = {"password1": _("New password"), "password2": _("New password once more")}
    hints = {"password1": PASSWORD_HINT}


class ResetPasswordForm(_Plain, account.ResetPasswordForm):
    """Where the link is sent. Known and unknown addresses get the same answer and one mail each."""

    labels = {"email": _("E-mail address")}

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        """Queue the mail; the answer to the reader is the same whatever happens here."""
        email: str = self.cleaned_data["email"]
        if may_mail(request, email):
            if self.users:
                request_password_reset(request, email, self.users, None)
            else:
                get_adapter().send_mail("account/email/unknown_account", email, {})
        return email


class _Code(_Plain):
    """A code counts once, and wrong ones count against the network address."""

    labels = {"code": _("Code")}
    user: User

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}

    def clean_code(self) -> str:
        """Check the code.

        :raises ImmediateHttpResponse: 429, after too many wrong codes from this address.
        :raises ValidationError: it is wrong, or was used before.
        """
        attempt = begin_attempt(context.request, f"second factor {self.user.pk}")
        code: str = super().clean_code()  # type: ignore[misc]  # the allauth form that this is mixed into has it
        # With neighbouring steps accepted a code lives longer than allauth remembers it.
        lifetime = mfa_settings.TOTP_PERIOD * (2 * mfa_settings.TOTP_TOLERANCE + 1)
        if not cache.add(f"accounts:code:{self.user.pk}:{''.join(code.split())}", True, timeout=lifetime):
            raise get_mfa_adapter().validation_error("incorrect_code")
        attempt.rollback()
        return code


class AuthenticateForm(_Code, mfa.AuthenticateForm):
    """The second step of signing in: a code from the app or a recovery code."""


class ReauthenticateCodeForm(_Code, mfa.ReauthenticateForm):
    """A code once more, before a deed that needs it."""


class ActivateAppForm(_Code, ActivateTOTPForm):
    """The first code of a new authenticator app."""


class _Passkey(_Plain):
    """What a browser's passkey answers, checked for its shape before allauth takes it apart."""

    answer: ClassVar[type[AuthenticationResponse] | type[RegistrationResponse]] = AuthenticationResponse

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].validators = [self._check_shape]

    def _check_shape(self, value: Any) -> None:
        try:
            self.answer.from_dict(value)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise get_mfa_adapter().validation_error("incorrect_code") from error


class LoginPasskeyForm(_Passkey, LoginWebAuthnForm):
    """Signing in by a passkey alone."""


class AuthenticatePasskeyForm(_Passkey, AuthenticateWebAuthnForm):
    """A passkey as the second step."""


class ReauthenticatePasskeyForm(_Passkey, ReauthenticateWebAuthnForm):
    """A passkey once more, before a deed that needs it."""


class AddPasskeyForm(_Passkey, AddWebAuthnForm):
    """A new passkey; unless the reader says otherwise it replaces the password too."""

    answer = RegistrationResponse
    labels = {"name": _("Name of the device"), "passwordless": _("Sign in with this passkey alone, without the password")}
    hints = {"name": _("For example “My phone” or “Work computer”.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditPasskeyForm(_Plain, EditWebAuthnForm):
    """Another name for a passkey."""

    labels = {"name": _("Name of the device")}


class MailPaceForm(forms.ModelForm[User]):
    """When the user wants notices."""

    class Meta:
        model = User
        fields = ("mail_pace",)
        widgets = {"mail_pace": forms.RadioSelect}
