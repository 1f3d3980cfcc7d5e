"""Who may look. The guard stands before these views; this is the wall behind it."""

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

if TYPE_CHECKING:
    from django.views import View

    _Base = View
else:
    _Base = object


class AdministratorsOnly(_Base):
    """A view that does not exist for anybody but administrators."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """:raises Http404: not an administrator."""
        if not (request.user.is_active and request.user.is_superuser):
            raise Http404
        return super().dispatch(request, *args, **kwargs)
