"""The demo's pictures: drawings of our own."""

from pathlib import Path

from django.core.files.base import ContentFile

from portal.demo.fiction import PICTURES
from portal.demo.plan import PictureRef
from portal.media.models import PortalImage


def picture_of(ref: PictureRef) -> PortalImage:
    """The stored picture, made of the file when it is not there yet."""
    title = Path(ref.picture).stem
    known: PortalImage | None = PortalImage.objects.filter(title=title, credit=ref.credit).first()
    if known is not None:
        return known
    file = ContentFile((PICTURES / ref.picture).read_bytes(), ref.picture)
    made: PortalImage = PortalImage.objects.create(title=title, alt_text=ref.alt, credit=ref.credit, file=file)
    return made
