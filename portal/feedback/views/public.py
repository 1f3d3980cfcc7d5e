"""What readers tell about a page: whether it helped, and what is wrong. Pages of listings are kept in front of Django, so their
buttons carry nothing of the reader: they lead here."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe
from wagtail.models import Page

from portal.catalogue.models import CatalogueEntry
from portal.content.frequency import may_again
from portal.content.public_form import is_own_form
from portal.content.public_form_view import PublicFormView, gone, not_kept
from portal.feedback.forms import ReportForm
from portal.feedback.helpful import count_answer
from portal.feedback.models import MessageKind
from portal.feedback.reports import public_entry, report
from portal.localisation.languages import current_language, path_in

MOST_ANSWERS_A_PAGE, MOST_ANSWERS = 3, 60
"""Answers that count, in an hour from one network: about one page, and about all (a school, a library)."""
YES, NO, REPORTED = "kylla", "ei", "ilmoitus"
"""Last part of the address of thanks; the first two are also the values of the buttons."""


class ReportView(PublicFormView):
    """Report wrong information."""

    form_class = ReportForm
    template_name = "feedback/report.html"
    action = "report"

    def prepare(self, **kwargs: Any) -> None:
        """The public listing.

        :raises Http404: there is none, and nobody has written anything.
        """
        found = public_entry(kwargs["listing_id"], current_language())
        if found is None and not (self.request.method == "POST" and is_own_form(self.request)):
            raise Http404
        self.found = found

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it; what was written about a page that has gone meanwhile is given back."""
        if self.found is None:
            return gone(request, ReportForm(request.POST))
        try:
            return super().post(request, *args, **kwargs)
        except Page.DoesNotExist:  # between two lines
            return gone(request, ReportForm(request.POST))

    @property
    def entry(self) -> CatalogueEntry:
        """The listing, once it is known to be there.

        :raises Http404: it is not.
        """
        if self.found is None:
            raise Http404
        return self.found

    def context(self) -> dict[str, Any]:
        """The listing."""
        return _context(self.entry)

    def save(self, given: dict[str, Any]) -> None:
        """Store it and tell whoever keeps the page."""
        report(self.entry, MessageKind(given["kind"]), given["text"], reply_to=given["email"], lang=current_language())

    def done_url(self) -> str:
        """Thanks."""
        return reverse("feedback:thanks", args=[self.entry.listing_id, REPORTED])


@csrf_exempt  # no cookie on public pages: the browser's own word about where it was sent from, and limits
@require_POST
def helpful(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """Count "yes" or "no" and thank. What comes too often, or not from our page, is thanked too and not counted.

    :raises Http404: the listing is not public, or there is no such answer.
    """
    entry, said = _entry(listing_id), request.POST.get("answer")
    if said not in {YES, NO}:
        raise Http404
    if is_own_form(request) and _counts(request, listing_id):
        count_answer(entry.listing_id, helped=said == YES)
    response = HttpResponseRedirect(reverse("feedback:thanks", args=[listing_id, said]), status=303)
    not_kept(response)
    return response


@require_safe
def thanks(request: HttpRequest, listing_id: UUID, what: str) -> HttpResponse:
    """Thanks, and the way back; after "no" the way to tell more.

    :raises Http404: the listing is not public, or nobody is thanked for that.
    """
    if what not in {YES, NO, REPORTED}:
        raise Http404
    response = render(request, "feedback/thanks.html", _context(_entry(listing_id)) | {"what": what, "noindex": True})
    not_kept(response)
    return response


def _counts(request: HttpRequest, listing_id: UUID) -> bool:
    return may_again(request, "helpful", MOST_ANSWERS) and may_again(request, "helpful", MOST_ANSWERS_A_PAGE, about=str(listing_id))


def _entry(listing_id: UUID) -> CatalogueEntry:
    entry = public_entry(listing_id, current_language())
    if entry is None:
        raise Http404
    return entry


def _context(entry: CatalogueEntry) -> dict[str, Any]:
    listing, lang = entry.listing, current_language()
    return {
        "listing": listing,
        "listing_url": path_in(lang, listing.url),
        "text_lang": entry.lang,
        "is_foreign": entry.lang != lang,
        "sensitive": listing.sensitive,
    }
