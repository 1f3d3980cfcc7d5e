"""The one base of admin views over records about organisations' pages: each user gets the own organisations' records only.

Filtering stands in the querysets, so that lists, forms, exports and bulk actions agree; a record of others answers 404 as one that is not.
"""

from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views import View

from portal.members.queries import is_coordinator, memberships_of

Record = TypeVar("Record", bound=Model)


def own_records(records: QuerySet[Record], user: Any, organisation_field: str = "organisation") -> QuerySet[Record]:
    """The records that concern the user's organisations; all of them for coordinators and administrators.

    :param organisation_field: path from the record to its OrganisationPage, e.g. ``invitation__organisation``. A record without an
        organisation is the region's own: coordinators only.
    """
    if not user.is_authenticated:
        return records.none()
    if is_coordinator(user):
        return records
    return records.filter(**{f"{organisation_field}__in": memberships_of(user).values("organisation")})


if TYPE_CHECKING:
    _Base = View
else:
    _Base = object


class OwnRecordsMixin(_Base):
    """Put it first among a class-based view's bases, Django's or Wagtail's generic ones: every queryset they start from is filtered."""

    organisation_field = "organisation"
    """Path from the record to its OrganisationPage."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask for login; a user without any right to the admin is refused.

        :raises PermissionDenied: logged in, but no member and no coordinator.
        """
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self) -> Any:
        """What Django's generic views start from. Wagtail's lists have been filtered by then (what they return may be search results)."""
        found = super().get_queryset()  # type: ignore[misc]  # the view this is mixed into has it
        return found if hasattr(super(), "get_base_queryset") else self._own(found)

    def get_base_queryset(self) -> QuerySet[Any]:
        """What Wagtail's lists start from, before search and filters."""
        return self._own(super().get_base_queryset())  # type: ignore[misc]  # the view this is mixed into has it

    def get_base_object_queryset(self) -> QuerySet[Any]:
        """What some of Wagtail's views of one record start from."""
        return self._own(super().get_base_object_queryset())  # type: ignore[misc]  # the view this is mixed into has it

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        """The record asked for; the check stands here too, because some of Wagtail's views look it up past every queryset.

        :raises Http404: there is none, or it is not the user's.
        """
        found = super().get_object(*args, **kwargs)  # type: ignore[misc]  # the view this is mixed into has it
        if not self._own(type(found)._default_manager.filter(pk=found.pk)).exists():
            raise Http404
        return found

    def _own(self, records: QuerySet[Record]) -> QuerySet[Record]:
        return own_records(records, self.request.user, self.organisation_field)
