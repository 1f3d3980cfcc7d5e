"""Asking for news, confirming, leaving. Mail programs open links by themselves, so that no GET changes anything."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from portal.content.public_form import is_own_form, keep_private
from portal.content.public_form_view import PublicFormView, not_kept
from portal.content.timed_form import TimedForm
from portal.localisation.languages import current_language
from portal.newsletter.forms import SubscribeForm
from portal.newsletter.limits import HOUR, closed_for, tell_coordinators
from portal.newsletter.links import KEEP_UNCONFIRMED, confirmed_by, left_by
from portal.newsletter.models import Subscription
from portal.newsletter.services import Wish, ask, confirm, leave, municipality_name


class SubscribeView(PublicFormView):
    """The form. Whoever sends it gets the same answer, whether the address is known, unknown or not asked again today."""

    form_class = SubscribeForm
    template_name = "newsletter/subscribe.html"
    action = "newsletter"

    def save(self, given: dict[str, Any]) -> None:
        """Ask the address."""
        ask(given["email"], Wish(given["municipality"], given["lang"], given["kind"], given["age_band"]))

    def refusal(self) -> str:
        """Nobody is asked while very many are: what was typed stays, and nothing of it is kept. The same for every address."""
        said = super().refusal()
        closed = None if said else closed_for(timezone.now())
        if closed is None:
            return said
        tell_coordinators()
        if closed == HOUR:
            return _("Very many people have asked for news just now. Please try again in an hour.")
        return _("Very many people have asked for news today. Please try again tomorrow.")

    def done_url(self) -> str:
        """Where the next step is told."""
        return reverse("newsletter:sent")

    def context(self) -> dict[str, Any]:
        """When an address that does not confirm is deleted."""
        return {"days": KEEP_UNCONFIRMED.days}

    def _empty(self) -> TimedForm:
        initial = {
            "opened": SubscribeForm.opened_now(),
            "municipality": self.request.GET.get("municipality", ""),
            "lang": current_language(),
        }
        return SubscribeForm(initial=initial)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What to do next: look into the mailbox."""
    response = render(request, "newsletter/sent.html", {"noindex": True, "days": KEEP_UNCONFIRMED.days})
    not_kept(response)
    return response


@method_decorator(csrf_exempt, name="dispatch")  # the link is a key, and no cookie is set
class _LinkView(View):
    """A page behind a link of a mail."""

    http_method_names = ["get", "head", "post"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Every answer is private: the address is a key."""
        response = super().dispatch(request, *args, **kwargs)
        keep_private(response)
        return response

    def show(self, state: str, *, status: int = 200, **context: Any) -> HttpResponse:
        """The page in one of its states, which its template words. Links to other languages would lose the key's language."""
        return render(self.request, "newsletter/link.html", {"noindex": True, "state": state} | context, status=status)


class ConfirmView(_LinkView):
    """Asks once more with a button, and begins the subscription when it is pressed."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The button."""
        key = confirmed_by(token)
        subscription = Subscription.objects.filter(key=key).first() if key else None
        if subscription is None:
            return self.show("late", status=410)
        state = "ask" if subscription.confirmed_at is None else "confirmed"
        return self.show(state, municipality=municipality_name(subscription.municipality))

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Begin."""
        if not is_own_form(request):
            return self.show("late", status=403)
        key = confirmed_by(token)
        subscription = confirm(key) if key else None
        if subscription is None:
            return self.show("late", status=410)
        return self.show("confirmed", municipality=municipality_name(subscription.municipality))


class LeaveView(_LinkView):
    """Ends a subscription with one press, or by a mail program's POST (RFC 8058: no cookie, no question, no redirect)."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """The button."""
        key = left_by(token)
        if key is None:
            return self.show("unknown", status=404)
        known = Subscription.objects.filter(key=key).exists()
        return self.show("leave" if known else "left")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """End it. Who comes from elsewhere has the key as well: a mail program has no page of ours."""
        key = left_by(token)
        if key is None:
            return self.show("unknown", status=404)
        leave(key)
        return self.show("left")
