"""What is fetched for translators, and what they send back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.localisation.languages import other_languages
from portal.translating.files import MOST_BYTES, RefusedFileError, TextFile, formats, read_file
from portal.translating.pages import What

WHAT = [
    (What.OPEN.value, _("What is outdated or missing")),
    (What.OUTDATED.value, _("Only what is outdated")),
    (What.MISSING.value, _("Only what is missing")),
    (What.ALL.value, _("Everything")),
]


WORDS = "words"
"""Instead of an organisation: what stands on no page (``portal.translating.words``)."""


class ExportForm(forms.Form):
    """Which texts, in which language and as which kind of file. Sent by GET: nothing changes."""

    language = forms.ChoiceField(label=_("Language"), choices=other_languages)
    what = forms.ChoiceField(label=_("Texts"), choices=WHAT, required=False)
    format = forms.ChoiceField(label=_("Kind of file"), choices=[(".po", _("PO (Poedit and others)")), (".xlf", _("XLIFF 1.2 (agencies)"))])

    def __init__(self, *args: Any, organisations: list[Any], with_words: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = [(WORDS, _("Words of the portal: topics, ages, municipalities, contacts, names in the thesaurus"))] if with_words else []
        self.fields["organisation"] = forms.ChoiceField(
            label=_("Organisation"),
            required=False,
            choices=[("", _("All pages that are mine to edit")), *words, *((str(one.pk), one.title) for one in organisations)],
        )


class ImportForm(forms.Form):
    """The file, and what is to become of it."""

    file = forms.FileField(label=_("File"), help_text=_("A file that was fetched here, with its translations. PO or XLIFF, at most 3 MB."))
    only_check = forms.BooleanField(label=_("Only check the file, change nothing"), required=False)
    only_drafts = forms.BooleanField(
        label=_("Only save drafts"),
        required=False,
        help_text=_("Otherwise each page is sent to be approved. No page is published by itself; words of the portal change at once."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ",".join(sorted(formats()))
        self.texts: TextFile | None = None

    def clean_file(self) -> Any:
        """Read the file: what is wrong with it as a whole is said at the field."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large: at most %(mb)d MB.") % {"mb": MOST_BYTES // 1_000_000})
        try:
            self.texts = read_file(sent.name, sent.read())
        except RefusedFileError as refused:
            raise forms.ValidationError(str(refused)) from refused
        return sent
