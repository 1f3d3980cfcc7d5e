"""Labels of everything one can filter by: one query after every change of what is public, else none."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, CharField, F, IntegerField, Model, Value
from django.db.models.functions import Cast
from django.db.models.signals import post_delete, post_save

from portal.localisation.languages import current_language, pick
from portal.pagecache.unchanged import WhileUnchanged
from portal.regions.models import Municipality
from portal.taxonomy.models import AgeBand, Audience, LifeSituation, ServiceLanguage, Topic

_TERMS = {"topic": Topic, "audience": Audience, "age_band": AgeBand, "life_situation": LifeSituation, "language": ServiceLanguage}


@dataclass(frozen=True, slots=True)
class Label:
    """A value and its name in the reader's language."""

    value: str
    label: str
    is_example: bool = False
    is_crisis: bool = False
    """Of a topic: life or safety may be at stake on it."""


def filter_labels() -> dict[str, list[Label]]:
    """Filter name -> its values in their vocabulary's order; municipalities by name. Ended municipalities are left out.

    They are shared by all requests: not to be changed.
    """
    return _kept.get(current_language())


def forget(**_kwargs: Any) -> None:
    """Read anew at the next request: a term or municipality was saved or deleted."""
    _kept.forget()


_named: tuple[type[Model], ...] = (Municipality, *_TERMS.values())
for _model in _named:
    post_save.connect(forget, sender=_model, dispatch_uid=f"browse-labels-saved-{_model.__name__}")
    post_delete.connect(forget, sender=_model, dispatch_uid=f"browse-labels-deleted-{_model.__name__}")


def _read(lang: str) -> dict[str, list[Label]]:
    parts = [_terms(name, model) for name, model in _TERMS.items()]
    rows = _municipalities().union(*parts, all=True)
    found: dict[str, list[tuple[tuple[int, str], Label]]] = defaultdict(list)
    for name, value, labels, order, is_example, is_crisis in rows:
        label = Label(value=value, label=pick(labels, lang), is_example=bool(is_example), is_crisis=bool(is_crisis))
        found[name].append(((order, label.label if name == "municipality" else value), label))
    return {name: [label for _order, label in sorted(pairs, key=lambda pair: pair[0])] for name, pairs in found.items()}


_kept = WhileUnchanged(_read)


def _terms(name: str, model: Any) -> Any:
    return (
        model.objects.order_by()
        .annotate(
            name=Value(name, output_field=CharField()),
            value=Cast(F("slug"), CharField()),
            is_example=Value(False, output_field=BooleanField()),
            crisis=F("is_crisis") if model is Topic else Value(False, output_field=BooleanField()),
        )
        .values_list("name", "value", "labels", "sort_order", "is_example", "crisis")
    )


def _municipalities() -> Any:
    return (
        Municipality.objects.filter(successor__isnull=True)
        .order_by()
        .annotate(
            name=Value("municipality", output_field=CharField()),
            value=Cast(F("code"), CharField()),
            # The fictional one last.
            order=Cast(F("is_example"), IntegerField()),
            crisis=Value(False, output_field=BooleanField()),
        )
        .values_list("name", "value", "names", "order", "is_example", "crisis")
    )
