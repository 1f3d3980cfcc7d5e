"""What the editor's page says while it waits for a coordinator."""

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock


def what_happens_next() -> str:
    """What an editor is told after sending a page, and as long as it waits."""
    return _(
        "A coordinator reads it, normally within two working days. You get a notice when it is published or when something should be "
        "changed. Until then the public page stays as it is. You cannot edit it meanwhile; if you want to, withdraw it first."
    )


class ModerationLock(WorkflowLock):
    """Editors wait and are told why; coordinators are led to the review page."""

    def get_message(self, user: Any) -> str | SafeString:
        """The message above the form."""
        if self.for_user(user):
            return format_html("<b>{}</b> {}", _("The page waits for approval."), what_happens_next())
        state = self.object.current_workflow_task_state
        address = reverse("moderation_review", args=[state.pk])
        link = format_html('<a class="button button-small button-secondary" href="{}">{}</a>', address, _("Open the review"))
        return format_html('{} <span class="buttons">{}</span>', _("The page waits for approval."), link)

    def get_locked_by(self, user: Any, can_lock: bool = False) -> str:
        """The short word in the status panel."""
        return _("Waits for approval")

    def get_description(self, user: Any, can_lock: bool = False) -> str:
        """The sentence in the status panel."""
        return _("Only coordinators can edit the page while it waits for approval.")
