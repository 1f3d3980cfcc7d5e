"""In which sizes a picture is kept for readers: a few widths for each place of use, each in the formats that browsers choose from.

Sizes are named as Wagtail names its renditions (filter specs), so its own tools know them. The quality stands in the name: other numbers
here are other renditions, which the job makes anew while pages still use the old ones.
"""

import hashlib
from enum import StrEnum
from functools import cache
from typing import Final

from PIL import features


class Use(StrEnum):
    """Where a picture stands."""

    COVER = "cover"
    """At the top of a listing's page: cut to 3:2 around the point of interest that an editor marked."""
    FIGURE = "figure"
    """In running content: whole."""


WIDTHS: Final = (480, 720, 1080, 1440)
"""Pixels. Pictures are shown at most 44 rem (704 CSS pixels) wide, on a phone some 330: one to three device pixels for each."""
RATIO: Final = (3, 2)
"""Of a cover; whole heights at every width, so that each size has exactly the same shape and nothing moves when another is chosen."""
SHARED: Final = (1200, 630)
"""What services show of a link that somebody sends on; as JPEG, because not all of them read newer formats."""
QUALITY: Final = {"avif": 55, "webp": 76, "jpeg": 80}
"""Out of 100; alike to the eye. Measured on photographs (docs/media.md): AVIF takes some 60 % of the bytes of WebP."""
AVIF_SPEED: Final = 8
"""libavif's 0 (slow) to 10. Against the default of 6: a third of the time for 3 % more bytes."""
_NEARLY: Final = 1.1
"""A picture that is this much wider than a size gains nothing from a further, larger one."""


def formats() -> tuple[str, ...]:
    """Formats that are made, the best first: AVIF only where the installed Pillow can write it."""
    return ("avif", "webp") if features.check("avif") else ("webp",)


def spec(use: Use, width: int, picture_format: str) -> str:
    """The name of one size, as a filter spec."""
    shape = f"fill-{width}x{width * RATIO[1] // RATIO[0]}" if use is Use.COVER else f"width-{width}"
    return _in_format(shape, picture_format)


def specs(use: Use, width: int, height: int, picture_format: str) -> list[str]:
    """Names of the sizes of a picture that is ``width`` times ``height`` pixels, the smallest first. Nothing is drawn larger than it is:
    the last one of a small picture is as large as the picture."""
    full = min(width, height * RATIO[0] // RATIO[1]) if use is Use.COVER else width
    chosen = [one for one in WIDTHS if one <= full]
    larger = [one for one in WIDTHS if one > full]
    if larger and (not chosen or full > chosen[-1] * _NEARLY):
        chosen.append(larger[0])
    return [spec(use, one, picture_format) for one in chosen]


def shared_spec() -> str:
    """The name of the picture that is shown of a link."""
    return _in_format(f"fill-{SHARED[0]}x{SHARED[1]}", "jpeg")


def first_spec() -> str:
    """The name of the one size that is made when a picture is taken in; pages show it until the others are there."""
    return spec(Use.FIGURE, WIDTHS[0], "webp")


def all_specs(width: int, height: int) -> list[str]:
    """Every size of a picture that is ``width`` times ``height`` pixels."""
    sizes = [one for use in Use for each in formats() for one in specs(use, width, height, each)]
    return [*sizes, shared_spec()]


@cache
def recipe() -> str:
    """A fingerprint of what is made of a picture: another one after other widths, qualities or formats were chosen."""
    told = "\n".join(all_specs(10_000, 10_000))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def _in_format(shape: str, picture_format: str) -> str:
    return f"{shape}|format-{picture_format}|{picture_format}quality-{QUALITY[picture_format]}"
