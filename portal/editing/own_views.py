"""My organisation in the admin: the panel of the front page, and the whole list."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.editing.own import DAYS, Home, home_of, homes_of, in_order, own_rows
from portal.isolation.numbers import as_pk

SHOWN = 5
"""Pages on the front page: those that need somebody most."""
COLUMNS = (
    *(("title", _("Page")), ("state", _("State")), ("confirmed", _("Confirmed")), ("quality", _("Quality")), ("views", _("Views"))),
    ("helpful", _("Helped")),
)


def own_pages_panel(request: HttpRequest) -> dict[str, Any] | None:
    """Each organisation of the user: what may be added, what needs somebody. None for those who belong to none.

    Two queries and five for each organisation, however many pages they have.
    """
    homes = homes_of(request.user)
    if not homes:
        return None
    return {"homes": [_summary(home) for home in homes], "days": DAYS}


def _summary(home: Home) -> dict[str, Any]:
    rows = own_rows(home)
    return {
        "home": home,
        "total": len(rows),
        "rows": in_order([row for row in rows if row.needs_somebody], "need")[:SHOWN],
        "views": sum(row.views or 0 for row in rows),
        "public": sum(row.page.live for row in rows),
    }


class OwnPagesView(WagtailAdminTemplateMixin, TemplateView):
    """Every page of one organisation, in the order asked for: ``?organisation=`` its id, ``?sort=`` a column."""

    template_name = "editing/own_pages.html"
    page_title = _("My organisation")
    header_icon = "group"

    def get_page_subtitle(self) -> str:
        """The organisation."""
        home = self.home
        return str(home.organisation.title) if home is not None else ""

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Right under the desk."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    @property
    def home(self) -> Home | None:
        """The organisation asked for, else the first one."""
        return self._chosen

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The list.

        :raises Http404: the organisation asked for is not the user's.
        """
        self.homes = homes_of(request.user)
        asked = request.GET.get("organisation", "")
        self._chosen: Home | None = self.homes[0] if self.homes else None
        if asked:
            number = as_pk(asked)
            self._chosen = None if number is None else home_of(request.user, number)
            if self._chosen is None:
                raise Http404
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the pages, and the user's other organisations."""
        order = self.request.GET.get("sort", "need")
        rows = in_order(own_rows(self.home), order) if self.home is not None else []
        others = [home for home in self.homes if self.home is None or home.organisation.pk != self.home.organisation.pk]
        columns = [
            {"name": name, "label": label, "sorted": order.removeprefix("-") == name, "turned": order == name} for name, label in COLUMNS
        ]
        return super().get_context_data(**kwargs) | {
            "home": self.home,
            "others": others,
            "rows": rows,
            "days": DAYS,
            "columns": columns,
            "descends": order.startswith("-"),
        }
