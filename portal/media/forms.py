"""Forms at every door through which files come in: one picture, many, in a chooser, a replaced file (Wagtail builds them all on these)."""

from pathlib import PurePath
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from portal.media.checks.documents import check_document
from portal.media.clamd import scan
from portal.media.drawing import draw_first
from portal.media.pictures import BROKEN, redraw, unreadable
from portal.media.signals import picture_changed

LANGUAGES = [
    ("fi", _("Finnish")),
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("ru", _("Russian")),
    ("uk", _("Ukrainian")),
    ("ar", _("Arabic")),
    ("so", _("Somali")),
    ("et", _("Estonian")),
]
"""Languages of documents, the portal's first; others stay as they were stored."""


def readable_title(name: str) -> str:
    """A title from a file's name: no extension, no underscores."""
    words = " ".join(PurePath(name).stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:]


class TitledForm(forms.ModelForm):  # type: ignore[type-arg]  # of images and of documents
    """A title that is there without typing: readable, from the file's name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        if not self.instance.pk and self.initial.get("title"):
            self.initial["title"] = readable_title(self.initial["title"])

    def clean_title(self) -> str:
        """The title typed, else one from the file's name, else the picture's words."""
        title: str = self.cleaned_data["title"].strip()
        upload = self.files.get(self.add_prefix("file"))
        if upload is not None and title in {"", upload.name}:
            title = readable_title(upload.name or "")
        return title or self.instance.title or self.cleaned_data.get("alt_text", "") or str(_("Without a name"))


class PictureUploadField(WagtailImageField):
    """Wagtail's field, which looks at the type, the size and the pixels; a file that breaks it off is refused in words."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["file_too_many_pixels"] = _(
            "The picture is too large: at most %(megapixels)s million pixels. Make it smaller, or take it with a lower resolution."
        ) % {"megapixels": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000}

    def to_python(self, data: Any) -> Any:
        """The upload.

        :raises ValidationError: of the wrong type, too big, too many pixels, or broken.
        """
        try:
            return super().to_python(data)
        except BROKEN as error:
            raise unreadable() from error


class PictureForm(TitledForm, BaseImageForm):
    """A picture: redrawn before it is stored; told in words or marked as decoration (the model sees to that)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file: Any = self.fields.get("file")
        if file is not None:
            self.fields["file"] = PictureUploadField(
                label=file.label, required=file.required, widget=file.widget, max_length=file.max_length
            )

    def clean_file(self) -> Any:
        """The upload as it will be stored; the stored file when none is uploaded.

        :raises ValidationError: harmful, broken or moving.
        """
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        scan(file)
        return redraw(file, file.name or "")

    def save(self, commit: bool = True) -> Any:
        existed = self.instance.pk is not None
        image = super().save(commit=commit)
        if commit and existed:
            draw_first(image)  # Wagtail deletes all sizes of a replaced file, that of the new one, too
            picture_changed.send(sender=type(image), instance=image)
        return image


class DocumentForm(TitledForm, BaseDocumentForm):
    """A document whose content agrees with its name and carries no program."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.language
        known = dict(LANGUAGES)
        choices = LANGUAGES if stored in known else [*LANGUAGES, (stored, stored)]
        # Uploads in two steps send the file alone: then the language is the portal's own until the second step tells it.
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label, choices=choices, required=False, initial=self.fields["language"].initial
        )

    def clean_language(self) -> str:
        """The language told, else the one there is."""
        return str(self.cleaned_data["language"] or self.instance.language)

    def clean_file(self) -> Any:
        """The upload, checked; the stored file when none is uploaded.

        :raises ValidationError: harmful, or not what its name says.
        """
        file = self.cleaned_data["file"]
        if isinstance(file, UploadedFile):
            scan(file)
            check_document(file)
        return file
