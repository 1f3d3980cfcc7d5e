"""In the admin: what is due first, confirmed with a button; what was taken down, put back with one."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.models import Page

from portal.feedback.records import edits_organisations
from portal.freshness.admin_base import FreshnessAdminMixin
from portal.freshness.models import Answer, Confirmation, How, Review, ReviewStep
from portal.freshness.services import confirm
from portal.freshness.steps import MONTH_BEFORE
from portal.freshness.takedown import NotKeptError, is_kept, restorable, restore
from portal.freshness.wording import KINDS, STATES, due_in_words
from portal.isolation.numbers import as_pk
from portal.isolation.queries import own_pages
from portal.members.queries import is_coordinator, organisations_of
from portal.members.records import OwnRecordsMixin, own_records


def own_reviews(user: Any) -> QuerySet[Review]:
    """Pages whose freshness the user answers for: of the own organisations, and of those only what the user may edit."""
    return own_records(Review.objects.all(), user).filter(page__in=own_pages(user).values("pk"))


def in_state(reviews: QuerySet[Review], state: str, day: dt.date) -> QuerySet[Review]:
    """The reviews in a state of ``STATES`` on ``day``; an unknown state is all."""
    conditions = {
        "due": Q(due_on__lte=day + dt.timedelta(days=MONTH_BEFORE)),
        "overdue": Q(due_on__lt=day),
        "critical": Q(due_on__lt=day, is_critical=True),
        "never": Q(confirmed_on=None),
    }
    return reviews.filter(conditions.get(state, Q()))


class FreshnessView(OwnRecordsMixin, FreshnessAdminMixin, ListView):  # type: ignore[type-arg]  # ListView is generic in stubs only
    """Pages by when they are to be confirmed, the most urgent first; what nobody is asked about comes last."""

    model = Review
    template_name = "freshness/admin/list.html"
    page_title = _("Freshness")
    header_icon = "check"
    paginate_by = 50

    def get_queryset(self) -> Any:
        """What the filters leave."""
        if self.request.GET.get("state") == "taken_down":
            return Review.objects.none()
        found = super().get_queryset().filter(page__in=own_pages(self.request.user).values("pk"))
        found = in_state(found, self.request.GET.get("state", ""), timezone.localdate())
        for name in ("organisation", "kind"):
            value = self.request.GET.get(name, "")
            if value and (name == "kind" or as_pk(value) is not None):
                found = found.filter(**{name: value})
        text = self.request.GET.get("q", "").strip()
        if text:
            found = found.filter(page__title__icontains=text)
        return found.select_related("page", "organisation").order_by(F("due_on").asc(nulls_last=True), "page_id")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the filters, who confirmed last, and what was taken down."""
        context = super().get_context_data(**kwargs)
        day, user = timezone.localdate(), self.request.user
        last = last_confirmations(review.pk for review in context["object_list"])
        rows = [{"review": one, "last": last.get(one.pk), "due": due_in_words(one, day)} for one in context["object_list"]]
        query = self.request.GET.copy()
        query.pop("page", None)
        down = restorable(own_records(ReviewStep.objects.all(), user)).filter(page__in=own_pages(user).values("pk"))
        return context | {
            "rows": rows,
            "states": STATES,
            "kinds": KINDS,
            "organisations": organisations_of(user).only("pk", "title").order_by("title"),
            "chosen": self.request.GET,
            "query": query.urlencode(),
            "is_regional": is_coordinator(user),
            "edits_organisations": edits_organisations(user),
            "taken_down": [
                {"step": step, "may_restore": is_kept(step) and step.page.permissions_for_user(user).can_publish()}
                for step in down.order_by("-at")[:50]
            ],
        }


def last_confirmations(page_ids: Iterable[int]) -> dict[int, Confirmation]:
    """The latest "everything is up to date" of each page, with who said it. One query."""
    said = Confirmation.objects.filter(page__in=list(page_ids), answer=Answer.CURRENT).select_related("user", "contact")
    return {one.page_id: one for one in said.order_by("at", "pk")}


class ConfirmView(View):
    """Confirm the ticked pages, or the one whose button was pressed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Only pages that the user ticked or pressed: there is no "all".

        :raises Http404: a page that is not public or not the user's is among them; then none is confirmed.
        """
        asked = request.POST.getlist("one") or request.POST.getlist("pages")
        ids = {pk for pk in map(as_pk, asked) if pk is not None}
        pages = list(Page.objects.filter(pk__in=own_reviews(request.user).filter(pk__in=ids).values("pk")))
        if len(pages) != len(set(asked)):
            raise Http404
        for page in pages:
            confirm(page, by=request.user, how=How.ADMIN)
        if pages:
            text = ngettext("%(count)d page is confirmed.", "%(count)d pages are confirmed.", len(pages)) % {"count": len(pages)}
            messages.success(request, text)
        else:
            messages.warning(request, gettext("Tick the pages that you have checked."))
        return back(request)


class RestoreView(View):
    """Put a page back that was taken down because nobody had confirmed it."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, step_id: int) -> HttpResponse:
        """For those who may publish the page.

        :raises Http404: not the user's, or not down any more. :raises PermissionDenied: the user may not publish it.
        """
        steps = restorable(own_records(ReviewStep.objects.all(), request.user)).filter(page__in=own_pages(request.user).values("pk"))
        step = get_object_or_404(steps, pk=step_id)
        if not step.page.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        try:
            restore(step, request.user)
        except NotKeptError:
            messages.warning(request, gettext("Check it, then send it to be published."))
        else:
            messages.success(request, gettext("“%(title)s” is public again.") % {"title": step.page.title})
        return back(request)


def back(request: HttpRequest) -> HttpResponse:
    """To where the form was sent from, when that is ours; else to the list."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(target if ours else reverse("freshness_list"))
