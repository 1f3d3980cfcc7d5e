"""Pictures drawn anew: what a camera, a phone or a trickster put beside the pixels (place, owner, scripts) is not kept."""

import struct
from io import BytesIO
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()

FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
"""What Pillow may take for a picture. Of a JPEG in which a telephone kept two views (MPO) the first one is the picture."""
MOVING = {"PNG", "WEBP", "AVIF"}
"""Formats whose further frames are an animation (WCAG 2.2.2: what moves must be stoppable)."""
STORED_AS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "JPEG": ("JPEG", ".jpg", {"quality": 88, "optimize": True, "progressive": True}),
    "PNG": ("PNG", ".png", {}),
    "WEBP": ("WEBP", ".webp", {"quality": 88}),
    "AVIF": ("AVIF", ".avif", {"quality": 80}),
}
"""Format, extension and options of a stored picture. Browsers do not show HEIC, so a phone's picture becomes a JPEG."""
BROKEN = (OSError, ValueError, TypeError, SyntaxError, LookupError, ArithmeticError, RuntimeError, EOFError, struct.error)
"""What Pillow's decoders raise for files that are not what they say."""


class CleanPicture(ContentFile[bytes]):
    """A picture that ``redraw`` made; it is stored as it is."""


def redraw(source: File[Any], name: str) -> CleanPicture:
    """The picture's pixels as a new file: upright, in sRGB, without EXIF, XMP, IPTC, comments or anything after its end.

    :param name: the file's name; the result's has the extension of what it is.
    :raises ValidationError: it is broken or moves; the message says what to do.
    """
    Image.init()  # names in ``formats`` must be known beforehand
    source.seek(0)
    try:
        with Image.open(BytesIO(source.read()), formats=FORMATS) as opened:
            if opened.format in MOVING and getattr(opened, "n_frames", 1) > 1:
                raise ValidationError(_("Moving pictures are not used here. Save one still picture and add that."), code="animated")
            format_name, extension, options = STORED_AS.get(opened.format or "", STORED_AS["JPEG"])
            opened.load()
            drawn = _plain(_in_srgb(ImageOps.exif_transpose(opened)), opaque=format_name == "JPEG")
    except (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise unreadable() from error
    out = BytesIO()
    drawn.save(out, format_name, **options)
    return CleanPicture(out.getvalue(), name=str(PurePath(name).with_suffix(extension)))


def unreadable() -> ValidationError:
    """What is said of a broken file."""
    return ValidationError(
        _("The picture cannot be read; the file may be broken. Save it on your device as JPEG or PNG and try again."), code="broken"
    )


def _in_srgb(picture: Image.Image) -> Image.Image:
    """The picture in sRGB; a profile that cannot be read is dropped."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return picture
    mode = "RGBA" if "A" in picture.mode else "RGB"
    try:
        own = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode=mode) or picture
    except (ImageCms.PyCMSError, *BROKEN):
        return picture


def _plain(picture: Image.Image, *, opaque: bool) -> Image.Image:
    """Eight bits a channel, no palette; ``info`` (where metadata hides from one save to the next) emptied.

    :param opaque: lay what is transparent on white, for formats without transparency.
    """
    if picture.mode.startswith(("I", "F")):
        picture = picture.point(lambda value: value * (1 / 256)).convert("L")
    has_alpha = "A" in picture.getbands() or "transparency" in picture.info
    if has_alpha:
        picture = picture.convert("RGBA")
        if opaque:
            picture = Image.alpha_composite(Image.new("RGBA", picture.size, "white"), picture).convert("RGB")
    elif picture.mode not in {"L", "RGB"}:
        picture = picture.convert("RGB")
    plain = picture.copy()
    plain.info = {}
    return plain
