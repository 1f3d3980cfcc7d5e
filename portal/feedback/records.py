"""Records that the editors of an organisation look after; place contacts do not answer for the organisation."""

from typing import Any

from django.db.models import Q, QuerySet

from portal.members.queries import EDITING_ROLES, is_coordinator, memberships_of
from portal.members.records import OwnRecordsMixin


def edited_organisations(user: Any) -> Any:
    """Primary keys of the organisations the user edits, as a subquery."""
    return memberships_of(user).filter(role__in=EDITING_ROLES).values("organisation")


class EditorsRecordsMixin(OwnRecordsMixin):
    """Records of the organisations the user edits; all of them for coordinators and administrators."""

    other_organisation_field = ""
    """A second path to an organisation whose editors may see the record, too; empty = none."""

    def _own(self, records: QuerySet[Any]) -> QuerySet[Any]:
        user = self.request.user
        if is_coordinator(user):
            return records
        mine = Q(**{f"{self.organisation_field}__in": edited_organisations(user)})
        if self.other_organisation_field:
            mine |= Q(**{f"{self.other_organisation_field}__in": edited_organisations(user)})
        return records.filter(mine)
