"""One more word for a concept: where a search that found nothing leads."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from rapidfuzz import fuzz, process
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.localisation.languages import default_language, language_codes
from portal.thesaurus.forms import AddLabelForm
from portal.thesaurus.labels import LABEL_MAX, labels_by_language, same, tidied
from portal.thesaurus.models import Concept
from portal.thesaurus.services import add_label, make_concept
from portal.thesaurus.views.base import EDIT, LIST, ThesaurusMixin
from portal.thesaurus.views.concepts import warn_of_shared_labels

OFFERED = 6
"""Concepts offered at once, those with the most similar words."""
SIMILAR = 75
"""rapidfuzz's ratio, 0-100, from which two words look alike."""


class AddLabelView(ThesaurusMixin, WagtailAdminTemplateMixin, FormView):  # type: ignore[type-arg]  # FormView is generic in stubs only
    """``?term=``: the word; ``?lang=``: its language; ``?next=``: where to go afterwards, an address of this site."""

    template_name = "thesaurus/add_label.html"
    form_class = AddLabelForm
    page_title = gettext_lazy("Add a word to a concept")

    def get_initial(self) -> dict[str, Any]:
        """The word and its language as the address has them."""
        lang = self.request.GET.get("lang", "")
        return {"label": self._term, "lang": lang if lang in language_codes() else default_language(), "kind": AddLabelForm.EVERYDAY}

    def get_form_kwargs(self) -> dict[str, Any]:
        """Adds the concepts that look most like the word. One query."""
        return super().get_form_kwargs() | {"nearest": self._nearest()}

    def form_valid(self, form: AddLabelForm) -> HttpResponse:
        """Give the word to the concept, or make a new one of it."""
        data = form.cleaned_data
        user = self.request.user
        if data["new_name"]:
            concept = make_concept(data["new_name"], data["lang"], data["label"], by=user)
            messages.success(self.request, _("The concept “%(concept)s” was made. Tell what it is near to.") % {"concept": concept})
            warn_of_shared_labels(self.request, concept)
            return HttpResponseRedirect(reverse(EDIT, args=[concept.pk]))
        concept = data["concept"]
        words = {"label": data["label"], "concept": concept}
        if add_label(concept, data["lang"], data["label"], colloquial=data["kind"] == AddLabelForm.EVERYDAY, by=user):
            messages.success(self.request, _("“%(label)s” now leads to the concept “%(concept)s”.") % words)
            warn_of_shared_labels(self.request, concept)
        else:
            messages.info(self.request, _("“%(label)s” leads to the concept “%(concept)s” already.") % words)
        return HttpResponseRedirect(self._next or reverse(LIST))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the form's own styles and scripts, and where leaving leads."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"media": context["form"].media, "next": self._next, "leave": self._next or reverse(LIST)}

    @property
    def _term(self) -> str:
        return tidied(self.request.GET.get("term", ""))[:LABEL_MAX]

    @cached_property
    def _next(self) -> str:
        wanted = self.request.POST.get("next") or self.request.GET.get("next") or ""
        allowed = url_has_allowed_host_and_scheme(wanted, allowed_hosts={self.request.get_host()}, require_https=self.request.is_secure())
        return wanted if allowed else ""

    def _nearest(self) -> tuple[str, ...]:
        """Slugs of the concepts with the words most like the term, in any language, best first."""
        if not self._term:
            return ()
        words = [(concept.slug, same(word)) for concept in Concept.objects.order_by("slug") for word in _words(concept)]
        found = process.extract(
            same(self._term), [word for _slug, word in words], scorer=fuzz.WRatio, limit=4 * OFFERED, score_cutoff=SIMILAR
        )
        return tuple(dict.fromkeys(words[index][0] for _word, _score, index in found))[:OFFERED]


def _words(concept: Concept) -> list[str]:
    texts = (concept.alternative, concept.colloquial)
    return [*concept.preferred.values(), *(word for one in texts for labels in labels_by_language(one).values() for word in labels)]
