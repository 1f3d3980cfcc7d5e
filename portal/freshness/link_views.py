"""The page behind the link in a mail: what families see, and three buttons. It needs no login, and only a POST does anything."""

from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from wagtail.models import Page

from portal.catalogue.models import CatalogueEntry
from portal.content.public_form import is_own_form, keep_private
from portal.freshness.facts import Fact, facts_of
from portal.freshness.links import asked_by
from portal.freshness.models import Answer, Ask, AskedPage, Confirmation, How, Review
from portal.freshness.people import answering_contact, may_answer
from portal.freshness.round_views import answer_round, show_round
from portal.freshness.services import confirm, say_changed
from portal.listings.listing import Listing
from portal.localisation.languages import default_language


class AnswerForm(forms.Form):
    """One answer about one page."""

    page = forms.IntegerField(min_value=1)
    answer = forms.ChoiceField(choices=Answer.choices)
    note = forms.CharField(max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        """What has changed must be told: the owner cannot guess it."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == Answer.CHANGED and not cleaned.get("note"):
            self.add_error("note", _("Tell briefly what has changed."))
        return cleaned


@dataclass
class Shown:
    """One page of the mail as it is shown."""

    page: Page
    listing: Listing
    facts: list[Fact]
    is_answered: bool
    form: AnswerForm | None = None
    errors: list[str] = field(default_factory=list)


@method_decorator(csrf_exempt, name="dispatch")
class LinkView(View):
    """Opened by whoever has the mail. Mail scanners open links too, so a GET changes nothing."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Every answer, also a refusal, is private."""
        response = super().dispatch(request, *args, **kwargs)
        keep_private(response)
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show what is asked."""
        ask = _open(token)
        if ask is None:
            return _closed(request)
        return show_round(request, ask) if ask.round else _show(request, ask)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Take one answer."""
        if not is_own_form(request):
            return render(request, "freshness/closed.html", {"noindex": True, "is_foreign": True}, status=403)
        ask = _open(token)
        if ask is None:
            return _closed(request)
        if ask.round:
            return answer_round(request, ask)
        form = AnswerForm(request.POST)
        if not form.is_valid():
            return _show(request, ask, form, status=422)
        _take(ask, form.cleaned_data)
        return HttpResponseRedirect(reverse("freshness_link", args=[token]), status=303)


def _open(token: str) -> Ask | None:
    ask = asked_by(token)
    return None if ask is None or ask.is_expired(timezone.now()) else ask


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "freshness/closed.html", {"noindex": True}, status=410)


def _show(request: HttpRequest, ask: Ask, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    shown = _shown(ask)
    wrong = (form.data.get("page") or "") if form else ""
    for one in shown:
        if form is not None and str(one.page.pk) == wrong:
            one.form = form
            one.errors = [str(error) for errors in form.errors.values() for error in errors]
    if not shown:
        return _closed(request)
    context = {"noindex": True, "shown": shown, "is_done": all(one.is_answered for one in shown), "has_account": ask.user_id is not None}
    return render(request, "freshness/link.html", context, status=status)


def _shown(ask: Ask) -> list[Shown]:
    """Pages of the mail that are still public and still this person's to answer for. A fixed number of queries."""
    asked = list(ask.asked_pages.select_related("page"))
    ids = [one.page_id for one in asked]
    reviews = Review.objects.in_bulk(ids)
    allowed = {owner for owner in {review.organisation_id for review in reviews.values()} if may_answer(ask, owner)}
    entries = CatalogueEntry.objects.filter(page_id__in=ids, removed=False, lang=default_language())
    listings = {entry.page_id: entry.listing for entry in entries}
    answered = set(Confirmation.objects.filter(page__in=ids, at__gte=ask.created_at).values_list("page_id", flat=True))
    now = timezone.now()
    return [
        Shown(
            page=one.page,
            listing=listings[one.page_id],
            facts=facts_of(listings[one.page_id], now),
            is_answered=one.answered_at is not None or one.page_id in answered,
        )
        for one in asked
        if one.page_id in listings and one.page_id in reviews and reviews[one.page_id].organisation_id in allowed
    ]


@transaction.atomic
def _take(ask: Ask, answer: dict[str, Any]) -> None:
    """Take an answer once: a second one, in this mail or after a colleague's, changes nothing."""
    shown = {one.page.pk: one for one in _shown(ask)}
    one = shown.get(answer["page"])
    if one is None or one.is_answered:
        return
    unanswered = AskedPage.objects.filter(ask=ask, page=one.page, answered_at=None)
    if not unanswered.update(answered_at=timezone.now(), answer=answer["answer"]):
        return
    contact = answering_contact(ask, Review.objects.get(pk=one.page.pk).organisation_id)
    if answer["answer"] == Answer.CURRENT:
        confirm(one.page, by=ask.user, contact=contact, how=How.LINK, note=answer["note"])
    else:
        say_changed(one.page, Answer(answer["answer"]), by=ask.user, contact=contact, how=How.LINK, note=answer["note"])
