"""The list and the forms of concepts, as Wagtail draws them for snippets."""

from typing import Any, ClassVar

import django_filters
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BulkActionsCheckboxColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import CopyView, CreateView, EditView

from portal.localisation.admin import LocalisedIndexView
from portal.taxonomy.models import Topic
from portal.thesaurus.labels import labels_by_language
from portal.thesaurus.models import Concept
from portal.thesaurus.services import shared_labels
from portal.thesaurus.signals import Gathered, gathered

NAMED_AT_MOST = 5
"""Shared words that a message names; more would bury it."""


def _topics() -> list[tuple[str, str]]:
    return [(topic.slug, str(topic)) for topic in Topic.objects.filter(children=None).order_by("sort_order", "slug")]


class ConceptFilters(WagtailFilterSet):
    """By crisis and by topic."""

    is_crisis = django_filters.BooleanFilter(label=gettext_lazy("Crisis"))
    topic = django_filters.ChoiceFilter(label=gettext_lazy("Topic"), field_name="topics__slug", choices=_topics)

    class Meta:
        model = Concept
        fields = ["is_crisis", "topic"]


class ConceptIndexView(LocalisedIndexView):
    """All concepts, found by any of their labels. A fixed number of queries."""

    texts = "preferred"
    filterset_class: ClassVar[type[WagtailFilterSet]] = ConceptFilters

    def get_base_queryset(self) -> QuerySet[Concept]:
        """With what the columns show."""
        concepts: QuerySet[Concept] = super().get_base_queryset()
        return concepts.prefetch_related("broader", "topics")

    @cached_property
    def columns(self) -> list[Any]:
        """Without ticks: concepts are removed one by one, or by an import. A phone then shows each as a card."""
        return [column for column in super().columns if not isinstance(column, BulkActionsCheckboxColumn)]

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Adds what concerns the thesaurus as a whole."""
        return [
            *super().header_more_buttons,
            Button(_("Add a word to a concept"), url=reverse("thesaurus_add_label"), icon_name="plus", priority=10),
            Button(_("Download (Turtle)"), url=f"{reverse('thesaurus_export')}?format=turtle", icon_name="download", priority=20),
            Button(_("Download (JSON-LD)"), url=f"{reverse('thesaurus_export')}?format=json-ld", icon_name="download", priority=30),
            Button(_("Import a file"), url=reverse("thesaurus_import"), icon_name="upload", priority=40),
        ]

    def _has(self, record: Any, wanted: str) -> bool:
        words = (word for texts in (record.alternative, record.colloquial) for word in texts.values())
        return super()._has(record, wanted) or any(wanted in word.casefold() for word in words)


class _Saving:
    """What saving a concept does besides: one signal, a warning about words that mean two things, and when it works."""

    told = Gathered()

    def save_instance(self) -> Any:
        """Save the concept and its relations as one change."""
        with gathered() as self.told:
            return super().save_instance()  # type: ignore[misc]  # the view this is mixed into has it

    def save_action(self) -> HttpResponse:
        """Warn of labels that are another concept's, too; say when pages must be read anew before they are found."""
        response: HttpResponse = super().save_action()  # type: ignore[misc]
        tell_when_found(self.request, self.told)  # type: ignore[attr-defined]
        warn_of_shared_labels(self.request, self.object)  # type: ignore[attr-defined]
        return response


class ConceptCreateView(_Saving, CreateView):
    """A new concept."""


class ConceptCopyView(_Saving, CopyView):
    """A new concept that begins as another one."""


class ConceptEditView(_Saving, EditView):
    """A concept."""


def tell_when_found(request: Any, changes: Gathered) -> None:
    """Say that pages are read anew first, when they must be."""
    if changes.texts_changed:
        messages.info(request, _("Pages are read anew with these names. Search finds them in a few minutes."))


def warn_of_shared_labels(request: Any, concept: Concept) -> None:
    """Say which of a concept's labels are another concept's, too: who types them gets the answers of both. One query."""
    found = shared_labels(concept)
    for _lang, label, other in found[:NAMED_AT_MOST]:
        text = _("“%(label)s” is also a word of the concept “%(other)s”. Who types it gets answers of both.")
        messages.warning(request, text % {"label": label, "other": other})
    if len(found) > NAMED_AT_MOST:
        messages.warning(request, _("Words shared with other concepts besides: %(count)d.") % {"count": len(found) - NAMED_AT_MOST})


def words_told(concept: Concept) -> str:
    """How many words and phrases lead to the concept, in all languages. In words: on a phone no heading stands above it."""
    texts = (concept.alternative, concept.colloquial)
    count = len(concept.preferred) + sum(len(labels) for one in texts for labels in labels_by_language(one).values())
    return ngettext("%(count)d word", "%(count)d words", count) % {"count": count}


def crisis_told(concept: Concept) -> str:
    """A word for a crisis, nothing for anything else."""
    return _("Crisis") if concept.is_crisis else ""


def names(relation: str) -> Any:
    """An accessor of a column: the names of what a concept is related to."""

    def accessor(concept: Concept) -> str:
        return ", ".join(str(one) for one in getattr(concept, relation).all())

    return accessor
