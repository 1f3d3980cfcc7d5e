"""What is stored of a picture is its pixels: upright, in sRGB, one frame, nothing else."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from portal.media.pictures import redraw
from tests.media.files import SECRET, animation, picture, turned, upload


def redrawn(content: bytes, name: str = "kuva.jpg") -> tuple[bytes, str, Image.Image]:
    """The stored bytes, their name, and the picture in them."""
    clean = redraw(upload(content, name), name)
    stored = clean.read()
    return stored, str(clean.name), Image.open(BytesIO(stored))


def colour_at(image: Image.Image, x: int, y: int) -> str:
    """The strongest colour at a point."""
    red, _green, blue = image.convert("RGB").crop((x, y, x + 1, y + 1)).tobytes()
    return "red" if red > 200 > 60 > blue else "blue" if blue > 200 > 60 > red else "mixed"


@pytest.mark.parametrize("content", [b"", b"\xff\xd8\xff\xe0not a picture", picture()[:300], picture("PNG")[:-40], picture("WEBP")[:60]])
def test_broken_files_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(ValidationError) as refused:
        redraw(upload(content, "kuva.jpg"), "kuva.jpg")
    assert refused.value.code == "broken"


@pytest.mark.parametrize("format_name", ["PNG", "WEBP", "AVIF"])
def test_moving_pictures_are_refused(format_name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        redraw(upload(animation(format_name), "kuva"), "kuva")
    assert refused.value.code == "animated"


@pytest.mark.parametrize(
    ("format_name", "name"), [("JPEG", "a.jpg"), ("PNG", "a.png"), ("WEBP", "a.webp"), ("AVIF", "a.avif"), ("HEIF", "a.jpg")]
)
def test_nothing_but_pixels_is_kept(format_name: str, name: str) -> None:
    content = picture(format_name)
    assert SECRET.encode() in content
    stored, named, image = redrawn(content, f"a.{format_name.lower()}")
    assert SECRET.encode() not in stored
    assert not image.getexif()
    assert named == name
    assert (colour_at(image, 5, 20), colour_at(image, 55, 20)) == ("red", "blue")


def test_a_photograph_stands_upright() -> None:
    _stored, _name, image = redrawn(turned())
    assert image.size == (40, 60)
    assert (colour_at(image, 20, 5), colour_at(image, 20, 55)) == ("red", "blue")


def test_what_stands_behind_a_picture_is_gone() -> None:
    stored, _name, _image = redrawn(picture() + b"<html><script>alert(1)</script></html>")
    assert b"<script" not in stored


def test_a_telephones_two_views_are_one_picture() -> None:
    views = [Image.new("RGB", (30, 30), colour) for colour in ("red", "blue")]
    out = BytesIO()
    views[0].save(out, "MPO", save_all=True, append_images=views[1:])
    _stored, _name, image = redrawn(out.getvalue())
    assert (image.format, getattr(image, "n_frames", 1)) == ("JPEG", 1)


def test_colours_are_told_in_srgb() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    stored, _name, image = redrawn(picture(icc_profile=lab))
    assert "icc_profile" not in image.info
    _stored, _name, image = redrawn(picture(icc_profile=b"broken profile " + SECRET.encode()))
    assert "icc_profile" not in image.info
    assert b"ICC_PROFILE" not in stored


@pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "RGBA", "I;16"])
def test_every_kind_of_png(mode: str) -> None:
    _stored, _name, image = redrawn(picture("PNG", mode=mode), "a.png")
    assert image.mode in {"L", "RGB", "RGBA"}


def test_print_colours() -> None:
    _stored, _name, image = redrawn(picture("JPEG", mode="CMYK"))
    assert image.mode == "RGB"
