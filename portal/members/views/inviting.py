"""Inviting people and organisations, in the admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.accounts.fresh import fresh_login_required
from portal.members import invitations
from portal.members.access import CoordinatorMixin
from portal.members.authority import authority_of
from portal.members.forms import InviteForm, InviteOrganisationForm, OrganisationChoiceForm
from portal.members.models import Invitation
from portal.members.organisations import invite_organisation
from portal.members.records import own_records
from portal.members.views.base import PeopleFormView
from portal.organisations.models import OrganisationPage


class ChooseOrganisationView(PeopleFormView):
    """Where to invite, for those who manage several organisations."""

    form_class = OrganisationChoiceForm
    page_title = gettext_lazy("Invite")
    submit_label = gettext_lazy("Continue")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever manages one organisation goes on at once; whoever manages none finds nothing here."""
        if not self.authority.is_coordinator:
            if not self.authority.leads:
                raise Http404
            if len(self.authority.leads) == 1:
                return HttpResponseRedirect(reverse("members_invite_to", args=[*self.authority.leads]))
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Only the user's organisations."""
        return super().get_form_kwargs() | {"authority": self.authority}

    def form_valid(self, form: Any) -> HttpResponse:
        """On to the invitation."""
        return HttpResponseRedirect(reverse("members_invite_to", args=[form.cleaned_data["organisation"].pk]))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the two other invitations of coordinators."""
        return super().get_context_data(**kwargs) | {"show_regional": self.authority.is_coordinator}


@method_decorator(fresh_login_required, name="dispatch")
class InviteView(PeopleFormView):
    """An invitation to one organisation, or to coordinate."""

    form_class = InviteForm
    submit_label = gettext_lazy("Send the invitation")

    @cached_property
    def organisation(self) -> OrganisationPage | None:
        """The organisation of the address, None when the invitation is to coordinate.

        :raises Http404: there is none, or the user does not manage it.
        """
        if "organisation_pk" not in self.kwargs:
            return None
        found: OrganisationPage = get_object_or_404(self.authority.organisations(), id=self.kwargs["organisation_pk"])
        return found

    def get_page_title(self) -> str:
        """Where to."""
        if self.organisation is None:
            return _("Invite a coordinator")
        return _("Invite to %(organisation)s") % {"organisation": self.organisation.title}

    def get_form_kwargs(self) -> dict[str, Any]:
        """The roles the user may give.

        :raises Http404: there is none.
        """
        roles = self.authority.roles_to_invite(self.organisation.pk if self.organisation else None)
        if not roles:
            raise Http404
        initial = {"role": roles[0]} if len(roles) == 1 else {}
        return super().get_form_kwargs() | {"roles": roles, "organisation": self.organisation, "initial": initial}

    def save(self, form: Any) -> None:
        """Send it."""
        invitations.invite(form.cleaned_data["email"], organisation=self.organisation, by=self.request.user, **form.terms())
        messages.success(self.request, _("The invitation has been sent."))


@method_decorator(fresh_login_required, name="dispatch")
class InviteOrganisationView(CoordinatorMixin, PeopleFormView):
    """A new organisation: its page, its rights and the first invitation in one step; for coordinators."""

    form_class = InviteOrganisationForm
    page_title = gettext_lazy("Invite an organisation")
    submit_label = gettext_lazy("Make the page and send the invitation")
    success_url = reverse_lazy("members_organisations")

    def save(self, form: Any) -> None:
        """Do all of it, or nothing."""
        invite_organisation(**form.cleaned_data, by=self.request.user)
        messages.success(self.request, _("The organisation has a page as a draft, and the invitation has been sent."))


@require_POST
def resend(request: HttpRequest, pk: int) -> HttpResponse:
    """Send an invitation again with a new link."""
    try:
        invitations.resend(_invitation(request, pk), by=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The invitation has been sent again. The earlier link does not work any more."))
    return HttpResponseRedirect(reverse("members_invitations"))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an invitation void."""
    invitations.withdraw(_invitation(request, pk), by=request.user)
    messages.success(request, _("The invitation has been withdrawn."))
    return HttpResponseRedirect(reverse("members_invitations"))


def _invitation(request: HttpRequest, pk: int) -> Invitation:
    """An invitation that the user may act on.

    :raises Http404: there is none.
    """
    found: Invitation = get_object_or_404(own_records(Invitation.objects.select_related("organisation"), request.user), pk=pk)
    if not authority_of(request.user).manages(found.organisation_id):
        raise Http404
    return found
