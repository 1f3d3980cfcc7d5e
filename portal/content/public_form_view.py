"""The base of pages on which somebody without an account writes to us. No cookie, nothing kept on the way, works without JavaScript."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from portal.content.frequency import may_again
from portal.content.public_form import is_own_form
from portal.content.timed_form import TimedForm


def not_kept(response: HttpResponseBase) -> None:
    """Headers of a page about what one reader does: neither kept nor found."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"


def gone(request: HttpRequest, form: TimedForm) -> HttpResponse:
    """410: what the form was about has been taken away while somebody wrote. Everything typed is shown once more, to be copied; nothing
    is kept. The name of what was there is not told, and the quick exit is shown, for nobody knows any more whether it was sensitive."""
    typed = [(field.label, field.value()) for field in form.visible_fields() if field.widget_type != "radioselect" and field.value()]
    response = render(request, "pages/gone.html", {"typed": typed, "sensitive": True, "noindex": True}, status=410)
    not_kept(response)
    return response


@method_decorator(csrf_exempt, name="dispatch")  # no cookie on public pages: is_own_form, a signed time and limits stand in its place
class PublicFormView(View):
    """A form of its own page. ``prepare`` reads what it is about, ``save`` does it, ``done_url`` is where the reader goes then."""

    http_method_names = ["get", "head", "post"]
    form_class: type[TimedForm]
    template_name = ""
    action = ""
    """What is counted, see ``may_again``."""
    most = 5
    """Times an hour from one network. More is not one person at work."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Kept nowhere: the signed time in the form is the reader's own."""
        self.prepare(**kwargs)
        response = super().dispatch(request, *args, **kwargs)
        not_kept(response)
        return response

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An empty form."""
        return self._page(self._empty())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, once; a form with faults comes back with everything that was typed."""
        form = self.form_class(request.POST)
        if not is_own_form(request):
            return self._page(self._empty(), status=403)
        if not form.is_valid():
            form.open_again()
            return self._page(form, status=400)
        if not form.is_by_a_program:
            refusal = self.refusal()
            if refusal:
                form.add_error(None, refusal)
                form.open_again()
                return self._page(form, status=429)
            self.save(form.cleaned_data)
        return HttpResponseRedirect(self.done_url(), status=303)

    def prepare(self, **kwargs: Any) -> None:
        """Read what the address names.

        :raises Http404: there is none.
        """

    def refusal(self) -> str:
        """Why nothing is taken now, in words for the reader, whatever the form says; empty when it is. Counts the try."""
        if may_again(self.request, self.action, self.most):
            return ""
        return _("Many messages have come from your network within an hour. Please try again later.")

    def save(self, given: dict[str, Any]) -> None:
        """Do what the form asks."""
        raise NotImplementedError

    def done_url(self) -> str:
        """Where the reader is thanked."""
        raise NotImplementedError

    def context(self) -> dict[str, Any]:
        """What the template shows besides the form."""
        return {}

    def _empty(self) -> TimedForm:
        return self.form_class(initial={"opened": self.form_class.opened_now()})

    def _page(self, form: TimedForm, *, status: int = 200) -> HttpResponse:
        return render(self.request, self.template_name, self.context() | {"form": form, "noindex": True}, status=status)
