"""Forms: the statement in the admin, and a reader's message."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from portal.content.timed_form import TimedForm


class StatementForm(WagtailAdminModelForm):
    """Holds the level against the exceptions: one cannot be true without the other."""

    def clean(self) -> dict[str, Any]:
        """Refuse "fully" with exceptions and "partly" or "not" without any."""
        cleaned: dict[str, Any] = super().clean()
        level = cleaned.get("conformance")
        if "exceptions" in self.formsets and level:
            rows = self.formsets["exceptions"].forms
            kept = [row for row in rows if row.is_valid() and row.cleaned_data and not row.cleaned_data.get("DELETE")]
            faulty = [row for row in rows if not row.is_valid()]
            if level == "full" and kept:
                self.add_error("conformance", _("With exceptions the portal is not fully accessible."))
            if level != "full" and not kept and not faulty:
                self.add_error("conformance", _("Tell below what is not accessible."))
        return cleaned


class FeedbackForm(TimedForm):
    """A reader tells what is hard to use."""

    SALT = "portal.accessibility.feedback"

    text = forms.CharField(
        label=_("What was hard or impossible?"),
        help_text=_("Tell also what you use: a screen reader, large text, the keyboard. Do not write about your health."),
        max_length=4000,
        widget=forms.Textarea(attrs={"class": "field", "rows": 6}),
        error_messages={"required": _("Tell what was hard.")},
    )
    where = forms.CharField(
        label=_("On which page? (optional)"),
        help_text=_("Its name or its address."),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "field"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail, if you want an answer (optional)"),
        help_text=_("For the answer only; then we remove it. Without it we cannot answer you."),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"class": "field", "autocomplete": "email"}),
    )


class AnswerForm(forms.Form):
    """What is done about it."""

    answer = forms.CharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What was mended, or by when it will be, or how to get it another way. The sender reads it."),
    )
