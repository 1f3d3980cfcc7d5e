"""Forms of the thesaurus: a concept, one more word, a file to import."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm

from portal.localisation.languages import all_languages
from portal.taxonomy.models import Topic
from portal.thesaurus.labels import LABEL_MAX, LongLabelError, labels_in, texts_by_language, tidied, without_repeats
from portal.thesaurus.models import Concept
from portal.thesaurus.services import checked_label
from portal.thesaurus.skos_files import MAX_BYTES
from portal.thesaurus.structure import loop_from
from portal.thesaurus.values import ConceptValue
from portal.thesaurus.widgets import ManyPicker, OnePicker

if TYPE_CHECKING:
    _Choices = forms.ModelMultipleChoiceField[Any]
    _Choice = forms.ModelChoiceField[Any]
else:
    _Choices = forms.ModelMultipleChoiceField
    _Choice = forms.ModelChoiceField

FEWEST_ROWS, MOST_ROWS = 3, 12
"""Lines of a field for labels: those that are there and one more, within these."""
_SLUG = re.compile(r"[-\w]{1,80}", re.ASCII)


class SlugChoicesField(_Choices):
    """Rows by their slugs. What is no slug never reaches the database."""

    widget = ManyPicker

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(queryset, to_field_name="slug", required=False, **kwargs)
        self.widget.group_label = self.label

    def clean(self, value: Any) -> Any:
        """The rows.

        :raises ValidationError: one of them is not there.
        """
        for one in value if isinstance(value, list | tuple) else ():
            if not _SLUG.fullmatch(str(one)):
                raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(one)[:80]})
        return super().clean(value)


class SlugChoiceField(_Choice):
    """A row by its slug."""

    widget = OnePicker

    def to_python(self, value: Any) -> Any:
        """The row.

        :raises ValidationError: it is not there.
        """
        if value and not _SLUG.fullmatch(str(value)):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(value)[:80]})
        return super().to_python(value)


class ConceptForm(WagtailAdminModelForm):
    """A concept. Labels are tidied; every label is kept once; broader concepts never lead back."""

    broader = SlugChoicesField(Concept.objects.order_by("slug"), label=gettext_lazy("Broader concepts"))
    related = SlugChoicesField(Concept.objects.order_by("slug"), label=gettext_lazy("Related concepts"))
    topics = SlugChoicesField(Topic.objects.filter(children=None).order_by("sort_order", "slug"), label=gettext_lazy("Topics"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("alternative", "colloquial"):
            texts: dict[str, str] = getattr(self.instance, name)
            for lang, part in zip(self.fields[name].widget.languages, self.fields[name].widget.widgets, strict=True):
                lines = texts.get(lang[0], "").count("\n") + 2
                part.attrs["rows"] = min(max(lines, FEWEST_ROWS), MOST_ROWS)

    def clean_alternative(self) -> dict[str, tuple[str, ...]]:
        """Labels by language.

        :raises ValidationError: a line is too long.
        """
        return self._labels("alternative")

    def clean_colloquial(self) -> dict[str, tuple[str, ...]]:
        """Labels by language.

        :raises ValidationError: a line is too long.
        """
        return self._labels("colloquial")

    def clean(self) -> dict[str, Any]:
        """Drops repeated labels. Says which broader concepts would go in a circle, and what is both broader and related."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        value = without_repeats(
            ConceptValue("", cleaned.get("preferred") or {}, cleaned.get("alternative") or {}, cleaned.get("colloquial") or {})
        )
        for name, texts in (
            ("preferred", dict(value.preferred)),
            ("alternative", texts_by_language(value.alternative)),
            ("colloquial", texts_by_language(value.colloquial)),
        ):
            if name in cleaned:
                cleaned[name] = texts
        self._check_relations(cleaned)
        return cleaned

    def _labels(self, name: str) -> dict[str, tuple[str, ...]]:
        labels: dict[str, tuple[str, ...]] = {}
        faults = []
        names = dict(all_languages())
        for lang, text in (self.cleaned_data[name] or {}).items():
            try:
                labels[lang] = labels_in(text)
            except LongLabelError as error:
                faults.append(_too_long(names[lang], error))
        if faults:
            raise ValidationError(faults)
        return labels

    def _check_relations(self, cleaned: dict[str, Any]) -> None:
        """One query for all broader relations."""
        above, near = list(cleaned.get("broader") or ()), list(cleaned.get("related") or ())
        for name, chosen in (("broader", above), ("related", near)):
            if self.instance.pk and self.instance in chosen:
                self.add_error(name, _("The concept itself was chosen: take it away."))
        below = list(self.instance.narrower.all()) if self.instance.pk and near else []
        for concept in near:
            if concept in above or concept in below:
                said = _("“%(concept)s” is broader or narrower already: choose it in one place only.")
                self.add_error("related", said % {"concept": concept})
        if self.instance.pk and above and not self.has_error("broader"):
            self._refuse_loop(above)

    def _refuse_loop(self, above: list[Concept]) -> None:
        names = {str(self.instance.pk): str(self.instance)}
        broader: defaultdict[str, list[str]] = defaultdict(list)
        for link in Concept.broader.through.objects.select_related("from_concept", "to_concept"):
            if link.from_concept_id != self.instance.pk:
                broader[str(link.from_concept_id)].append(str(link.to_concept_id))
                names |= {str(link.from_concept_id): str(link.from_concept), str(link.to_concept_id): str(link.to_concept)}
        broader[str(self.instance.pk)] = [str(concept.pk) for concept in above]
        path = loop_from(str(self.instance.pk), broader)
        if path is not None:
            way = " → ".join(names[pk] for pk in path)
            self.add_error("broader", _("Broader concepts would go in a circle: %(way)s.") % {"way": way})


def _too_long(language: str, error: LongLabelError) -> ValidationError:
    words = {"language": language, "line": error.line, "length": len(error.label), "max": LABEL_MAX, "label": error.label[:40]}
    said = _("%(language)s, line %(line)d: “%(label)s…” has %(length)d characters, at most %(max)d are allowed.")
    return ValidationError(said % words)


class AddLabelForm(forms.Form):
    """One more word for a concept, or for a new one."""

    EVERYDAY, OTHER = "colloquial", "alternative"

    label = forms.CharField(label=gettext_lazy("Word or phrase"), max_length=LABEL_MAX)
    lang = forms.ChoiceField(label=gettext_lazy("Language of the word"))
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of word"),
        widget=forms.RadioSelect,
        initial=EVERYDAY,
        choices=[
            (EVERYDAY, gettext_lazy("An everyday word: what people type")),
            (OTHER, gettext_lazy("Another name: pages use it, too")),
        ],
    )
    concept = SlugChoiceField(
        Concept.objects.order_by("slug"),
        to_field_name="slug",
        required=False,
        empty_label=None,
        blank=True,
        label=gettext_lazy("Concept"),
        help_text=gettext_lazy("What does the word mean?"),
    )
    new_name = forms.CharField(
        label=gettext_lazy("Or the name of a new concept, in Finnish"),
        max_length=LABEL_MAX,
        required=False,
        help_text=gettext_lazy("When none of the concepts fits."),
    )

    def __init__(self, *args: Any, nearest: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lang"].choices = all_languages()  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["concept"].widget.first = nearest
        self.fields["concept"].widget.group_label = self.fields["concept"].label

    def clean(self) -> dict[str, Any]:
        """Exactly one of a concept and a new name."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "label" in cleaned and "lang" in cleaned:
            try:
                cleaned["label"] = checked_label(cleaned["lang"], cleaned["label"])
            except ValidationError as error:
                self.add_error("label", error)
        cleaned["new_name"] = tidied(cleaned.get("new_name") or "")
        if not self.has_error("concept") and bool(cleaned.get("concept")) == bool(cleaned["new_name"]):
            self.add_error("concept", _("Choose one concept, or name a new one."))
        return cleaned


class ImportForm(forms.Form):
    """A file to take into the thesaurus."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("SKOS in Turtle (.ttl) or JSON-LD (.jsonld), at most 2 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".ttl,.jsonld,.json,text/turtle,application/ld+json"}),
    )
    keep = forms.BooleanField(
        label=gettext_lazy("Keep what the file does not speak of"),
        help_text=gettext_lazy("Without this, the thesaurus becomes what the file says: concepts that are not in the file are removed."),
        required=False,
        initial=True,
    )

    def clean_file(self) -> Any:
        """Not larger than what is read.

        :raises ValidationError: it is.
        """
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise ValidationError(_("The file is too large: at most %(max)d bytes are read.") % {"max": MAX_BYTES})
        return file
