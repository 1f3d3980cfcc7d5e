"""Forms of members in the admin: inviting, changing, answering."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from portal.isolation.numbers import PkChoiceField, PkMultipleChoiceField
from portal.members.authority import Authority
from portal.members.models import Membership, Role
from portal.organisations.models import OrganisationKind, OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.regions.models import Municipality

CONTROL = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]")


def one_line(value: str) -> None:
    """Refuse line breaks and other control characters: the text ends up in mails.

    :raises ValidationError: it has one.
    """
    if CONTROL.search(value):
        raise ValidationError(_("Write this on one line."))


class OneLineField(forms.CharField):
    """A text of one line."""

    default_validators = [one_line]


class TermsForm(forms.Form):
    """Role, meeting places and last day."""

    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    places: Any = PkMultipleChoiceField(
        label=_("Meeting places"),
        queryset=MeetingPlacePage.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only for a contact of a meeting place: which ones."),
    )
    valid_until = forms.DateField(
        label=_("Last day"), required=False, widget=AdminDateInput, help_text=_("Leave empty when it is not known.")
    )

    def __init__(self, *args: Any, roles: tuple[Role, ...], organisation: OrganisationPage | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, _ROLE_HELP[role]) for role in roles]  # type: ignore[attr-defined]  # a ChoiceField
        if organisation is None or Role.PLACE_CONTACT not in roles:
            del self.fields["places"]
            return
        places = MeetingPlacePage.objects.descendant_of(organisation).order_by("title")
        self.fields["places"].queryset = places  # type: ignore[attr-defined]  # a ModelMultipleChoiceField

    def terms(self) -> dict[str, Any]:
        """What the services take: role, places, last day."""
        given = self.cleaned_data
        return {"role": given["role"], "places": list(given.get("places") or ()), "valid_until": given["valid_until"]}


class InviteForm(TermsForm):
    """An invitation to one organisation, or to coordinate."""

    email = forms.EmailField(label=_("E-mail address"), help_text=_("A personal address at work: accounts are not shared."))
    field_order = ["email", "role", "places", "valid_until"]


class OrganisationChoiceForm(forms.Form):
    """Which organisation an invitation is to, for those who manage several."""

    organisation = PkChoiceField(
        label=_("Organisation"), queryset=OrganisationPage.objects.none(), widget=forms.Select(attrs={"class": "w-w-full"})
    )

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = authority.organisations().order_by("title")  # type: ignore[attr-defined]  # a ModelChoiceField


class InviteOrganisationForm(forms.Form):
    """A new organisation and its first main editor."""

    name = OneLineField(label=_("Name of the organisation"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=OrganisationKind.choices, initial=OrganisationKind.NGO)
    municipality = PkChoiceField(
        label=_("Municipality"),
        queryset=Municipality.objects.none(),
        required=False,
        help_text=_("Leave empty when it has none of its own."),
    )
    email = forms.EmailField(label=_("E-mail address of the first main editor"))
    message = forms.CharField(
        label=_("Message"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands in the invitation's e-mail, for example why you invite them. May be left empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.order_by("slug")  # type: ignore[attr-defined]  # a ModelChoiceField


class RefuseForm(forms.Form):
    """Why a claim is refused."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}), help_text=_("It is mailed to the one who asked.")
    )


def role_of(membership: Membership) -> dict[str, Any]:
    """Initial values of TermsForm."""
    return {"role": membership.role, "places": membership.own_places, "valid_until": membership.valid_until}


_ROLE_HELP = {
    Role.PLACE_CONTACT: _("Contact of a meeting place: edits the chosen places and adds events and groups under them"),
    Role.EDITOR: _("Editor: edits everything of the organisation; a coordinator approves it"),
    Role.TRUSTED_EDITOR: _("Trusted editor: publishes at once"),
    Role.MAIN_EDITOR: _("Main editor: publishes at once and invites colleagues"),
    Role.COORDINATOR: _("Coordinator: sees and approves everything in the region"),
}
