"""People in the admin: menu, addresses, panels of the desk; and no organisation is deleted while it has files."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.desk.registry import DeskPanel, register_panel
from portal.isolation.doors import Door, classify
from portal.members import desk
from portal.members.files import holds_files
from portal.members.models import OrganisationSpace
from portal.members.views import answering, inviting, lists, people

classify(
    Door.OPEN,  # each shows and takes only what belongs to organisations whose members the user may see or manage
    *("members_people", "members_people_results", "members_membership", "members_end", "members_trust"),
    *("members_invitations", "members_resend", "members_withdraw", "members_invite", "members_invite_to"),
)
classify(
    Door.REGIONAL,
    *("members_organisations", "members_organisations_results", "members_invite_organisation", "members_invite_coordinator"),
    *("members_claims", "members_claim"),
)
register_panel(DeskPanel("claims", "members/claims_panel.html", desk.claims, order=40))
register_panel(DeskPanel("without-editor", "members/without_editor_panel.html", desk.without_editor, order=60))
register_panel(DeskPanel("expiring", "members/expiring_panel.html", desk.expiring, order=70))


@hooks.register("register_admin_urls")
def people_urls() -> list[URLPattern]:
    """Everything under /admin/people/."""
    return [
        path("people/", lists.PeopleView.as_view(), name="members_people"),
        path("people/results/", lists.PeopleView.as_view(results_only=True), name="members_people_results"),
        path("people/<int:pk>/", people.MembershipView.as_view(), name="members_membership"),
        path("people/<int:pk>/end/", people.EndMembershipView.as_view(), name="members_end"),
        path("people/<int:pk>/trust/", people.change_trust, name="members_trust"),
        path("people/invite/", inviting.ChooseOrganisationView.as_view(), name="members_invite"),
        path("people/invite/<int:organisation_pk>/", inviting.InviteView.as_view(), name="members_invite_to"),
        path("people/invite/coordinator/", inviting.InviteView.as_view(), name="members_invite_coordinator"),
        path("people/invite/organisation/", inviting.InviteOrganisationView.as_view(), name="members_invite_organisation"),
        path("people/invitations/", lists.InvitationsView.as_view(), name="members_invitations"),
        path("people/invitations/<int:pk>/resend/", inviting.resend, name="members_resend"),
        path("people/invitations/<int:pk>/withdraw/", inviting.withdraw, name="members_withdraw"),
        path("people/organisations/", lists.OrganisationsView.as_view(), name="members_organisations"),
        path("people/organisations/results/", lists.OrganisationsView.as_view(results_only=True), name="members_organisations_results"),
        path("people/claims/", lists.ClaimsView.as_view(), name="members_claims"),
        path("people/claims/<int:pk>/", answering.ClaimAnswerView.as_view(), name="members_claim"),
    ]


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """People, for everybody: one's colleagues."""
    return MenuItem(gettext_lazy("People"), reverse("members_people"), name="people", icon_name="group", order=270)


@hooks.register("before_delete_page")
def keep_organisation_with_files(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse to delete an organisation while its pictures and documents are there: other pages may show them."""
    return _refusal(request, [page])


@hooks.register("before_bulk_action")
def keep_organisations_with_files(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action_class_instance: Any
) -> HttpResponse | None:
    """The same for several at once."""
    return _refusal(request, objects) if action_type == "delete" else None


def _refusal(request: HttpRequest, pages: Iterable[Any]) -> HttpResponse | None:
    ids = [page.pk for page in pages]
    spaces = OrganisationSpace.objects.filter(organisation__in=ids).select_related("organisation", "collection")
    for space in spaces:
        if holds_files(space.collection):
            text = _("“%(organisation)s” still has pictures or documents. Delete them or move them to another collection first.")
            messages.error(request, text % {"organisation": space.organisation.title})
            return HttpResponseRedirect(reverse("wagtailadmin_explore", args=[space.organisation_id]))
    return None
