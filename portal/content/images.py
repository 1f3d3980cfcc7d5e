"""Pictures as values, in the sizes that pages offer to browsers. Sizes are looked up here, never made (``portal.media.drawing``)."""

from collections.abc import Sequence
from typing import Any

from wagtail.images.models import Filter

from portal.content.once import once
from portal.listings.listing import Image, ImageFile, ImageSource
from portal.media.models import PortalRendition
from portal.media.sizes import Use, formats, shared_spec, specs

_PLAIN = 3
"""How many of the sizes count for those who take one file alone: at most 1080 pixels."""


def image_value(image: Any, use: Use = Use.COVER, alt: str | None = None) -> Image | None:
    """A picture with its files for a place of use, or None without a picture or while no file of it is there yet. One query.

    Until its sizes are drawn it has the one file that there is.

    :param alt: words for this place; by default those of the picture itself.
    """
    if image is None:
        return None
    stored = once(("sizes", image.pk), lambda: list(image.renditions.all()))
    sources = _sources(image, use, stored)
    webp = next((source.files for source in sources if source.type == "image/webp"), None)
    plain = webp[:_PLAIN][-1] if webp else _whatever_there_is(stored)
    if plain is None:
        return None
    return Image(
        url=plain.url,
        alt=image.default_alt_text if alt is None else alt,
        width=plain.width,
        height=plain.height,
        credit=image.credit,
        sources=sources if webp else (),
        shared=next(iter(_named([shared_spec()], image, stored)), None) if use is Use.COVER else None,
    )


def _sources(image: Any, use: Use, stored: Sequence[PortalRendition]) -> tuple[ImageSource, ...]:
    found = ((each, _named(specs(use, image.width, image.height, each), image, stored)) for each in formats())
    return tuple(ImageSource(type=f"image/{each}", files=files) for each, files in found if files)


def _named(names: Sequence[str], image: Any, stored: Sequence[PortalRendition]) -> tuple[ImageFile, ...]:
    """Files of the sizes of these names, in their order, as far as they are there."""
    by_name = {(one.filter_spec, one.focal_point_key): one for one in stored}
    found = (by_name.get((name, Filter(name).get_cache_key(image))) for name in names)
    return tuple(_file(one) for one in found if one is not None)


def _whatever_there_is(stored: Sequence[PortalRendition]) -> ImageFile | None:
    """The widest WebP: the first size, or one that an older release made."""
    return max((_file(one) for one in stored if one.file.name.endswith(".webp")), key=lambda one: one.width, default=None)


def _file(rendition: PortalRendition) -> ImageFile:
    return ImageFile(url=rendition.url, width=rendition.width, height=rendition.height)
