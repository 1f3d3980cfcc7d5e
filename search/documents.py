"""Listing to search document: what engines index, already analysed. Engine-neutral; nothing here reads the database."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from django.utils import timezone

from portal.catalogue.facets import facet_values, is_free
from portal.catalogue.models import ANYWHERE
from portal.listings.kinds import Kind
from portal.listings.listing import Contact, DeliveryPoint, Listing, Place
from portal.regions.distance import Coordinates
from search.language import Word, analyse_text, fold_accents, tokenize
from search.language.tokens import normalise

TITLE_FIELDS = ("title", "names", "topics")
TEXT_FIELDS = ("summary", "place", "organisation", "chapters", "body")
BASE_FIELDS = TITLE_FIELDS + TEXT_FIELDS
FORM_FIELDS = (*BASE_FIELDS, "title_parts", "text_parts", "other")
CONCEPT_FIELDS = ("title_concepts", "text_concepts")
"""Keys of concepts found in TITLE_FIELDS and in TEXT_FIELDS ("c:vakivalta")."""
TOKEN_FIELDS = (*FORM_FIELDS, "folded", *CONCEPT_FIELDS)
FACET_FIELDS = (
    "kind", "municipality", "topic", "audience", "age_band", "life_situation", "language", "online", "free", "organisation",
)  # fmt: skip
YES = "1"
_ORGANISATION_PRIOR = 0.7
_HISTORICAL_PRIOR = 0.93
_OVERDUE_PRIOR = 0.9
"""Of what somebody should have confirmed and nobody has: of equals the confirmed one comes first, yet the best answer stays findable.
Never of crisis listings and helplines."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One language version of a listing as engines index it.

    ``key``: unique, "<listing id>:<lang>". ``readers``: interface languages in which this version is the one shown, so that
    a reader sees each listing once. ``tokens``: for each of TOKEN_FIELDS tokens in order, each prefixed with the language it
    was analysed in ("fi:ero"). ``facets``: values for each of FACET_FIELDS. ``locations``: codes of the municipalities where
    it physically is. ``prior``: factor of its score, 0.5-1. ``next_start``: seconds since the epoch of the next known date,
    None without one. ``modified``: seconds since the epoch, 0 when unknown. ``version``: grows with every change of the
    listing (the greatest version of its catalogue rows; microseconds since the epoch, unless changes came faster).
    ``points``: WGS 84 degrees of each place. ``ages``: whole years as text for which it is meant, or ANY_AGE.
    ``days``: local days (Europe/Helsinki) of its known dates in the next 18 months as ISO dates. ``ended``: an event whose
    dates are all over. ``concepts``: keys of the concepts it is about, strongest first. ``written``: its words as written, in
    lower case, each prefixed with its language: the site's vocabulary. ``suggest``: words of its title and other names as
    ``suggest_words`` gives them.
    """

    key: str
    listing_id: UUID
    external_id: str
    lang: str
    readers: tuple[str, ...]
    tokens: Mapping[str, tuple[str, ...]]
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


def suggest_words(text: str) -> tuple[str, ...]:
    """Words of a title, or of what is typed, for completion: as written in lower case and without accents, in order."""
    return tuple(fold_accents(token.text) for token in tokenize(normalise(text)))


def documents_of(
    versions: Sequence[Listing], readers: Sequence[str], next_start: int | None = None, day: dt.date | None = None
) -> list[SearchDocument]:
    """A document for each language version of ONE listing.

    ``readers``: the interface's languages, the default first. A version also carries the words of the other versions, so a
    reader of Swedish who types the Finnish name finds it too. ``next_start``: seconds since the epoch, or None.
    ``day``: the present day in Europe/Helsinki unless given; what is overdue on it sinks.
    """
    today = day or timezone.localdate()
    by_language = {version.lang: version for version in versions}
    words = {lang: _words_by_field(version) for lang, version in by_language.items()}
    shown = {reader: _shown_to(reader, tuple(by_language), readers) for reader in readers}
    return [
        SearchDocument(
            key=f"{version.id}:{lang}",
            listing_id=version.id,
            external_id=version.external_id,
            lang=lang,
            readers=tuple(reader for reader, chosen in shown.items() if chosen == lang),
            tokens=_tokens(lang, words),
            facets=facets_of(version),
            locations=_locations(version),
            example=version.is_example,
            crisis=version.crisis,
            prior=_prior(version, today),
            title=version.title,
            next_start=next_start,
            modified=int(version.modified.timestamp()) if version.modified else 0,
        )
        for lang, version in by_language.items()
    ]


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


def texts_of(listing: Listing) -> dict[str, str]:
    """The listing's searchable words for each of BASE_FIELDS, as plain text."""
    eligibility = listing.eligibility
    terms = chain(
        listing.topics, eligibility.life_situations, eligibility.audiences, eligibility.age_bands, listing.offers, listing.first_visit
    )
    organisations = chain([listing.organisation], listing.providers, listing.hosts, listing.co_hosts)
    return {
        "title": listing.title,
        "names": _lines(listing.alternative_names),
        "topics": _lines(term.label for term in terms),
        "summary": _lines([listing.summary, listing.plain_summary, eligibility.text]),
        "place": _lines(chain.from_iterable(map(_place_words, _places(listing)))),
        "organisation": _lines([*(organisation.name for organisation in organisations if organisation), listing.provider_note]),
        "chapters": _lines(chain.from_iterable((part.title, part.summary, part.text) for part in listing.parts)),
        "body": _lines(_body_lines(listing)),
    }


def _body_lines(listing: Listing) -> Iterable[str]:
    yield listing.body_text
    yield from (listing.status_note, listing.price.text, listing.sign_up.text, listing.version)
    yield from (term.label for term in chain(listing.accessibility, listing.service_languages))
    if listing.schedule:
        yield listing.schedule.text
    if listing.area:
        yield listing.area.name
    for place in _places(listing):
        yield place.way_in
    for contact in listing.contacts:
        yield from _contact_lines(contact)
    for point in listing.delivery_points:
        yield from _delivery_lines(point)
    yield from (link.title for link in listing.links)


def _contact_lines(contact: Contact) -> Iterable[str]:
    return (contact.name, contact.phone, contact.email, contact.url, contact.note)


def _delivery_lines(point: DeliveryPoint) -> Iterable[str]:
    yield from (point.name, point.note, point.phone, point.url, point.booking, point.price.text)
    yield from (term.label for term in chain(point.languages, point.interpreted_languages))
    if point.schedule:
        yield point.schedule.text


def _places(listing: Listing) -> list[Place]:
    places = [listing.place, *(point.place for point in listing.delivery_points)]
    return [place for place in places if place]


def _place_words(place: Place) -> Iterable[str]:
    municipality = place.municipality.name if place.municipality else ""
    return (place.name, place.street, place.postal_code, place.city, place.locality, municipality)


def _locations(listing: Listing) -> tuple[str, ...]:
    by_place = (place.municipality.code for place in _places(listing) if place.municipality)
    return _unique(chain((municipality.code for municipality in listing.locations), by_place))


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


def _words_by_field(listing: Listing) -> dict[str, list[Word]]:
    return {field: analyse_text(text, listing.lang) for field, text in texts_of(listing).items()}


def _tokens(lang: str, words: Mapping[str, Mapping[str, list[Word]]]) -> dict[str, tuple[str, ...]]:
    own = words[lang]
    tokens = {field: tuple(f"{lang}:{base}" for word in own[field] for base in word.bases) for field in BASE_FIELDS}
    for name, fields in (("title_parts", TITLE_FIELDS), ("text_parts", TEXT_FIELDS)):
        tokens[name] = tuple(f"{lang}:{part}" for field in fields for word in own[field] for part in word.parts)
    tokens["folded"] = _unique(form for field in BASE_FIELDS for word in own[field] for form in word.folded)
    tokens["other"] = tuple(
        f"{other}:{base}"
        for other, fields in words.items()
        if other != lang
        for field in BASE_FIELDS
        for word in fields[field]
        for base in (*word.bases, *word.parts)
    )
    return tokens


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
