"""The public page of a collection's link: an organisation's list, answered one by one. See ``link_views``."""

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry
from portal.freshness.facts import facts_of
from portal.freshness.models import Ask, RoundAnswer, RoundItem
from portal.freshness.people import may_answer
from portal.freshness.round_forms import ItemForm, NewForm
from portal.freshness.rounds import answer_item, propose_new
from portal.isolation.numbers import as_pk
from portal.localisation.languages import default_language


def show_round(request: HttpRequest, ask: Ask, errors: list[str] | None = None, at: int = 0, status: int = 200) -> HttpResponse:
    """The organisation's pages in the collection. ``errors`` are shown at the item ``at``; 0 = the field for something new."""
    made, organisation = ask.round, ask.organisation
    if made is None or organisation is None or not may_answer(ask, organisation.pk) or not made.is_open(timezone.localdate()):
        return render(request, "freshness/closed.html", {"noindex": True}, status=410)
    context = {
        "noindex": True,
        "round": made,
        "organisation": organisation,
        "items": round_items(ask),
        "has_account": ask.user_id is not None,
        "errors": errors or [],
        "errors_at": at,
        "sent": request.POST,
        "told_new": request.GET.get("new") == "1",
        "answers": RoundAnswer,
    }
    return render(request, "freshness/round_link.html", context, status=status)


def round_items(ask: Ask) -> list[dict[str, Any]]:
    """Items with what the page says to the public. Pages taken from the public meanwhile are left out."""
    items = RoundItem.objects.filter(round=ask.round, organisation=ask.organisation).select_related("page", "round")
    entries = CatalogueEntry.objects.filter(page_id__in=items.values("page"), removed=False, lang=default_language())
    listings = {entry.page_id: entry.listing for entry in entries}
    now = timezone.now()
    return [
        {"item": item, "listing": listings[item.page_id], "facts": facts_of(listings[item.page_id], now)}
        for item in items
        if item.page_id in listings
    ]


def answer_round(request: HttpRequest, ask: Ask) -> HttpResponse:
    """Take one answer, or word of something new."""
    if ask.round is None or ask.organisation is None or not may_answer(ask, ask.organisation.pk):
        return render(request, "freshness/closed.html", {"noindex": True}, status=410)
    if "new" in request.POST:
        return _new(request, ask)
    form = ItemForm(request.POST)
    if not form.is_valid():
        at = as_pk(request.POST.get("item", "")) or 0
        return show_round(request, ask, _texts(form), at, status=422)
    data = form.cleaned_data
    item = RoundItem.objects.filter(pk=data["item"], round=ask.round, organisation=ask.organisation).first()
    if item is None:
        return render(request, "freshness/closed.html", {"noindex": True}, status=410)
    if item.answered_at is None:
        try:
            answer_item(
                item,
                RoundAnswer(data["answer"]),
                start=data["start"],
                end=data["end"],
                note=data["note"],
                user=ask.user,
                by_link=True,
            )
        except ValidationError as refused:
            return show_round(request, ask, list(refused.messages), item.pk, status=422)
    return HttpResponseRedirect(f"{request.path}#item-{item.pk}", status=303)


def _new(request: HttpRequest, ask: Ask) -> HttpResponse:
    form = NewForm(request.POST)
    if not form.is_valid():
        return show_round(request, ask, _texts(form), status=422)
    propose_new(ask.round, ask.organisation, form.cleaned_data["new"])  # type: ignore[arg-type]  # asked before
    return HttpResponseRedirect(f"{request.path}?new=1#new", status=303)


def _texts(form: Any) -> list[str]:
    return [str(error) for errors in form.errors.values() for error in errors]
