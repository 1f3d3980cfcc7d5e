"""Choosing among many by name: a list to tick, which scripts narrow while one types."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms

from portal.taxonomy.models import Topic
from portal.thesaurus.labels import labels_by_language
from portal.thesaurus.models import Concept

if TYPE_CHECKING:
    _Base = forms.widgets.ChoiceWidget
else:
    _Base = object


class _Picker(_Base):
    """Draws the chosen ones first, then those offered ``first``, then the others. Without scripts it is a list that scrolls."""

    template_name = "thesaurus/picker.html"
    first: tuple[str, ...] = ()
    group_label: Any = ""
    """What is chosen, for screen readers: the field's label may stand far above."""

    class Media:
        css = {"all": ("thesaurus/thesaurus.css",)}
        js = ("thesaurus/picker.js",)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, value, attrs)
        widget = context["widget"]
        options = [option for _group, options, _index in widget["optgroups"] for option in options if str(option["value"])]
        widget["group_label"] = self.group_label
        widget["options"] = sorted(options, key=self._place)
        return context

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option: dict[str, Any] = super().create_option(name, value, *args, **kwargs)
        option["words"] = " ".join(_words(getattr(value, "instance", None)))
        option["is_first"] = str(value) in self.first
        return option

    def _place(self, option: dict[str, Any]) -> tuple[bool, int]:
        value = str(option["value"])
        return not option["selected"], self.first.index(value) if value in self.first else len(self.first)


class ManyPicker(_Picker, forms.CheckboxSelectMultiple):
    """Several."""


class OnePicker(_Picker, forms.RadioSelect):
    """One."""


def _words(row: Any) -> Iterable[str]:
    """By what else a row is found than by its name: its labels in every language."""
    if isinstance(row, Topic):
        yield from row.labels.values()
    elif isinstance(row, Concept):
        yield row.slug
        yield from row.preferred.values()
        for texts in (row.alternative, row.colloquial):
            for labels in labels_by_language(texts).values():
                yield from labels
