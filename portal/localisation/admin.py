"""Lists of the admin over records whose names are in several languages."""

from typing import Any, ClassVar

from wagtail.snippets.views.snippets import IndexView


class LocalisedIndexView(IndexView):
    """A list that finds records by their name in any language.

    Texts are stored as JSON and databases fold case by their own rules, so "mänty" is looked for here, in Python: these
    vocabularies have some tens of records.
    """

    texts: ClassVar[str] = "names"
    """Field with the texts by language."""

    @property
    def is_searchable(self) -> bool:
        return bool(self.index_results_url)

    def search_queryset(self, queryset: Any) -> Any:
        if not self.is_searching:
            return queryset
        wanted = self.search_query.casefold()
        return queryset.filter(pk__in=[record.pk for record in queryset if self._has(record, wanted)])

    def _has(self, record: Any, wanted: str) -> bool:
        words = [record.slug, getattr(record, "code", ""), *getattr(record, self.texts).values()]
        return any(wanted in word.casefold() for word in words)


class LabelIndexView(LocalisedIndexView):
    """The same for the terms of vocabularies."""

    texts = "labels"
