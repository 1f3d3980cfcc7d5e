""" "Is this your organisation?": the public page on which somebody asks to edit an organisation that nobody edits yet."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from portal.content.frequency import may_again
from portal.content.public import is_restricted
from portal.content.public_form import is_own_form
from portal.content.public_form_view import gone
from portal.members.claims import make_claim
from portal.members.public_forms import ClaimForm
from portal.members.queries import editors_of
from portal.organisations.models import OrganisationPage

MOST = 5
"""Claims from one network in an hour. More is not one person at work."""


@method_decorator(csrf_exempt, name="dispatch")  # no cookie on public pages: is_own_form, a signed time and limits stand in its place
class ClaimView(View):
    """The form. It tells only whether the organisation has an editor, never who."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stored nowhere: the signed time in the form must be the reader's own."""
        response = super().dispatch(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def get(self, request: HttpRequest, listing_id: UUID) -> HttpResponse:
        """An empty form."""
        return self._page(_organisation(listing_id), ClaimForm(initial={"opened": ClaimForm.opened_now()}))

    def post(self, request: HttpRequest, listing_id: UUID) -> HttpResponse:
        """Store the claim."""
        try:
            organisation = _organisation(listing_id)
        except Http404:
            if not is_own_form(request):
                raise
            return gone(request, ClaimForm(request.POST))  # it has been taken away while somebody wrote
        if not is_own_form(request):
            return self._page(organisation, ClaimForm(initial={"opened": ClaimForm.opened_now()}), status=403)
        if editors_of(organisation).exists():
            return self._page(organisation, ClaimForm(), status=409)
        form = ClaimForm(request.POST)
        if not form.is_valid():
            return self._again(organisation, form)
        if not form.is_by_a_program:
            if not may_again(request, "claim", MOST):
                form.add_error(None, _("Many messages have come from your network within an hour. Please try again later."))
                return self._again(organisation, form, status=429)
            given = form.cleaned_data
            try:
                make_claim(organisation, name=given["name"], email=given["email"], message=given["message"])
            except Page.DoesNotExist:  # between two lines
                return gone(request, ClaimForm(request.POST))
        return HttpResponseRedirect(reverse("members:claim_thanks", args=[listing_id]), status=303)

    def _again(self, organisation: OrganisationPage, form: ClaimForm, *, status: int = 400) -> HttpResponse:
        """The form with what was typed, its errors, and a new signed time."""
        form.open_again()
        return self._page(organisation, form, status=status)

    def _page(self, organisation: OrganisationPage, form: ClaimForm, *, status: int = 200) -> HttpResponse:
        context = {"organisation": organisation, "form": form, "has_editors": editors_of(organisation).exists(), "noindex": True}
        return render(self.request, "members/claim.html", context, status=status)


def thanks(request: HttpRequest, listing_id: UUID) -> HttpResponse:
    """What happens next; the same for everybody."""
    return render(request, "members/claim_thanks.html", {"organisation": _organisation(listing_id), "noindex": True})


def _organisation(listing_id: UUID) -> OrganisationPage:
    """The public organisation with this listing id.

    :raises Http404: there is none, or it is not public.
    """
    page: OrganisationPage | None = OrganisationPage.objects.live().filter(translation_key=listing_id).first()
    if page is None or is_restricted(page):
        raise Http404
    return page
