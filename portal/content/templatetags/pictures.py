"""Pictures for templates that draw an editor's block itself: previews in the admin."""

from typing import Any

from django import template

from portal.content.images import image_value
from portal.listings.listing import Image
from portal.media.sizes import Use

register = template.Library()


@register.filter
def as_figure(image: Any) -> Image | None:
    """The picture of an image block as running content shows it."""
    return image_value(image, Use.FIGURE, image.contextual_alt_text)
