"""In the admin: coordinators open and follow seasonal collections; members answer with their accounts."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import DetailView, ListView
from django.views.generic.edit import FormView
from wagtail.admin import messages

from portal.audit.services import record
from portal.feedback.records import organisations_edited_by
from portal.freshness.admin_base import FreshnessAdminMixin
from portal.freshness.export import csv_of
from portal.freshness.handing import Handed
from portal.freshness.models import CollectionRound, RoundAnswer, RoundItem
from portal.freshness.round_forms import ItemForm, RoundForm
from portal.freshness.rounds import answer_item, open_round, remind
from portal.freshness.seasons import suggested_round
from portal.isolation.queries import own_pages
from portal.members.access import CoordinatorMixin
from portal.members.records import OwnRecordsMixin
from portal.organisations.models import OrganisationPage


def progress(rounds: QuerySet[CollectionRound]) -> QuerySet[Any]:
    """Rounds with ``asked`` and ``answered``: how many pages."""
    answered = Count("items", filter=Q(items__answered_at__isnull=False))
    return rounds.annotate(asked=Count("items"), answered=answered)


class RoundsView(CoordinatorMixin, FreshnessAdminMixin, ListView):  # type: ignore[type-arg]  # ListView is generic in stubs only
    """Every collection, the newest first."""

    queryset = progress(CollectionRound.objects.all())
    template_name = "freshness/admin/rounds.html"
    page_title = _("Seasonal collections")
    header_icon = "calendar"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds what the year clock would collect now."""
        return super().get_context_data(**kwargs) | {"suggested": suggested_round(timezone.localdate())}


class OpenRoundView(CoordinatorMixin, FreshnessAdminMixin, FormView):  # type: ignore[type-arg]  # FormView is generic in stubs only
    """Choose season and organisations; the mails go out when it is opened."""

    form_class = RoundForm
    template_name = "freshness/admin/round_form.html"
    page_title = _("Open a collection")
    header_icon = "calendar"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Organisations that are public."""
        return super().get_form_kwargs() | {"organisations": OrganisationPage.objects.live().only("pk", "title").order_by("title")}

    def form_valid(self, form: Any) -> HttpResponse:
        """Ask."""
        made = form.save(commit=False)
        open_round(made, form.cleaned_data["organisations"], by=self.request.user)
        messages.success(self.request, gettext("The collection is open, and the organisations have got their mails."))
        return HttpResponseRedirect(reverse("freshness_round", args=[made.pk]))


class RoundView(CoordinatorMixin, FreshnessAdminMixin, DetailView):  # type: ignore[type-arg]  # DetailView is generic in stubs only
    """How far a collection has come, organisation by organisation."""

    queryset = progress(CollectionRound.objects.all())
    template_name = "freshness/admin/round.html"
    header_icon = "calendar"

    def get_page_title(self) -> str:
        """Its name."""
        return str(self.object.name)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds each organisation with its items: a fixed number of queries."""
        items: dict[int, list[RoundItem]] = {}
        for item in self.object.items.select_related("page", "answered_by"):
            items.setdefault(item.organisation_id, []).append(item)
        organisations = []
        for organisation in self.object.organisations.order_by("title"):
            own = items.get(organisation.pk, [])
            answered = sum(item.answered_at is not None for item in own)
            organisations.append({"organisation": organisation, "items": own, "answered": answered})
        return super().get_context_data(**kwargs) | {
            "organisations": organisations,
            "is_open": self.object.is_open(timezone.localdate()),
        }


class RemindView(CoordinatorMixin, View):
    """Write once more to those who have not answered."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """At most once a day: a second press the same day writes nothing.

        :raises Http404: there is none, or it is closed.
        """
        made = get_object_or_404(CollectionRound, pk=pk)
        day = timezone.localdate()
        if not made.is_open(day):
            raise Http404
        if made.reminded_at and timezone.localdate(made.reminded_at) == day:
            messages.warning(request, gettext("They have been reminded today already."))
        else:
            count = remind(made)
            record("freshness.round_reminded", actor=request.user, subject=made, mails=count)
            messages.success(request, ngettext("%(count)d mail was written.", "%(count)d mails were written.", count) % {"count": count})
        return HttpResponseRedirect(reverse("freshness_round", args=[pk]))


class ExportView(CoordinatorMixin, View):
    """A collection as a table for the guide. It is logged, so it is asked for by a button."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """CSV in UTF-8 with a semicolon, as Finnish spreadsheets read it; safe from formulas.

        :raises Http404: there is none.
        """
        made = get_object_or_404(CollectionRound, pk=pk)
        answer = pgettext("what was answered", "Answer")
        head = [_("Organisation"), _("Page"), answer, _("First day"), _("Last day"), _("Note"), _("Answered"), _("Address")]
        rows = [
            [
                item.organisation.title,
                item.page.title,
                item.get_answer_display(),
                item.start,
                item.end,
                item.note,
                timezone.localdate(item.answered_at) if item.answered_at else "",
                item.page.get_full_url() or "",
            ]
            for item in made.items.select_related("organisation", "page")
        ]
        record("freshness.round_exported", actor=request.user, subject=made, rows=len(rows))
        response = HttpResponse(csv_of([head, *rows]), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="collection-{made.pk}.csv"'
        response.headers["Cache-Control"] = "no-store"
        return response


class AnswerRoundView(OwnRecordsMixin, FreshnessAdminMixin, ListView):  # type: ignore[type-arg]  # ListView is generic in stubs only
    """A member's own pages in a collection. A new season goes into the page at once, as a draft to be read or published."""

    model = RoundItem
    template_name = "freshness/admin/round_answer.html"
    header_icon = "calendar"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the collection.

        :raises Http404: there is none.
        """
        super().setup(request, *args, **kwargs)
        self.round = get_object_or_404(CollectionRound, pk=kwargs["pk"])

    def get_page_title(self) -> str:
        """Its name."""
        return self.round.name

    def get_queryset(self) -> Any:
        """The user's own pages in it."""
        items = super().get_queryset().filter(round=self.round, page__in=own_pages(self.request.user).values("pk"))
        return items.select_related("page", "organisation", "round").order_by("organisation__title", "page__title")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list.

        :raises Http404: neither an organisation that the user edits nor a page that the user may edit was asked about.
        """
        if not self._edited().exists() and not self.get_queryset().exists():
            raise Http404
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one answer; a refused one is told, and what was written stays.

        :raises Http404: not the user's.
        """
        form = ItemForm(request.POST)
        if form.is_valid():
            data = form.cleaned_data
            item = get_object_or_404(self.get_queryset(), pk=data["item"])
            try:
                handed = answer_item(
                    item,
                    RoundAnswer(data["answer"]),
                    start=data["start"],
                    end=data["end"],
                    note=data["note"],
                    user=request.user,
                    by_link=False,
                )
            except ValidationError as refused:
                errors = list(refused.messages)
            else:
                messages.success(request, _done(handed))
                return HttpResponseRedirect(f"{request.path}#item-{item.pk}")
        else:
            errors = [gettext("Choose an answer, and give the days as dates.")]
        self.object_list = self.get_queryset()
        context = self.get_context_data(errors=errors, errors_at=form.data.get("item", ""), sent=request.POST)
        return self.render_to_response(context, status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the collection and the organisations to which something new can be added."""
        context = {"round": self.round, "answers": RoundAnswer, "organisations": self._edited()}
        context["is_open"] = self.round.is_open(timezone.localdate())
        return super().get_context_data(**kwargs) | context

    def _edited(self) -> QuerySet[OrganisationPage]:
        """Of the organisations asked those that the user edits."""
        return organisations_edited_by(self.request.user).filter(pk__in=self.round.organisations.values("pk"))


def _done(handed: Handed | None) -> str:
    if handed is Handed.PUBLISHED:
        return gettext("Thank you. The new season is public.")
    if handed is Handed.SUBMITTED:
        return gettext("Thank you. The new season waits for approval.")
    return gettext("Thank you.")
