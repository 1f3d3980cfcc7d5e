"""The form of a page's language versions: a row for each language, also for those in which nothing has been written yet."""

from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.forms import WagtailAdminModelForm

from portal.localisation.languages import default_language, is_right_to_left, language_codes


class Standing:
    """What an editor says of a version whose Finnish text has changed."""

    CURRENT = "current"
    LATER = "later"
    CHOICES = ((CURRENT, _("It says the same as the Finnish text: it is up to date.")), (LATER, _("It is not finished yet.")))


class LanguageVersionForm(WagtailAdminModelForm):
    """One language's texts. A new row in which nothing is written is left out."""

    standing = forms.ChoiceField(
        label=_("Is this language version up to date?"),
        choices=Standing.CHOICES,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("If you choose nothing, it counts as up to date as soon as you change a text here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["locale"].widget = forms.HiddenInput()
        # Known by what they are: after an automatic save Wagtail counts every row as one that was there.
        if not self.instance.pk:
            self.empty_permitted = True
        for name, field in self.fields.items():
            if name in {"locale", "standing", "id", "DELETE"}:
                continue
            field.widget.attrs.setdefault("lang", self.code)
            field.widget.attrs.setdefault("dir", "rtl" if self.code and is_right_to_left(self.code) else "ltr")

    @property
    def code(self) -> str:
        """The row's language; empty when what was sent is none of the portal's."""
        code = str(self["locale"].value() or "")
        return code if code in language_codes() else ""

    @cached_property
    def changed_data(self) -> list[str]:
        """Names of what was changed; the language alone is no text."""
        changed: list[str] = super().changed_data
        return changed if self.instance.pk or set(changed) - {"locale"} else []

    @property
    def says_up_to_date(self) -> bool:
        """Whether the version is to count as made from the present Finnish texts."""
        standing = self.cleaned_data.get("standing", "")
        return bool(standing == Standing.CURRENT or (standing != Standing.LATER and self.has_changed()))


class LanguageVersionFormSet(BaseChildFormSet):
    """The page's versions, and an empty row for each further language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            there = {version.locale for version in self.get_queryset()}
            missing = [code for code in language_codes() if code != default_language() and code not in there]
            self.extra = len(missing)
            self.initial_extra = [{"locale": code} for code in missing]

    def row(self, code: str) -> LanguageVersionForm | None:
        """The row of a language; None when it was not sent."""
        return next((form for form in self.forms if form.code == code), None)
