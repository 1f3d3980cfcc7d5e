"""Records that the editors of an organisation look after; place contacts do not answer for the organisation."""

from typing import Any

from django.db.models import Q, QuerySet

from portal.members.queries import EDITING_ROLES, is_coordinator, memberships_of
from portal.members.records import OwnRecordsMixin
from portal.organisations.models import OrganisationPage


def edited_organisations(user: Any) -> Any:
    """Primary keys of the organisations the user edits, as a subquery."""
    return memberships_of(user).filter(role__in=EDITING_ROLES).values("organisation")


def organisations_edited_by(user: Any) -> QuerySet[OrganisationPage]:
    """The organisations the user edits; all of them for coordinators and administrators."""
    found: QuerySet[OrganisationPage] = OrganisationPage.objects.all()
    return found if is_coordinator(user) else found.filter(pk__in=edited_organisations(user))


def edits_organisations(user: Any) -> bool:
    """Whether the user edits organisations, or all of them; a place's contact does not."""
    return is_coordinator(user) or edited_organisations(user).exists()


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
