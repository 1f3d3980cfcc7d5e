"""The statement and its feedback form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal.accessibility.forms import FeedbackForm
from portal.accessibility.models import AccessibilityStatement
from portal.accessibility.services import receive
from portal.accessibility.supervisor import ANSWERED_IN, TRAFICOM, due_on
from portal.content.public_form_view import PublicFormView, not_kept
from portal.localisation.languages import current_language, language_codes, pick
from portal.pagecache.kept import kept


@require_safe
@kept
def statement(request: HttpRequest) -> HttpResponse:
    """The statement with its exceptions. Two queries besides the site's own."""
    found = AccessibilityStatement.load()
    context = {
        "statement": found,
        "exceptions": list(found.exceptions.all()),
        "supervisor": TRAFICOM,
        "supervisor_url": pick(TRAFICOM.sites),
        "answered_in": ANSWERED_IN.days,
        "languages": language_codes(),
    }
    return render(request, "accessibility/statement.html", context)


class FeedbackView(PublicFormView):
    """Tell what is hard to use."""

    form_class = FeedbackForm
    template_name = "accessibility/feedback.html"
    action = "accessibility"

    def context(self) -> dict[str, Any]:
        """How long an answer takes."""
        return {"answered_in": ANSWERED_IN.days}

    def save(self, given: dict[str, Any]) -> None:
        """Store it and tell the coordinators."""
        receive(given["text"], where=given["where"], reply_to=given["email"], lang=current_language())

    def done_url(self) -> str:
        """Thanks."""
        return reverse("accessibility:thanks")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    """Thanks, and by when the answer comes."""
    response = render(request, "accessibility/thanks.html", {"due_on": due_on(timezone.now()), "noindex": True})
    not_kept(response)
    return response
