"""A coordinator answers a claim."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.accounts.fresh import fresh_login_required
from portal.members.access import CoordinatorMixin
from portal.members.claims import accept_claim, refuse_claim
from portal.members.forms import RefuseForm
from portal.members.models import Claim
from portal.members.queries import editors_of
from portal.members.views.base import PeopleFormView


@method_decorator(fresh_login_required, name="dispatch")
class ClaimAnswerView(CoordinatorMixin, PeopleFormView):
    """Who asks for what; two buttons: invite, or refuse with a reason."""

    template_name = "members/claim_answer.html"
    form_class = RefuseForm
    submit_label = gettext_lazy("Refuse")
    success_url = reverse_lazy("members_claims")

    @cached_property
    def claim(self) -> Claim:
        """The claim asked for.

        :raises Http404: there is none.
        """
        return get_object_or_404(Claim.objects.select_related("organisation", "decided_by"), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """The organisation."""
        return str(self.claim.organisation.title)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Accept when that button was pressed; else refuse with the form's reason."""
        if "accept" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            accept_claim(self.claim, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(reverse("members_claim", args=[self.claim.pk]))
        messages.success(request, _("The invitation has been sent."))
        return HttpResponseRedirect(str(self.success_url))

    def save(self, form: Any) -> None:
        """Refuse."""
        refuse_claim(self.claim, by=self.request.user, reason=form.cleaned_data["reason"])
        messages.success(self.request, _("The refusal has been sent."))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the claim and whether the organisation has an editor by now."""
        has_editors = editors_of(self.claim.organisation).exists()
        return super().get_context_data(**kwargs) | {"claim": self.claim, "has_editors": has_editors}
