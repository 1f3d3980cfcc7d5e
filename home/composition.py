"""What the front page and the sections show from the catalogue."""

from typing import Any


def home_context(page: Any) -> dict[str, Any]:
    """Front page."""
    return {}


def section_context(page: Any) -> dict[str, Any]:
    """Section page."""
    return {}
