"""What the editor's form says of the page above its fields: where it stands, and how good it is."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from wagtail.models import WorkflowState

from portal.content.models import ListingPage
from portal.editing.body_checks import body_findings
from portal.editing.quality import quality_of
from portal.editing.states import state_of
from portal.localisation.languages import all_languages, default_language


def state_notice(request: HttpRequest, page: Any) -> str:
    """Where the page stands and what happens next. A page that was sent back has a notice of its own (moderation)."""
    if not page.pk:
        return render_to_string("editing/state_notice.html", {"is_new": True}, request)
    workflow = page.current_workflow_state
    if workflow is not None and workflow.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return ""
    live = type(page).objects.filter(pk=page.pk, live=True).first() if isinstance(page, ListingPage) else None
    listing = live.to_listing(default_language()) if live is not None else None
    state = state_of(page, workflow=workflow, listing=listing, today=timezone.localdate())
    return render_to_string("editing/state_notice.html", {"state": state}, request)


def quality_notice(request: HttpRequest, page: Any) -> str:
    """How good the saved draft is, what is missing, and where to add it."""
    if not page.pk or not isinstance(page, ListingPage):
        return ""
    quality = quality_of(page.to_listing(default_language()), timezone.localdate())
    return render_to_string("editing/quality_notice.html", {"quality": quality}, request)


def text_notice(request: HttpRequest, page: Any) -> str:
    """What in the running text, in every language it has, keeps readers from finding their way. A page of the catalogue has its long
    sentences counted in its quality already; elsewhere they are told here. How long is too long is known for Finnish alone.
    """
    if not page.pk or not hasattr(page, "body"):
        return ""
    bodies = {default_language(): page.body} | {version.locale: version.body for version in page.language_versions.all()}
    told = [
        (name, body_findings(bodies[code], sentences=code == default_language() and not isinstance(page, ListingPage)))
        for code, name in all_languages()
        if code in bodies
    ]
    parts = [(name, findings) for name, findings in told if findings]
    if not parts:
        return ""
    return render_to_string("editing/text_notice.html", {"parts": parts, "count": sum(len(found) for _name, found in parts)}, request)
