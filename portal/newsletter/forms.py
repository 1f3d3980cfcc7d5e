"""What one tells to get news by e-mail."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.browse.answers import plural_label
from portal.browse.labels import filter_labels
from portal.content.timed_form import TimedForm
from portal.listings.kinds import Kind
from portal.localisation.languages import language_codes, own_name

KINDS = (Kind.EVENT, Kind.PEER_GROUP, Kind.MEETING_PLACE, Kind.SERVICE)
_FIELD = {"class": "field"}


class SubscribeForm(TimedForm):
    """An address, a municipality, a language; and what is left out if somebody wants less."""

    SALT = "portal.newsletter.subscribe"

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={**_FIELD, "autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail."), "invalid": _("Write your e-mail like this: name@example.org")},
    )
    municipality = forms.ChoiceField(
        label=_("Municipality"),
        widget=forms.Select(attrs=_FIELD),
        error_messages={"required": _("Choose a municipality."), "invalid_choice": _("Choose a municipality.")},
    )
    age_band = forms.ChoiceField(label=_("Age (optional)"), required=False, widget=forms.Select(attrs=_FIELD))
    kind = forms.ChoiceField(label=_("What (optional)"), required=False, widget=forms.Select(attrs=_FIELD))
    lang = forms.ChoiceField(label=_("Language of the mails"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        labels = filter_labels()
        real = [(one.value, one.label) for one in labels.get("municipality", []) if not one.is_example]
        choices: dict[str, list[tuple[str, Any]]] = {
            "municipality": [("", _("Choose")), *real],
            "age_band": [("", _("All")), *((one.value, one.label) for one in labels.get("age_band", []))],
            "kind": [("", _("All")), *((kind.value, plural_label(kind)) for kind in KINDS)],
            "lang": [(code, own_name(code)) for code in language_codes()],
        }
        for name, of in choices.items():
            field: Any = self.fields[name]
            field.choices = of
