"""From words that found nothing to the invitation of an organisation that could tell of it."""

from typing import Any

from django.conf import settings
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.members.views.inviting import InviteOrganisationView
from search.analytics.queries import shown_term
from search.analytics.rows import title_of


class InviteView(InviteOrganisationView):
    """Members' form, with the words above it and in the message, which the coordinator may change before it is sent.

    The address carries the term's key and no words, so nobody can put any into a coordinator's invitation by a link.
    """

    success_url = reverse_lazy("searches_report")

    @cached_property
    def term_title(self) -> str:
        """The words, or a crisis concept's name.

        :raises Http404: there is no such term, or it is shown to nobody.
        """
        return title_of(shown_term(self.kwargs["pk"]))

    def get_form_kwargs(self) -> dict[str, Any]:
        """Look the term up first: a form about nothing is not sent either."""
        with override(settings.LANGUAGE_CODE):  # the mail's language
            told = _(
                "Families search the electronic family centre for “%(term)s” and do not find it. If you offer this, please tell of it."
            )
            message = told % {"term": self.term_title}
        return super().get_form_kwargs() | {"initial": {"message": message}}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds why one is here."""
        reason = _("Families searched for “%(term)s” and did not find it.") % {"term": self.term_title}
        return super().get_context_data(**kwargs) | {"reason": reason}
