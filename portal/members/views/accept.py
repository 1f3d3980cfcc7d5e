"""Accepting an invitation. Opening the link does nothing: mail programs open links by themselves. Only the button does."""

from typing import Any

from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from portal.accounts.services import sign_in
from portal.content.public_form import is_own_form, keep_private
from portal.members import invitations
from portal.members.models import Invitation
from portal.members.public_forms import NewAccountForm


# The link is the key, the page sets no cookie, and its no-referrer policy makes browsers send "Origin: null", which Django's CSRF
# protection would refuse: ``is_own_form`` stands in its place.
@method_decorator([csrf_exempt, sensitive_post_parameters("password")], name="dispatch")
class AcceptView(View):
    """Who invites to what, and a form for a new account, a button for an account there is, or the way to sign in first."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Every answer is private."""
        response = super().dispatch(request, *args, **kwargs)
        keep_private(response)
        return response

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """Show the invitation."""
        invitation = invitations.invitation_of(token)
        return self._void() if invitation is None else self._page(invitation)

    def post(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Accept it."""
        invitation = invitations.invitation_of(token)
        if invitation is None or not is_own_form(request):
            return self._void()
        account = _account_of(invitation)
        if account is not None:
            return self._accept_as(invitation, account)
        if request.user.is_authenticated:  # somebody else is signed in: the page tells so
            return self._page(invitation)
        form = NewAccountForm(request.POST, invitation=invitation)
        if not form.is_valid():
            return self._page(invitation, form, status=400)
        user = invitations.accept_as_new(invitation, **form.cleaned_data)
        if user is None:  # somebody was quicker
            return self._void()
        return sign_in(request, user, method="invitation", next_url=reverse("wagtailadmin_home"))

    def _accept_as(self, invitation: Invitation, account: Any) -> HttpResponse:
        if self.request.user != account:
            return self._page(invitation)
        if invitations.accept(invitation, account) is None:
            return self._void()
        return HttpResponseRedirect(reverse("wagtailadmin_home"))

    def _page(self, invitation: Invitation, form: NewAccountForm | None = None, *, status: int = 200) -> HttpResponse:
        account = _account_of(invitation)
        if account is not None and not account.is_active:
            return self._void()
        user = self.request.user
        context = {
            "invitation": invitation,
            "places": invitation.own_places,
            "form": form or NewAccountForm(invitation=invitation),
            "has_account": account is not None,
            "is_other": user.is_authenticated and user != account,
            "is_this": user.is_authenticated and user == account,
            "noindex": True,
        }
        return render(self.request, "members/accept.html", context, status=status)

    def _void(self) -> HttpResponse:
        """One answer to forged, expired, used, withdrawn and replaced links alike."""
        return render(self.request, "members/invitation_void.html", {"noindex": True}, status=404)


def _account_of(invitation: Invitation) -> Any:
    return get_user_model().objects.filter(email=invitation.email).first()
