"""Forms of seasonal collections."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.freshness.models import CollectionRound, RoundAnswer
from portal.freshness.models.rounds import COLLECTED_KINDS
from portal.freshness.seasons import suggested_round
from portal.isolation.numbers import PkMultipleChoiceField


class DayInput(forms.DateInput):
    """The browser's own date field: the quickest one on a phone."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ItemForm(forms.Form):
    """One answer about one page of a collection."""

    item = forms.IntegerField(min_value=1)
    answer = forms.ChoiceField(choices=RoundAnswer.choices)
    start = forms.DateField(required=False)
    end = forms.DateField(required=False)
    note = forms.CharField(max_length=500, required=False)


class NewForm(forms.Form):
    """Something new, told by somebody without an account."""

    new = forms.CharField(max_length=1500)


class RoundForm(forms.ModelForm):  # type: ignore[type-arg]  # ModelForm is generic in stubs only
    """What a coordinator says when opening a collection."""

    kinds = forms.MultipleChoiceField(label=_("What is collected"), choices=COLLECTED_KINDS, widget=forms.CheckboxSelectMultiple)

    class Meta:
        model = CollectionRound
        fields = ("name", "season_start", "season_end", "closes_on", "kinds", "organisations")
        widgets = {name: DayInput() for name in ("season_start", "season_end", "closes_on")}

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        suggested = suggested_round(timezone.localdate())
        kwargs["initial"] = {
            "name": suggested.name,
            "season_start": suggested.start,
            "season_end": suggested.end,
            "closes_on": suggested.closes,
            "kinds": [COLLECTED_KINDS[0][0]],
        }
        super().__init__(*args, **kwargs)
        self.fields["organisations"] = PkMultipleChoiceField(organisations, label=_("Organisations"), widget=forms.CheckboxSelectMultiple)

    def clean_closes_on(self) -> Any:
        """Refuse a last day that is over."""
        day = self.cleaned_data["closes_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return day
