"""The desk: the panels that have something to say to this user, in their order."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.admin.ui.components import Component

from portal.desk.registry import DeskPanel, panels


class Desk(Component):
    """All of the front page's content."""

    name = "desk"
    template_name = "desk/desk.html"
    order = 100

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The panels, drawn."""
        return {"drawn": drawn(self.request), "request": self.request, "user": self.request.user}


def drawn(request: HttpRequest) -> list[tuple[DeskPanel, SafeString]]:
    """Each panel as HTML; panels with nothing to say to this user are left out."""
    asked = ((panel, panel.context(request)) for panel in panels())
    return [(panel, render_to_string(panel.template, context, request)) for panel, context in asked if context is not None]
