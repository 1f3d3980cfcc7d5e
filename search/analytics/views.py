"""What families searched for and did not find, week by week, with what can be done about it; for coordinators."""

import csv
import datetime as dt
import io
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.generic import ListView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.audit.exports import safe_cell
from portal.audit.services import record
from portal.localisation.languages import language_codes
from portal.members.access import CoordinatorMixin
from search.analytics.counter import week_of
from search.analytics.queries import SHOWN_FROM, corrections, gaps, refusals, shown_term, totals, weeks
from search.analytics.rows import Row, correction_rows, gap_rows

GAPS, CORRECTIONS, HIDDEN = "gaps", "corrections", "hidden"
SHOWN = {GAPS: _("Not found"), CORRECTIONS: _("Corrected"), HIDDEN: _("Put aside")}
"""Short: they stand in a list on a phone."""


class SearchesView(CoordinatorMixin, WagtailAdminTemplateMixin, ListView):  # type: ignore[type-arg]  # ListView is generic in stubs only
    """The terms of one week. A fixed number of queries."""

    template_name = "search/admin/report.html"
    page_title = _("Searches that found nothing")
    header_icon = "search"
    paginate_by = 25

    @cached_property
    def weeks(self) -> list[dt.date]:
        """Weeks that can be chosen: those with searches, and the present one."""
        return sorted({week_of(timezone.localdate()), *weeks()}, reverse=True)

    @cached_property
    def week(self) -> dt.date:
        """The week asked for; the present one when it asks for none or another."""
        asked = self.request.GET.get("week", "")
        return next((week for week in self.weeks if week.isoformat() == asked), self.weeks[0])

    @property
    def show(self) -> str:
        """A key of SHOWN."""
        asked = self.request.GET.get("show", "")
        return asked if asked in SHOWN else GAPS

    @property
    def lang(self) -> str:
        """The language asked for; empty: all."""
        asked = self.request.GET.get("lang", "")
        return asked if asked in language_codes() else ""

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_queryset(self) -> Any:
        """What the week and the filters leave."""
        if self.show == CORRECTIONS:
            pairs = corrections(self.week)
            return pairs.filter(term__lang=self.lang) if self.lang else pairs
        return gaps(self.week, lang=self.lang, hidden=self.show == HIDDEN)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds rows, filters and what they are seen against."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        query = self.request.GET.copy()
        query.pop("page", None)
        return context | {
            "rows": self._rows(list(context["object_list"])),
            "week": self.week,
            "last_day": self.week + dt.timedelta(days=6),
            "weeks": self.weeks,
            "totals": totals(self.week),
            "show": self.show,
            "shown": list(SHOWN.items()),
            "lang": self.lang,
            "langs": language_codes(),
            "least": SHOWN_FROM,
            "query": query.urlencode(),
        }

    def _rows(self, found: list[Any]) -> list[Row]:
        if self.show == CORRECTIONS:
            return correction_rows(found, refusals(self.week, [pair["term"] for pair in found]))
        return gap_rows(found)


class ExportView(CoordinatorMixin, View):
    """A week as a table. It is logged, so it is asked for by a button."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """CSV in UTF-8 with a semicolon, as Finnish spreadsheets read it; safe from formulas. A day that is none is the present week."""
        try:
            day = dt.date.fromisoformat(request.POST.get("week", ""))
        except ValueError:
            day = timezone.localdate()
        week = week_of(day)
        rows = gap_rows(gaps(week))
        head: list[Any] = [
            _("Week from"),
            pgettext("noun", "Search"),
            _("Language"),
            _("Searches"),
            _("Found nothing"),
            _("Week before"),
            _("Understood as"),
        ]
        lines = [[week, row.title, row.lang, row.searches, row.none, row.before, ", ".join(row.understood)] for row in rows]
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([[safe_cell(str(cell)) for cell in line] for line in (head, *lines)])
        record("export.made", actor=request.user, view="searches_export", format="csv", query={"week": [week.isoformat()]})
        response = HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="searches-{week.isoformat()}.csv"'
        response.headers["Cache-Control"] = "no-store"
        return response


class AsideView(CoordinatorMixin, View):
    """ "Not ours": the term is shown no more, until it is taken back."""

    http_method_names = ["post"]
    hide = True

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put it aside, or take it back; twice is as once.

        :raises Http404: there is no such term, or it is not shown to anybody.
        """
        term = shown_term(pk)
        term.hidden_at = timezone.localdate() if self.hide else None
        term.save(update_fields=["hidden_at"])
        if self.hide:
            undo = messages.button(f"{reverse('searches_report')}?show={HIDDEN}", gettext("See what is put aside"))
            messages.success(request, gettext("Put aside. It is not shown any more, and can be taken back."), buttons=[undo])
        else:
            messages.success(request, gettext("Taken back. It is shown again."))
        return HttpResponseRedirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Where the form was sent from, when that is ours; else the list."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return target if ours else reverse("searches_report")
