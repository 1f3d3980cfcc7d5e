"""What the front page and the sections know by themselves. What comes from the catalogue is asked by their templates
(``{% front_page %}`` and ``{% section_page %}`` of ``portal.browse``), because home lies below the catalogue.
"""

from typing import Any


def home_context(page: Any) -> dict[str, Any]:
    """Front page: it belongs to no section."""
    return {"section": ""}


def section_context(page: Any) -> dict[str, Any]:
    """Section page: which entrance is shown as current, its illustration, and whether the quick exit stands on it."""
    kind = page.section_kind
    # Young people leave at the first sign of somebody looking over the shoulder.
    return {"section": kind, "illustration": f"illustrations/{kind}.html", "sensitive": kind == "youth"}
