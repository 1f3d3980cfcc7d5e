"""What the admin pages about people share: where they stand, and what the user may decide."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic.edit import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.members.authority import Authority, authority_of

if TYPE_CHECKING:
    from django.views import View

    _Base = View
else:
    _Base = object

PEOPLE = {"url": reverse_lazy("members_people"), "label": _("People")}


class AuthorityMixin(_Base):
    """A view that asks what its user may decide."""

    @cached_property
    def authority(self) -> Authority:
        """What the user may decide about members. One query."""
        return authority_of(self.request.user)


class PeopleFormView(AuthorityMixin, WagtailAdminTemplateMixin, FormView[Any]):
    """A form under People. ``save`` does it; what it refuses is shown at its field and nothing typed is lost."""

    template_name = "members/form.html"
    header_icon = "group"
    submit_label: Any = _("Save")
    success_url = reverse_lazy("members_people")

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › People › this page."""
        return [*super().get_breadcrumbs_items(), PEOPLE, {"url": "", "label": self.get_page_title()}]

    def form_valid(self, form: Any) -> Any:
        """Do it, or show why not."""
        try:
            self.save(form)
        except ValidationError as error:
            add_errors(form, error)
            return self.form_invalid(form)
        return super().form_valid(form)

    def save(self, form: Any) -> None:
        """Do what the form asks.

        :raises ValidationError: it is refused.
        """
        raise NotImplementedError

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds what the template needs."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "action_url": self.request.get_full_path(),
            "submit_button_label": self.submit_label,
            "submit_button_active_label": self.submit_label,
            "media": context["form"].media,
        }


def add_errors(form: Any, error: ValidationError) -> None:
    """Put a service's refusal into the form: at its fields, else on top."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, faults in error.error_dict.items():
        form.add_error(field if field in form.fields else None, faults)
