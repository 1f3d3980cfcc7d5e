"""What ``manage.py check`` says of the formats that the installed Pillow can write."""

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register
from PIL import features


@register("media")
def picture_formats(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """WebP is needed; without AVIF pictures are some 60 % heavier."""
    if not features.check("webp"):
        return [
            Error("The installed Pillow cannot write WebP, so no picture can be shown.", hint="Install Pillow's wheel.", id="media.E001")
        ]
    if not features.check("avif"):
        hint = "Install Pillow's wheel (11.3 or newer); the sizes are then made by themselves."
        return [Warning("The installed Pillow cannot write AVIF: pictures are served as WebP alone.", hint=hint, id="media.W001")]
    return []
