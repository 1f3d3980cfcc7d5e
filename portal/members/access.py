"""Who may look at an admin view at all. The guard stands before these views; this is the wall behind it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from portal.members.queries import is_coordinator

if TYPE_CHECKING:
    from django.views import View

    _Base = View
else:
    _Base = object


class CoordinatorMixin(_Base):
    """A view for coordinators and administrators; to everybody else it does not exist. Wagtail has asked the anonymous to log in."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let coordinators in. One query.

        :raises Http404: somebody else.
        """
        if not is_coordinator(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
