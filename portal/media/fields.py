"""The one door through which a picture reaches the storage: it is drawn anew, so nothing but pixels is kept."""

from typing import Any

from django.core.files import File
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from portal.media.pictures import CleanPicture, redraw


class PictureFieldFile(WagtailImageFieldFile):
    """Redraws what is stored, whoever stores it: forms, uploads in two steps, scripts."""

    def save(self, name: str, content: File[Any], save: bool = True) -> None:
        """Store the picture without metadata, upright, in sRGB.

        :raises ValidationError: it cannot be read as a picture.
        """
        clean = content if isinstance(content, CleanPicture) else redraw(content, name)
        super().save(clean.name, clean, save)


class PictureField(WagtailImageField):
    """An image field whose stored files are redrawn."""

    attr_class = PictureFieldFile
