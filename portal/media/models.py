"""Pictures and documents with what a reader and a lawyer need to know about them."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PortalImage(AbstractImage):
    """A picture: either told in words (``alt_text``) or marked as decorative, never neither."""

    alt_text = models.CharField(
        _("picture in words"),
        max_length=255,
        blank=True,
        help_text=_("What the picture tells, for those who do not see it. Leave empty only for decoration."),
    )
    is_decorative = models.BooleanField(_("decorative"), default=False, help_text=_("The picture tells nothing that the text does not."))
    credit = models.CharField(_("photographer or maker"), max_length=255, blank=True)
    licence = models.CharField(_("licence"), max_length=100, blank=True, help_text=_("For example CC BY 4.0, or who gave the permission."))

    admin_form_fields = (*Image.admin_form_fields, "alt_text", "is_decorative", "credit", "licence")

    @property
    def default_alt_text(self) -> str:
        """Alternative text; empty for a decorative picture."""
        return "" if self.is_decorative else self.alt_text

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


class PortalDocument(AbstractDocument):
    """A document for download; its language is told because files are often in one language only."""

    language = models.CharField(_("language of the document"), max_length=10, default="fi")

    admin_form_fields = (*Document.admin_form_fields, "language")
