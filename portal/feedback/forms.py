"""The form on which a reader reports what is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.content.timed_form import TimedForm
from portal.feedback.models import READERS_KINDS, MessageKind


class ReportForm(TimedForm):
    """What is wrong; everything else may be left out, unless it is "something else"."""

    SALT = "portal.feedback.report"

    kind = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=[(kind.value, kind.label) for kind in READERS_KINDS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong.")},
    )
    text = forms.CharField(
        label=_("Tell more"),
        help_text=_("What should it say? Do not write anybody's name or anything about health."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"class": "field", "rows": 5}),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you want an answer"),
        help_text=_("For the answer only; then we remove it. Leave it empty if somebody else reads your mail."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "email"}),
    )

    def clean(self) -> dict[str, object]:
        """ "Something else" needs words."""
        given = super().clean()
        if given.get("kind") == MessageKind.OTHER and not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Tell what is wrong."))
        return given
