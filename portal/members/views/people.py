"""One member in the admin: changing the role, promoting, ending."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.accounts.fresh import fresh_login_required
from portal.members import services
from portal.members.authority import authority_of
from portal.members.forms import TermsForm, role_of
from portal.members.invitations import check_terms
from portal.members.models import Membership, Role
from portal.members.queries import EDITING_ROLES, coordinators, editors_of
from portal.members.records import own_records
from portal.members.views.base import PEOPLE, AuthorityMixin, PeopleFormView


class MemberMixin(AuthorityMixin):
    """A view of one current membership of the user's organisations."""

    @cached_property
    def membership(self) -> Membership:
        """The membership asked for.

        :raises Http404: there is none, it is not the user's to see, or there is nothing the user may do about it.
        """
        found = membership_of(self.request, self.kwargs["pk"])
        if not (self.authority.roles_to_change(found) or self.authority.may_end(found)):
            raise Http404
        return found


@method_decorator(fresh_login_required, name="dispatch")
class MembershipView(MemberMixin, PeopleFormView):
    """A member's role, meeting places and last day."""

    template_name = "members/membership.html"
    form_class = TermsForm

    def get_page_title(self) -> str:
        """The member's name."""
        return str(self.membership.user)

    def get_form_kwargs(self) -> dict[str, Any]:
        """The roles the user may choose between."""
        kwargs = super().get_form_kwargs()
        roles = self.authority.roles_to_change(self.membership)
        return kwargs | {"roles": roles, "organisation": self.membership.organisation, "initial": role_of(self.membership)}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refused as not found when the user may only look or leave."""
        if not self.authority.roles_to_change(self.membership):
            raise Http404
        return super().post(request, *args, **kwargs)

    def save(self, form: Any) -> None:
        """Give the new role; the old one ends in the same moment."""
        terms = form.terms()
        check_terms(terms["role"], self.membership.organisation, terms["places"], terms["valid_until"], by=self.request.user)
        services.grant(self.membership.user, organisation=self.membership.organisation, by=self.request.user, **terms)
        messages.success(self.request, _("The role has been changed."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the member and what can be done besides the form."""
        return super().get_context_data(**kwargs) | {
            "membership": self.membership,
            "may_change": bool(self.authority.roles_to_change(self.membership)),
            "may_end": self.authority.may_end(self.membership),
            "trust": _other_trust(self.membership) if self.authority.is_coordinator else None,
            "is_own": self.membership.user_id == self.request.user.pk,
        }


@method_decorator(fresh_login_required, name="dispatch")
class EndMembershipView(MemberMixin, WagtailAdminTemplateMixin, TemplateView):
    """Asks once more, and warns when nobody would be left."""

    template_name = "members/end.html"
    header_icon = "group"
    page_title = gettext_lazy("End the membership")

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › People › this page."""
        return [*super().get_breadcrumbs_items(), PEOPLE, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds whose membership it is and what ending it means."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "membership": self.membership,
            "is_own": self.membership.user_id == self.request.user.pk,
            "is_last": is_last_editor(self.membership),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it; the last coordinator stays until there is another, unless an administrator decides."""
        membership = self.membership
        if not self.authority.may_end(membership):
            raise Http404
        if membership.role == Role.COORDINATOR and coordinators().count() == 1 and not self.authority.is_administrator:
            messages.error(request, _("The region would have no coordinator. Invite another one first."))
            return HttpResponseRedirect(reverse("members_membership", args=[membership.pk]))
        services.end(membership, by=request.user)
        messages.success(request, _("The membership has ended."))
        left = membership.user_id == request.user.pk and not authority_of(request.user).is_coordinator
        return HttpResponseRedirect(reverse("wagtailadmin_home") if left else reverse_lazy("members_people"))


@require_POST
@fresh_login_required
def change_trust(request: HttpRequest, pk: int) -> HttpResponse:
    """A coordinator makes an editor trusted, or a trusted editor an editor again; what the form says must be the present state.

    :raises Http404: not a coordinator, or neither of the two roles.
    """
    membership = membership_of(request, pk)
    to = _other_trust(membership)
    if not authority_of(request.user).is_coordinator or to is None or to not in authority_of(request.user).roles_to_change(membership):
        raise Http404
    if request.POST.get("role") != to:
        messages.error(request, _("The role has been changed meanwhile. Look at it once more."))
        return HttpResponseRedirect(reverse("members_membership", args=[membership.pk]))
    new = services.grant(membership.user, to, membership.organisation, by=request.user, valid_until=membership.valid_until)
    messages.success(request, _("The role has been changed."))
    return HttpResponseRedirect(reverse("members_membership", args=[new.pk]))


def membership_of(request: HttpRequest, pk: int) -> Membership:
    """A current membership that the user may see.

    :raises Http404: there is none.
    """
    found: Membership = get_object_or_404(
        own_records(Membership.objects.current().select_related("user", "organisation"), request.user), pk=pk
    )
    return found


def is_last_editor(membership: Membership) -> bool:
    """Whether the organisation would have no editor without this membership."""
    if membership.organisation is None or membership.role not in EDITING_ROLES:
        return False
    return not editors_of(membership.organisation).exclude(pk=membership.user_id).exists()


def _other_trust(membership: Membership) -> Role | None:
    """The other one of editor and trusted editor; None for other roles."""
    return {Role.EDITOR.value: Role.TRUSTED_EDITOR, Role.TRUSTED_EDITOR.value: Role.EDITOR}.get(membership.role)
