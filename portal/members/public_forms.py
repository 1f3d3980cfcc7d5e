"""Forms of people who have no account yet: accepting an invitation, claiming an organisation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.members.forms import OneLineField
from portal.members.models import Invitation


class NewAccountForm(forms.Form):
    """What somebody invited tells of themselves. A password typed once can be shown, pasted and saved by the browser."""

    first_name = OneLineField(
        label=_("First name"), max_length=150, widget=forms.TextInput(attrs={"class": "field", "autocomplete": "given-name"})
    )
    last_name = OneLineField(
        label=_("Last name"), max_length=150, widget=forms.TextInput(attrs={"class": "field", "autocomplete": "family-name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        max_length=1000,
        widget=forms.PasswordInput(attrs={"class": "field", "autocomplete": "new-password"}),
        help_text=_("At least 12 characters. A sentence of your own is easy to remember and hard to guess."),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation

    def clean(self) -> dict[str, Any]:
        """Check the password against the portal's rules, the names and the address."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("password"):
            names = {name: given.get(name, "") for name in ("first_name", "last_name")}
            try:
                validate_password(given["password"], User(email=self.invitation.email, **names))
            except ValidationError as error:
                self.add_error("password", error)
        return given


class ClaimForm(forms.Form):
    """ "This is our organisation." Two things tell people from programs: an empty field, and a signed time at which the page was opened."""

    SALT = "portal.members.claim"
    AT_LEAST, AT_MOST = 2, 12 * 60 * 60
    """Seconds between opening and sending."""

    name = OneLineField(label=_("Your name"), max_length=150, widget=forms.TextInput(attrs={"class": "field", "autocomplete": "name"}))
    email = forms.EmailField(
        label=_("Your e-mail at the organisation"),
        max_length=254,
        help_text=_("We answer to this address. Use the organisation's own address, not a private one."),
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "email"}),
    )
    message = forms.CharField(
        label=_("How can we check it?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"class": "field", "rows": 4}),
        help_text=_("For example your task in the organisation, or a page that names you."),
    )
    opened = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Refuse a form that was sent at once, or so late that what it was about may have changed; what was typed stays."""
        given: dict[str, Any] = super().clean() or {}
        try:
            signing.TimestampSigner(salt=self.SALT).unsign(given.get("opened", ""), max_age=self.AT_MOST)
        except signing.BadSignature as error:
            raise ValidationError(_("The page was open for a long time. Please send it once more.")) from error
        if not is_older(given["opened"], self.AT_LEAST, self.SALT):
            raise ValidationError(_("That was very quick. Please look through what you wrote and send it once more."))
        return given

    @property
    def is_by_a_program(self) -> bool:
        """Whether ``homepage``, a field that people do not see, was filled in."""
        return bool(self.data.get("homepage"))

    @classmethod
    def opened_now(cls) -> str:
        """The present moment, signed."""
        return signing.TimestampSigner(salt=cls.SALT).sign("claim")


def is_older(signed: str, seconds: int, salt: str) -> bool:
    """Whether the text was signed at least so many seconds ago."""
    try:
        signing.TimestampSigner(salt=salt).unsign(signed, max_age=seconds)
    except signing.SignatureExpired:
        return True
    return False
