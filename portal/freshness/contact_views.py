"""In the admin: whom the portal asks about an organisation's pages."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import ListView
from django.views.generic.edit import CreateView
from wagtail.admin import messages
from wagtail.models import Page

from portal.audit.services import record
from portal.feedback.records import EditorsRecordsMixin, edits_organisations, organisations_edited_by
from portal.freshness.admin_base import FreshnessAdminMixin
from portal.freshness.models import FreshnessContact
from portal.isolation.numbers import PkChoiceField
from portal.isolation.queries import own_pages


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]  # ModelForm is generic in stubs only
    """A contact of one of the organisations that the user edits."""

    class Meta:
        model = FreshnessContact
        fields = ("organisation", "page", "order", "email", "name")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = organisations_edited_by(user).only("pk", "title").order_by("title")
        self.fields["organisation"] = PkChoiceField(
            organisations, label=_("Organisation"), initial=organisations.first() if organisations.count() == 1 else None
        )
        self.fields["page"] = PkChoiceField(
            _pages(user), label=_("Only for the page"), required=False, help_text=_("Empty: for all pages of the organisation.")
        )


class ContactsMixin(EditorsRecordsMixin):
    """Contacts of the organisations the user edits. A place's contacts do not decide whom the portal asks."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who edits no organisation.

        :raises Http404: logged in, and an editor nowhere.
        """
        if request.user.has_perm("wagtailadmin.access_admin") and not edits_organisations(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ContactsView(ContactsMixin, FreshnessAdminMixin, ListView):  # type: ignore[type-arg]  # ListView is generic in stubs only
    """The contacts there are, by organisation."""

    model = FreshnessContact
    template_name = "freshness/admin/contacts.html"
    page_title = _("Who is asked")
    header_icon = "mail"

    def get_queryset(self) -> QuerySet[FreshnessContact]:
        """In the order of organisations."""
        found: QuerySet[FreshnessContact] = super().get_queryset()
        return found.select_related("organisation", "page").order_by("organisation__title", "page__title", "order")


class AddContactView(ContactsMixin, FreshnessAdminMixin, CreateView):  # type: ignore[type-arg]  # CreateView is generic in stubs only
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
        _log("freshness.contact_added", form.instance, self.request.user)
        messages.success(self.request, gettext("The contact is added."))
        return response


class RemoveContactView(ContactsMixin, ListView):  # type: ignore[type-arg]  # ListView is generic in stubs only
    """Remove a contact: links in mails to it open nothing any more."""

    model = FreshnessContact
    http_method_names = ["post"]

    def post(self, request: HttpRequest, contact_id: int) -> HttpResponse:
        """Remove it.

        :raises Http404: not the user's.
        """
        contact = get_object_or_404(self.get_queryset(), pk=contact_id)
        _log("freshness.contact_removed", contact, request.user)
        contact.delete()
        messages.success(request, gettext("The contact is removed."))
        return HttpResponseRedirect(reverse("freshness_contacts"))


def _log(action: str, contact: FreshnessContact, user: Any) -> None:
    """Without name and address: the contact has no account, and the log forgets nothing."""
    named = (contact._meta.label_lower, str(contact.pk), f"contact #{contact.pk}")
    record(action, actor=user, subject_named=named, organisation=contact.organisation)


def _pages(user: Any) -> QuerySet[Page]:
    return own_pages(user).filter(review__isnull=False).order_by("title")
