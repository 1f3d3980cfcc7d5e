"""Pictures and documents with what a reader and a lawyer need to know about them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage, AbstractRendition, get_upload_to

from portal.media.fields import PictureField


class PortalImage(AbstractImage):
    """A picture: either told in words (``alt_text``) or marked as decorative, never neither. Its file is redrawn when stored."""

    file = PictureField(verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    alt_text = models.CharField(
        _("picture in words"),
        max_length=255,
        blank=True,
        help_text=_("What the picture tells, for those who do not see it. Leave empty only for decoration."),
    )
    is_decorative = models.BooleanField(_("decorative"), default=False, help_text=_("The picture tells nothing that the text does not."))
    credit = models.CharField(_("photographer or maker"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("For example CC BY 4.0, or who gave the permission."))

    # No tags: they are one list for all organisations, and suggestions tell of the others' pictures.
    admin_form_fields = (
        *("file", "alt_text", "is_decorative", "title", "credit", "licence", "collection"),
        *("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height"),
    )

    @property
    def default_alt_text(self) -> str:
        """Alternative text; empty for a decorative picture."""
        return "" if self.is_decorative else self.alt_text

    def _set_image_file_metadata(self) -> None:
        super()._set_image_file_metadata()
        if self.file._committed:  # Wagtail leaves a stored file open
            self.file.close()

    def clean(self) -> None:
        super().clean()
        if not self.is_decorative and not self.alt_text.strip():
            raise ValidationError({"alt_text": _("Tell the picture in words, or mark it as decorative.")})
        if self.is_decorative and self.alt_text.strip():
            raise ValidationError(
                {"is_decorative": _("A picture told in words is not decorative. Empty the words or take this mark away.")}
            )


class PortalRendition(AbstractRendition):
    """A picture in one size and format."""

    image = models.ForeignKey(PortalImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="unique_rendition"),
        ]


class PictureSizes(models.Model):
    """How far a picture has got on its way to readers: which sizes of it are there, and what went wrong (``portal.media.drawing``)."""

    image = models.OneToOneField(PortalImage, on_delete=models.CASCADE, primary_key=True, related_name="sizes", verbose_name=_("image"))
    source = models.CharField(max_length=255)
    """The file and the point of interest of which they are made; others are another picture."""
    recipe = models.CharField(max_length=12, blank=True)
    """Which sizes, by ``portal.media.sizes.recipe``; empty until all are there."""
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    error = models.TextField(_("error"), blank=True)
    """Of the last attempt."""
    retry_at = models.DateTimeField(null=True)
    """After a failure: not before this moment."""

    wagtail_reference_index_ignore = True
    """It is no use of the picture, which editors would be told of."""

    def __str__(self) -> str:
        return f"{self.image_id}: {self.error or self.recipe}"


class PortalDocument(AbstractDocument):
    """A document for download; its language is told because files are often in one language only."""

    language = models.CharField(_("language of the document"), max_length=10, default="fi")

    admin_form_fields = ("file", "title", "language", "collection")

    def clean(self) -> None:
        # A file that was refused is not there: one message about it is enough.
        if self.file:
            super().clean()
