"""In the admin: whom the portal asks about an organisation's pages."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from django.views.generic.edit import CreateView
from wagtail.admin import messages
from wagtail.models import Page

from portal.audit.services import record
from portal.freshness.admin_base import FreshnessAdminMixin
from portal.freshness.models import FreshnessContact
from portal.isolation.queries import own_pages
from portal.members.queries import organisations_of
from portal.members.records import OwnRecordsMixin


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]  # ModelForm is generic in stubs only
    """A contact of one of the user's organisations."""

    class Meta:
        model = FreshnessContact
        fields = ("organisation", "page", "order", "email", "name")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = organisations_of(user).only("pk", "title").order_by("title")
        self.fields["organisation"] = forms.ModelChoiceField(
            organisations, label=_("Organisation"), initial=organisations.first() if organisations.count() == 1 else None
        )
        self.fields["page"] = forms.ModelChoiceField(
            _pages(user), label=_("Only for the page"), required=False, help_text=_("Empty: for all pages of the organisation.")
        )


class ContactsView(OwnRecordsMixin, FreshnessAdminMixin, ListView):  # type: ignore[type-arg]  # ListView is generic in stubs only
    """The contacts there are, by organisation."""

    model = FreshnessContact
    template_name = "freshness/admin/contacts.html"
    page_title = _("Who is asked")
    header_icon = "mail"

    def get_queryset(self) -> QuerySet[FreshnessContact]:
        """In the order of organisations."""
        found: QuerySet[FreshnessContact] = super().get_queryset()
        return found.select_related("organisation", "page").order_by("organisation__title", "page__title", "order")


class AddContactView(OwnRecordsMixin, FreshnessAdminMixin, CreateView):  # type: ignore[type-arg]  # CreateView is generic in stubs only
    """A new contact."""

    model = FreshnessContact
    form_class = ContactForm
    template_name = "freshness/admin/contact_form.html"
    page_title = _("Add a contact")
    header_icon = "mail"
    success_url = reverse_lazy("freshness_contacts")

    def get_form_kwargs(self) -> dict[str, Any]:
        """The form offers the user's own organisations and pages only."""
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it. Who is asked decides who may confirm, so it is logged."""
        response = super().form_valid(form)
        contact = form.instance
        record("freshness.contact_added", actor=self.request.user, subject=contact, organisation=contact.organisation)
        messages.success(self.request, gettext("The contact is added."))
        return response


class RemoveContactView(OwnRecordsMixin, ListView):  # type: ignore[type-arg]  # ListView is generic in stubs only
    """Remove a contact: links in mails to it open nothing any more."""

    model = FreshnessContact
    http_method_names = ["post"]

    def post(self, request: HttpRequest, contact_id: int) -> HttpResponse:
        """Remove it.

        :raises Http404: not the user's.
        """
        contact = get_object_or_404(self.get_queryset(), pk=contact_id)
        record("freshness.contact_removed", actor=request.user, subject=contact, organisation=contact.organisation)
        contact.delete()
        messages.success(request, gettext("The contact is removed."))
        return HttpResponseRedirect(reverse("freshness_contacts"))


def _pages(user: Any) -> QuerySet[Page]:
    return own_pages(user).filter(review__isnull=False).order_by("title")
