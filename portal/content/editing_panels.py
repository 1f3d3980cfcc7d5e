"""Panels of the editor's form that show something instead of asking."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from wagtail.admin.panels import Panel

from portal.content.notices import notices
from portal.content.told import tell
from portal.localisation.languages import default_language


class NoticesPanel(Panel):
    """What the editor should know about the page before anything else (``portal.content.notices``)."""

    class BoundPanel(Panel.BoundPanel):
        """The notices of one page."""

        template_name = "editing/notices_panel.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Adds the notices."""
            told = list(notices(self.request, self.instance)) if self.request is not None else []
            return super().get_context_data(parent_context) | {"notices": told}


class SchedulePanel(Panel):
    """What the times of the form say: in words, and the next dates. A script asks again whenever they change."""

    class BoundPanel(Panel.BoundPanel):
        """The times of one page, as they were when the form was opened."""

        template_name = "editing/schedule_panel.html"

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Adds what the times say."""
            page = self.instance
            confirmed = page.confirmed_on.isoformat() if page.confirmed_on else ""
            told = tell(page.schedule_value(default_language()), timezone.now())
            return super().get_context_data(parent_context) | {"told": told, "confirmed_on": confirmed}
