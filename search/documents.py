"""Listing to search document: what engines index, already analysed. Engine-neutral; nothing here reads the database."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import chain
from operator import attrgetter
from uuid import UUID

from django.utils import timezone

from portal.catalogue.facets import facet_values, is_free
from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import Kind
from portal.listings.listing import Listing
from portal.regions.distance import Coordinates
from search.language import analyse_text, fold_accents, tokenize
from search.language.concepts import NO_CONCEPTS, Concepts
from search.language.tokens import normalise
from search.language.whole import whole_tokens
from search.text_words import LONGEST_TOKEN, Columns, columns_of
from search.texts import places_of, texts_of

TITLE_FIELDS = ("title", "names", "topics")
TEXT_FIELDS = ("summary", "place", "organisation", "chapters", "body")
BASE_FIELDS = TITLE_FIELDS + TEXT_FIELDS
FORM_FIELDS = (*BASE_FIELDS, "title_parts", "text_parts", "other")
CONCEPT_FIELDS = ("title_concepts", "text_concepts")
"""Keys of concepts found in TITLE_FIELDS and in TEXT_FIELDS ("c:vakivalta")."""
NAME_FIELD = "whole_name"
"""The title and other names, each as one token ("fi:chat+mll", see ``whole_tokens``)."""
TOKEN_FIELDS = (*FORM_FIELDS, "folded", *CONCEPT_FIELDS, NAME_FIELD)
FACET_FIELDS = (
    "kind", "municipality", "topic", "audience", "age_band", "life_situation", "language", "online", "free", "organisation",
)  # fmt: skip
YES = "1"
YES_FACETS = ("online", "free")
"""Those of FACET_FIELDS of which YES is the only value."""
ANY_AGE = "any"
"""In ``SearchDocument.ages``: it has no age limit."""
OLDEST_AGE = 99
"""Where "from 18 years" without an upper limit ends."""
_TITLE_CONCEPT, _TOPIC_CONCEPT, _TEXT_CONCEPT = 3, 2, 1
"""How much each naming of a concept says of what a listing is about."""
_ORGANISATION_PRIOR = 0.7
_HISTORICAL_PRIOR = 0.93
_OVERDUE_PRIOR = 0.9
"""Of what somebody should have confirmed and nobody has: of equals the confirmed one comes first, yet the best answer stays findable.
Never of crisis listings and helplines."""

AgeBands = Mapping[str, range]
"""Slug of an age band -> its whole years."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One language version of a listing as engines index it.

    ``key``: unique, "<listing id>:<lang>". ``readers``: interface languages in which this version is the one shown, so that
    a reader sees each listing once. ``words``: for each of TOKEN_FIELDS its tokens in order, a space between each two, none longer
    than LONGEST_TOKEN, each prefixed with the language it was analysed in ("fi:ero"), a concept's key with "c:". ``facets``: values
    for each of FACET_FIELDS. ``locations``: codes of the municipalities where it physically is. ``prior``: factor of its score,
    0.5-1. ``next_start``: seconds since the epoch of the next known date, None without one. ``modified``: seconds since the epoch,
    0 when unknown. ``version``: grows with every change of the listing (the greatest version of its catalogue rows; microseconds
    since the epoch, unless changes came faster). ``points``: WGS 84 degrees of each place. ``ages``: whole years as text for which
    it is meant, or ANY_AGE. ``days``: local days (Europe/Helsinki) of its known dates in the next 18 months as ISO dates.
    ``ended``: an event whose dates are all over. ``concepts``: keys of the concepts it is about, strongest first. ``written``: its
    words as written, in lower case, each prefixed with its language: the site's vocabulary. ``suggest``: words of its title and other
    names as ``suggest_words`` gives them.
    """

    key: str
    listing_id: UUID
    external_id: str
    lang: str
    readers: tuple[str, ...]
    words: Mapping[str, str]
    facets: Mapping[str, tuple[str, ...]]
    locations: tuple[str, ...]
    example: bool
    crisis: bool
    prior: float
    title: str
    next_start: int | None
    modified: int
    version: int = 0
    points: tuple[Coordinates, ...] = ()
    ages: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
    ended: bool = False
    concepts: tuple[str, ...] = ()
    written: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type["SearchDocument"], tuple[object, ...]]:
        """Handed from process to process at once, instead of field by field."""
        return SearchDocument, _VALUES(self)

    @property
    def tokens(self) -> dict[str, tuple[str, ...]]:
        """``words``, each for itself."""
        return {field: tuple(words.split()) for field, words in self.words.items()}


_VALUES = attrgetter(*(field.name for field in fields(SearchDocument)))


def suggest_words(text: str) -> tuple[str, ...]:
    """Words of a title, or of what is typed, for completion: as written in lower case and without accents, in order."""
    return tuple(fold_accents(token.text) for token in tokenize(normalise(text)))


def documents_of(
    versions: Sequence[Listing],
    readers: Sequence[str],
    next_start: int | None = None,
    day: dt.date | None = None,
    *,
    days: Iterable[str] = (),
    ended: bool = False,
    version: int = 0,
    concepts: Concepts = NO_CONCEPTS,
    age_bands: AgeBands | None = None,
) -> list[SearchDocument]:
    """A document for each language version of ONE listing.

    ``readers``: the interface's languages, the default first. A version also carries the words of the other versions, so a
    reader of Swedish who types the Finnish name finds it too. ``day``: the present day in Europe/Helsinki unless given; what
    is overdue on it sinks. ``age_bands``: years of the bands, for listings that name bands only. The rest as in SearchDocument.
    """
    today = day or timezone.localdate()
    by_language = {each.lang: each for each in versions}
    words = {lang: _words_by_field(each, concepts) for lang, each in by_language.items()}
    shown = {reader: _shown_to(reader, tuple(by_language), readers) for reader in readers}
    dated = tuple(days)
    whole = " ".join(_unique(chain.from_iterable(_whole_names(each, words[each.lang]) for each in versions)))
    documents = []
    for lang, listing in by_language.items():
        linked = concepts.about(term.slug for term in listing.topics) if listing.topics else []
        named = _concepts_named(lang, words[lang], concepts, linked)
        documents.append(
            SearchDocument(
                key=f"{listing.id}:{lang}",
                listing_id=listing.id,
                external_id=listing.external_id,
                lang=lang,
                readers=tuple(reader for reader, chosen in shown.items() if chosen == lang),
                words=_tokens(lang, words)
                | {name: " ".join([f"c:{key}" for key in keys]) for name, keys in named.items()}
                | {NAME_FIELD: whole},
                facets=facets_of(listing),
                locations=_locations(listing),
                example=listing.is_example,
                crisis=listing.crisis,
                prior=_prior(listing, today),
                title=listing.title,
                next_start=next_start,
                modified=int(listing.modified.timestamp()) if listing.modified else 0,
                version=version,
                points=_points(listing),
                ages=_ages(listing, age_bands or {}),
                days=dated,
                ended=ended,
                concepts=_strongest_first(named, linked),
                written=_written(words[lang]),
                suggest=_unique(chain.from_iterable(map(suggest_words, (listing.title, *listing.alternative_names)))),
            )
        )
    return documents


def facets_of(listing: Listing) -> dict[str, tuple[str, ...]]:
    """Values of each of FACET_FIELDS, as the catalogue's lists have them.

    An example listing is never "anywhere": it is found in its own municipality only.
    """
    facets = facet_values(listing)
    values = {name: facets.get(name, ()) for name in FACET_FIELDS}
    if listing.is_example:
        values["municipality"] = tuple(code for code in values["municipality"] if code != ANYWHERE)
    return values | {
        "kind": (listing.kind.value,),
        "online": (YES,) if listing.online else (),
        "free": (YES,) if is_free(listing) else (),
    }


def _locations(listing: Listing) -> tuple[str, ...]:
    by_place = (place.municipality.code for place in places_of(listing) if place.municipality)
    return _unique(chain((municipality.code for municipality in listing.locations), by_place))


def _points(listing: Listing) -> tuple[Coordinates, ...]:
    points = (place.point for place in places_of(listing) if place.point)
    return tuple(dict.fromkeys(Coordinates(point.lat, point.lon) for point in points))


def _ages(listing: Listing, age_bands: AgeBands) -> tuple[str, ...]:
    """By its own limits, else by its bands; an open end goes to birth or to OLDEST_AGE."""
    limits = listing.eligibility
    years: set[int] = set()
    if limits.age_min is not None or limits.age_max is not None:
        years.update(range(limits.age_min or 0, (OLDEST_AGE if limits.age_max is None else limits.age_max) + 1))
    else:
        for band in limits.age_bands:
            years.update(age_bands.get(band.slug, ()))
    return tuple(str(year) for year in sorted(years)) or (ANY_AGE,)


def _prior(listing: Listing, day: dt.date) -> float:
    """The freshness job hands a listing over again on the day it becomes overdue."""
    prior = _ORGANISATION_PRIOR if listing.kind is Kind.ORGANISATION else 1.0
    if listing.is_historical:
        return prior * _HISTORICAL_PRIOR
    sinks = listing.freshness.is_overdue(day) and not listing.crisis and listing.kind is not Kind.HELPLINE
    return prior * _OVERDUE_PRIOR if sinks else prior


def _shown_to(reader: str, versions: tuple[str, ...], readers: Sequence[str]) -> str:
    if reader in versions:
        return reader
    return next((default for default in readers if default in versions), versions[0])


def _words_by_field(listing: Listing, concepts: Concepts) -> dict[str, Columns]:
    return {field: columns_of(text, listing.lang, concepts) for field, text in texts_of(listing).items()}


def _tokens(lang: str, words: Mapping[str, Mapping[str, Columns]]) -> dict[str, str]:
    own = words[lang]
    tokens = {field: _joined(own[field].bases) for field in BASE_FIELDS}
    for name, group in (("title_parts", TITLE_FIELDS), ("text_parts", TEXT_FIELDS)):
        tokens[name] = _joined(chain.from_iterable([own[field].parts for field in group]))
    folded = chain.from_iterable([columns.folded for columns in own.values()])
    tokens["folded"] = " ".join(dict.fromkeys(chain.from_iterable(folded)))
    others = [columns for other in words if other != lang for columns in words[other].values()]
    tokens["other"] = _joined(chain.from_iterable(zip(*_both(others), strict=True))) if others else ""
    return tokens


def _both(texts: Sequence[Columns]) -> tuple[Iterable[str], Iterable[str]]:
    """Base forms and parts."""
    return chain.from_iterable([each.bases for each in texts]), chain.from_iterable([each.parts for each in texts])


def _written(words: Mapping[str, Columns]) -> tuple[str, ...]:
    written = set(chain.from_iterable([columns.written for columns in words.values()]))
    written.discard("")
    return tuple(sorted(written))


def _concepts_named(lang: str, words: Mapping[str, Columns], concepts: Concepts, linked: Sequence[str]) -> dict[str, list[str]]:
    """Keys of concepts for each of CONCEPT_FIELDS, once for each naming; those ``linked`` by a topic stand in the title."""
    title, text = (
        [key for own in map(words.__getitem__, fields) if own.word for key in concepts.named_from(own.opening, own.word, lang)]
        for fields in (TITLE_FIELDS, TEXT_FIELDS)
    )
    return {"title_concepts": title + [key for key in linked if key not in title], "text_concepts": text}


def _whole_names(listing: Listing, words: Mapping[str, Columns]) -> Iterable[str]:
    """Of its title and its other names."""
    names = [words["title"].word, *(analyse_text(name, listing.lang) for name in listing.alternative_names)]
    tokens = chain.from_iterable(whole_tokens(name, listing.lang) for name in names)
    return (token for token in tokens if len(token) <= LONGEST_TOKEN)


def _strongest_first(named: Mapping[str, list[str]], linked: Sequence[str]) -> tuple[str, ...]:
    strengths: dict[str, int] = {}
    for keys, strength in ((named["title_concepts"], _TITLE_CONCEPT), (linked, _TOPIC_CONCEPT), (named["text_concepts"], _TEXT_CONCEPT)):
        for key in keys:
            strengths[key] = strengths.get(key, 0) + strength
    return tuple(sorted(strengths, key=lambda key: (-strengths[key], key)))


def _joined(tokens: Iterable[str]) -> str:
    return " ".join(filter(None, tokens))


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
