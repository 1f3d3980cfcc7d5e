"""Pictures as values, in the one size cards and pages show."""

from typing import Any

from portal.listings.listing import Image

CARD_FILTER = "fill-800x450|format-webp"


def image_value(image: Any, filter_spec: str = CARD_FILTER, alt: str | None = None) -> Image | None:
    """A picture's rendition as a value, or None without a picture. Makes the rendition when it does not exist yet."""
    if image is None:
        return None
    rendition = image.get_rendition(filter_spec)
    words = image.default_alt_text if alt is None else alt
    return Image(url=rendition.url, alt=words, width=rendition.width, height=rendition.height, credit=image.credit)
