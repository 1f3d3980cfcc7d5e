"""Who may look. The guard stands before these views; this is the wall behind it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.views import View

    _Base = View
else:
    _Base = object

LIST = "wagtailsnippets_thesaurus_concept:list"
EDIT = "wagtailsnippets_thesaurus_concept:edit"
PERMISSION = "thesaurus.change_concept"


class ThesaurusMixin(_Base):
    """A view for those who edit the thesaurus: coordinators and administrators. To others it does not exist."""

    header_icon = "openquote"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """:raises Http404: somebody else."""
        if not request.user.has_perm(PERMISSION):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home › concepts › this page."""
        above: list[dict[str, str]] = super().get_breadcrumbs_items()  # type: ignore[misc]  # Wagtail's template mixin has it
        return [*above, {"url": reverse(LIST), "label": _("Concepts")}, {"url": "", "label": str(self.page_title)}]  # type: ignore[attr-defined]
