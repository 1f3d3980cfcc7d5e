"""Names that search needs at every request, read from the database at most once a minute and after every change."""

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, F, IntegerField, Model, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.catalogue.sorting import sort_key
from portal.content.choices import KIND_LABELS
from portal.localisation.languages import default_language, pick
from portal.regions.models import Locality, Municipality
from portal.taxonomy.models import AgeBand, Audience, LifeSituation, ServiceLanguage, Topic
from search.documents import YES
from search.query import Gazetteer, NamedPlace

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_KEEP_SECONDS = 60
"""How long another process's change of a name may go unseen here."""
_OWN_LABELS: Mapping[tuple[str, str], "StrPromise"] = {
    **{("kind", kind.value): label for kind, label in KIND_LABELS.items()},
    ("online", YES): _("Online"),
    ("free", YES): _("Free of charge"),
}
_VOCABULARIES = {
    "topic": Topic,
    "audience": Audience,
    "age_band": AgeBand,
    "life_situation": LifeSituation,
    "language": ServiceLanguage,
}


@dataclass(frozen=True, slots=True)
class Names:
    """``labels``: (facet, value) -> texts by language, in the order of the vocabularies. ``gazetteer``: names of places.
    ``example_codes``: codes of fictional municipalities."""

    labels: Mapping[tuple[str, str], Mapping[str, str]]
    gazetteer: Gazetteer
    example_codes: frozenset[str]

    def label(self, facet: str, value: str, lang: str) -> str:
        """What a facet's value is called in a language; the value itself when nobody has named it."""
        own = _OWN_LABELS.get((facet, value))
        if own is not None:
            with override(lang):
                return str(own)
        return pick(self.labels.get((facet, value), {}), lang) or value

    def in_order(self, facet: str, values: Iterable[str], lang: str) -> list[str]:
        """The values in the order in which they are shown: municipalities by name, others as their vocabulary has them."""
        if facet == "municipality":  # the fictional ones last
            return sorted(values, key=lambda value: (value in self.example_codes, sort_key(self.label(facet, value, lang))))
        order = {key: position for position, key in enumerate((*_OWN_LABELS, *self.labels))}
        return sorted(values, key=lambda value: (order.get((facet, value), len(order)), value))


_guard = threading.Lock()
_kept: tuple[float, Names] | None = None


def current_names() -> Names:
    """Names as they are now: two SQL queries at most once a minute, else none."""
    global _kept
    kept = _kept
    if kept is None or time.monotonic() - kept[0] > _KEEP_SECONDS:
        with _guard:
            _kept = kept = (time.monotonic(), _read())
    return kept[1]


def forget() -> None:
    """Read anew at the next request."""
    global _kept
    _kept = None


def _read() -> Names:
    rows = _rows()
    labels = {(facet, key): texts for facet, key, texts, _position in rows}
    examples = frozenset(key for facet, key, _texts, position in rows if facet == "municipality" and position)
    return Names(labels, Gazetteer.of([*_municipality_names(labels), *_locality_names()]), examples)


def _rows() -> list[tuple[str, str, Mapping[str, str], int]]:
    """Facet, value, texts and place in the order of every label, in one query; a municipality's place is 1 for examples."""
    municipalities = _columns(Municipality, "municipality", key="code", texts="names", position=Cast(F("is_example"), IntegerField()))
    terms = [_columns(model, facet, key="slug", texts="labels", position=F("sort_order")) for facet, model in _VOCABULARIES.items()]
    return list(municipalities.union(*terms, all=True).order_by("facet", "position", "key"))


def _columns(model: type[Model], facet: str, *, key: str, texts: str, position: F | Cast) -> Any:
    rows = model._default_manager.order_by().annotate(
        facet=Value(facet, output_field=CharField()), key=F(key), texts=F(texts), position=position
    )
    return rows.values_list("facet", "key", "texts", "position")


def _municipality_names(labels: Mapping[tuple[str, str], Mapping[str, str]]) -> Iterator[tuple[str, NamedPlace]]:
    for (facet, code), texts in labels.items():
        if facet == "municipality":
            yield from ((language, NamedPlace(name, code)) for language, name in texts.items())


def _locality_names() -> Iterator[tuple[str, NamedPlace]]:
    for name, code in Locality.objects.order_by("municipality_id", "name").values_list("name", "municipality__code"):
        yield default_language(), NamedPlace(name, code, is_locality=True)
