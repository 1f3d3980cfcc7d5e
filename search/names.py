"""Names that search needs at every request, read from the database at most once a minute and after every change."""

import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import CharField, F, IntegerField, Model, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.sorting import sort_key
from portal.content.choices import KIND_LABELS
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.localisation.languages import default_language, pick
from portal.regions.models import Locality, Municipality
from portal.taxonomy.models import AgeBand, Audience, LifeSituation, ServiceLanguage, Topic
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.values import ConceptValue
from search.documents import YES
from search.language.concepts import Concept, Concepts
from search.language.phrases import Phrases
from search.query import Gazetteer, NamedPlace

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

EMERGENCY_NUMBER = "112"
"""The one of the European Union (directive 2018/1972, article 109)."""
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


_Row = tuple[str, str, Mapping[str, str], int, str]
"""Facet, value, texts by language, place in the order, slug."""


@dataclass(frozen=True, slots=True)
class Names:
    """``labels``: (facet, value) -> texts by language, in the order of the vocabularies. ``order``: place of each, our own
    labels first. ``gazetteer``: names of places.
    ``example_codes``: codes of fictional municipalities. ``addresses``: code of a municipality -> its slug.
    ``concepts``: the thesaurus. ``crisis_words``: names of the topics of a crisis. ``emergency``: the listing of the emergency
    number, None when there is none. ``generation``: another number when anything of it is another. ``_named``: every label of a facet in a
    language, in order."""

    labels: Mapping[tuple[str, str], Mapping[str, str]]
    gazetteer: Gazetteer
    example_codes: frozenset[str]
    addresses: Mapping[str, str]
    concepts: Concepts
    crisis_words: Phrases[str]
    emergency: UUID | None
    generation: int
    order: Mapping[tuple[str, str], int] = field(default_factory=dict)
    _named: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict, compare=False, repr=False)

    def label(self, facet: str, value: str, lang: str) -> str:
        """What a facet's value is called in a language; the value itself when nobody has named it."""
        if (facet, value) in _OWN_LABELS:
            return _own_label(facet, value, lang)
        return pick(self.labels.get((facet, value), {}), lang) or value

    def in_order(self, facet: str, values: Iterable[str], lang: str) -> list[str]:
        """The values in the order in which they are shown: municipalities by name, others as their vocabulary has them."""
        if facet == "municipality":  # the fictional ones last
            return sorted(values, key=lambda value: (value in self.example_codes, _sort_key(self.label(facet, value, lang)), value))
        return sorted(values, key=lambda value: (self.order.get((facet, value), len(self.order)), value))

    def labelled(self, facet: str, values: Collection[str], lang: str) -> list[tuple[str, str]]:
        """(value, label) of these values, in the order in which they are shown."""
        named = self._named.get((facet, lang))
        if named is None:
            known = self.in_order(facet, {value for name, value in (*self.labels, *_OWN_LABELS) if name == facet}, lang)
            named = self._named[facet, lang] = {value: self.label(facet, value, lang) for value in known}
        if named.keys() >= set(values):
            return [each for each in named.items() if each[0] in values]
        return [(value, self.label(facet, value, lang)) for value in self.in_order(facet, values, lang)]


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the database says: rows of labels, names of localities, concepts."""

    rows: list[_Row]
    localities: list[tuple[str, str]]
    concepts: list[ConceptValue]
    crisis_topics: frozenset[str]
    emergency: UUID | None


@dataclass(frozen=True, slots=True)
class _Kept:
    """``at``: monotonic seconds of the last reading."""

    at: float
    stored: _Stored
    names: Names


@cache
def _own_label(facet: str, value: str, lang: str) -> str:
    with override(lang):
        return str(_OWN_LABELS[facet, value])


_sort_key = lru_cache(maxsize=2048)(sort_key)

_guard = threading.Lock()
_kept: _Kept | None = None
_is_stale = False


def current_names() -> Names:
    """Names as they are now: eight SQL queries at most once a minute, else none."""
    global _kept, _is_stale
    kept = _kept
    if kept is None or _is_stale or time.monotonic() - kept.at > _KEEP_SECONDS:
        with _guard:
            latest = _kept
            if latest is None or latest is kept or _is_stale:  # else another thread has just read them
                _is_stale = False
                stored = _Stored(_rows(), _localities(), stored_concepts(), _crisis_topics(), _emergency())
                _kept = latest = _Kept(time.monotonic(), stored, _names(stored, latest))
            kept = latest
    return kept.names


def forget() -> None:
    """Read anew at the next request."""
    global _is_stale
    _is_stale = True


def _names(stored: _Stored, kept: _Kept | None) -> Names:
    """What has not changed since it was last read is not made again: analysing every label takes some 30 ms."""
    if kept and kept.stored == stored:
        return kept.names
    labels = {(facet, key): texts for facet, key, texts, _position, _slug in stored.rows}
    municipalities = [(key, position, slug) for facet, key, _texts, position, slug in stored.rows if facet == "municipality"]
    examples = frozenset(code for code, is_example, _slug in municipalities if is_example)
    addresses = {code: slug for code, _is_example, slug in municipalities}
    localities = ((default_language(), NamedPlace(name, code, is_locality=True)) for name, code in stored.localities)
    concepts = kept.names.concepts if kept and kept.stored.concepts == stored.concepts else Concepts.of(map(_concept, stored.concepts))
    return Names(
        labels=labels,
        gazetteer=Gazetteer.of([*_municipality_names(labels), *localities]),
        example_codes=examples,
        addresses=addresses,
        concepts=concepts,
        crisis_words=Phrases.of((lang, text, slug) for slug in stored.crisis_topics for lang, text in labels["topic", slug].items()),
        emergency=stored.emergency,
        generation=kept.names.generation + 1 if kept else 1,
        order={key: position for position, key in enumerate((*_OWN_LABELS, *labels))},
    )


def _concept(value: ConceptValue) -> Concept:
    return Concept(
        value.key, value.preferred, value.alternative, value.colloquial, value.broader, value.related, value.topics, value.crisis
    )


def _rows() -> list[_Row]:
    """Facet, value, texts, place in the order and slug of every label, in one query; a municipality's place is 1 for examples."""
    municipalities = _columns(Municipality, "municipality", key="code", texts="names", position=Cast(F("is_example"), IntegerField()))
    terms = [_columns(model, facet, key="slug", texts="labels", position=F("sort_order")) for facet, model in _VOCABULARIES.items()]
    return list(municipalities.union(*terms, all=True).order_by("facet", "position", "key"))


def _columns(model: type[Model], facet: str, *, key: str, texts: str, position: F | Cast) -> Any:
    rows = model._default_manager.order_by().annotate(
        facet=Value(facet, output_field=CharField()), key=F(key), texts=F(texts), position=position, address=F("slug")
    )
    return rows.values_list("facet", "key", "texts", "position", "address")


def _municipality_names(labels: Mapping[tuple[str, str], Mapping[str, str]]) -> Iterator[tuple[str, NamedPlace]]:
    for (facet, code), texts in labels.items():
        if facet == "municipality":
            yield from ((language, NamedPlace(name, code)) for language, name in texts.items())


def _localities() -> list[tuple[str, str]]:
    """(name, code of the municipality)."""
    return list(Locality.objects.order_by("municipality_id", "name").values_list("name", "municipality__code"))


def _crisis_topics() -> frozenset[str]:
    """Slugs."""
    return frozenset(Topic.objects.filter(is_crisis=True).values_list("slug", flat=True))


def _emergency() -> UUID | None:
    """The crisis helpline that is called by the emergency number."""
    lines = CatalogueEntry.objects.filter(kind=Kind.HELPLINE, is_crisis=True, removed=False, is_example=False, lang=default_language())
    return next((line.listing_id for line in lines.order_by("pk") if _is_emergency(line.listing)), None)


def _is_emergency(listing: Listing) -> bool:
    phones = [*(contact.phone for contact in listing.contacts), *(point.phone for point in listing.delivery_points)]
    return any("".join(phone.split()) == EMERGENCY_NUMBER for phone in phones)
