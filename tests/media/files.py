"""Files as people and tricksters send them."""

import zipfile
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

SECRET = "KANARIA"
"""Stands in the metadata of every picture made here."""
ORIENTATION, GPS, ARTIST = 0x0112, 0x8825, 0x013B
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def picture(format_name: str = "JPEG", size: tuple[int, int] = (60, 40), mode: str = "RGB", **options: Any) -> bytes:
    """A picture, red on its left half and blue on its right, with a place and a name in its metadata where the format has them."""
    drawn = Image.new("RGB", size, "red")
    drawn.paste("blue", (size[0] // 2, 0, *size))
    exif = Image.Exif()
    exif[ARTIST] = SECRET
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (61.0, 41.0, 17.0)
    kept: dict[str, Any] = {"exif": exif} | options
    if format_name == "JPEG":
        kept = {"comment": SECRET, "xmp": f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode(), "quality": 95} | kept
    if format_name == "PNG":
        text = PngInfo()
        text.add_text("Author", SECRET)
        kept = {"pnginfo": text} | kept
    out = BytesIO()
    drawn.convert(mode).save(out, format_name, **kept)
    return out.getvalue()


def turned() -> bytes:
    """A photograph taken with the telephone upright: stored lying, marked to be turned a quarter."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    return picture(exif=exif)


def animation(format_name: str) -> bytes:
    """Two frames."""
    out = BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(out, format_name, save_all=True, append_images=frames[1:])
    return out.getvalue()


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    """Content on its way in; what the browser says of its type is anything."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def archive(members: dict[str, bytes | str], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these members."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", kind) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def docx(main: str = WORD, **more: bytes | str) -> bytes:
    """A Word document that says it is of the ``main`` kind; ``more`` members by name."""
    return archive({"[Content_Types].xml": f'<Types><Override ContentType="{main}"/></Types>', "word/document.xml": "<w/>"} | more)


def odt(kind: str = "application/vnd.oasis.opendocument.text", **more: bytes | str) -> bytes:
    """An OpenDocument text."""
    return archive({"mimetype": kind, "content.xml": "<office/>"} | more)


PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
