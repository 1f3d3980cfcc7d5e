"""Forms of people who have no account yet: accepting an invitation, claiming an organisation."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.content.timed_form import TimedForm
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


class ClaimForm(TimedForm):
    """ "This is our organisation." """

    SALT = "portal.members.claim"

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
