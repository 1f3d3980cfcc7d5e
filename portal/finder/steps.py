"""The situation finder: where the answers given lead. Every step has an address; what was answered stands there and nowhere else."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext

from portal.browse.cards import Card, card_of
from portal.browse.crisis import Subject, crisis_lines
from portal.browse.doors import Door
from portal.browse.for_whom import is_for_professionals_only
from portal.browse.helplines import Line
from portal.browse.routes import search_url
from portal.catalogue.filters import Filters
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import by_ids, everything_of, next_occurrences
from portal.content.own_words import own_words
from portal.finder.human_contact import HumanContact, contact_of
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.regions.entrances import SectionKind
from portal.regions.models import Municipality

MOST_STEPS = 3
"""Questions."""
ANYWHERE = "kaikkialla"
"""The answer of somebody who does not tell where they live."""
MOST_SUGGESTIONS = 5
"""Issue 6: at most five, so that one of them is read."""
MOST_OF_A_KIND = 2
"""While there is something of another kind."""
_KINDS = (Kind.HELPLINE, Kind.SERVICE, Kind.GUIDE, Kind.PEER_GROUP, Kind.MEETING_PLACE, Kind.EVENT, Kind.MATERIAL)
"""A person before words, help before company."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer that was given: its question, its words, and the address where it can be changed."""

    question: str
    answer: str
    change_url: str


@dataclass(frozen=True, slots=True)
class Step:
    """One question. ``number`` from 1; ``back_url`` empty at the first. ``places``: whether the answers are municipalities."""

    number: int
    question: str
    choices: list[Door]
    given: list[Given]
    back_url: str
    places: bool = False
    anywhere_url: str = ""
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The end: at most MOST_SUGGESTIONS cards, whom to ask, and everything on the subject. ``sensitive``: quick exit."""

    given: list[Given]
    cards: list[Card]
    contact: HumanContact
    place: str
    more_url: str
    sensitive: bool
    crisis: list[Line] | None
    """Whom to call, when the first suggestion is sensitive and about a crisis; else None."""
    back_url: str


def finder(page: Any, given: Sequence[str], *, section: str, now: dt.datetime | None = None) -> Step | Suggestions:
    """What is asked next, or what helps.

    Two queries for a question, at most seven for the suggestions.

    :raises Http404: an answer that is not, or no longer, among those offered.
    """
    situations = [child.value for child in page.situations]
    if not given:
        return Step(1, _title(page), [_choice(page, [one]) for one in situations], [], "")
    rest = list(given)
    answers = [_chosen(situations, rest.pop(0))]
    closer = answers[0]["answers"]
    if closer and not rest:
        choices = [_choice(page, [answers[0], one]) for one in closer]
        return Step(2, _words(answers[0], "question"), choices, _told(page, answers), _address(page, []))
    if closer:
        answers.append(_chosen(closer, rest.pop(0)))
    told, base = _told(page, answers), _address(page, answers)
    if not rest:
        places = [Door(title=one.name, text="", url=f"{base}{one.slug}/") for one in _offered()]
        return Step(len(answers) + 1, gettext("Where do you live?"), places, told, told[-1].change_url, True, f"{base}{ANYWHERE}/")
    if len(rest) > 1:
        raise Http404
    return _suggestions(page, answers, _municipality(rest[0]), told, base, section=section, now=now or timezone.now())


def _suggestions(
    page: Any, answers: list[Any], place: Municipality | None, told: list[Given], base: str, *, section: str, now: dt.datetime
) -> Suggestions:
    lang = current_language()
    code = place.code if place else ""
    entries = _few_of_each_kind(_found(answers, code, lang=lang, section=section, now=now))
    dates = next_occurrences([entry.listing_id for entry in entries], now=now, per_listing=2)
    where = place.name if place else gettext("Anywhere")
    topic = next((answer["topic"] for answer in reversed(answers) if answer["topic"]), "")
    return Suggestions(
        given=[*told, Given(gettext("Where do you live?"), where, base)],
        cards=[card_of(entry.listing, dates[entry.listing_id], now=now) for entry in entries],
        contact=contact_of(place.area if place else None, section),
        place=place.name if place else "",
        more_url=search_url(topic=topic, municipality=code),
        sensitive=any(entry.listing.sensitive for entry in entries),
        crisis=crisis_lines([Subject.of(entry.listing) for entry in entries[:1] if entry.listing.sensitive], now=now),
        back_url=base,
    )


def _found(answers: list[Any], code: str, *, lang: str, section: str, now: dt.datetime) -> list[CatalogueEntry]:
    """Pages that the coordinator chose, then what the topics give, the closer answer's first; each once."""
    chosen = [page.translation_key for answer in reversed(answers) for page in answer["pages"] if page is not None]
    found = by_ids(chosen, lang=lang) if chosen else []
    for answer in reversed(answers):
        if answer["topic"] or answer["kind"]:
            kinds = (Kind(answer["kind"]),) if answer["kind"] else _KINDS
            filters = Filters(kinds=kinds, topic=answer["topic"] or "", municipality=code, current_only=True)
            matching = everything_of(filters, lang=lang, now=now)
            shown = [one for one in matching if section == SectionKind.PROFESSIONALS or not is_for_professionals_only(one.listing)]
            found += sorted(shown, key=lambda one: _rank(one, code))
    unique: dict[UUID, CatalogueEntry] = {}
    for entry in found:
        unique.setdefault(entry.listing_id, entry)
    return list(unique.values())


def _few_of_each_kind(found: list[CatalogueEntry]) -> list[CatalogueEntry]:
    """The first ones, but a kind's third only when nothing else is left."""
    taken: list[CatalogueEntry] = []
    left: list[CatalogueEntry] = []
    for entry in found:
        of_its_kind = sum(one.kind == entry.kind for one in taken)
        (taken if of_its_kind < MOST_OF_A_KIND else left).append(entry)
    return (taken[:MOST_SUGGESTIONS] + left)[:MOST_SUGGESTIONS]


def _rank(entry: CatalogueEntry, code: str) -> tuple[bool, bool, int]:
    """Crises first; what is in the reader's own municipality; then by kind."""
    listing = entry.listing
    is_near = any(reference.code == code for reference in listing.locations)
    return not listing.crisis, not is_near, _KINDS.index(listing.kind) if listing.kind in _KINDS else len(_KINDS)


def _chosen(answers: Iterable[Any], address: str) -> Any:
    found = next((answer for answer in answers if answer["address"] == address), None)
    if found is None:
        raise Http404
    return found


def _offered() -> QuerySet[Municipality]:
    offered: QuerySet[Municipality] = Municipality.objects.filter(successor__isnull=True, is_example=False)
    return offered


def _municipality(slug: str) -> Municipality | None:
    if slug == ANYWHERE:
        return None
    found: Municipality | None = _offered().select_related("area").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def _told(page: Any, answers: list[Any]) -> list[Given]:
    questions = (_title(page), _words(answers[0], "question"))
    given = enumerate(zip(questions, answers, strict=False))  # only a situation has a closer question
    return [Given(question, _words(answer, "text"), _address(page, answers[:number])) for number, (question, answer) in given]


def _choice(page: Any, answers: list[Any]) -> Door:
    return Door(title=_words(answers[-1], "text"), text="", url=_address(page, answers))


def _address(page: Any, answers: list[Any]) -> str:
    return str(page.url) + "".join(f"{answer['address']}/" for answer in answers)


def _title(page: Any) -> str:
    version = page.version(current_language())
    return str(version.title if version else page.title)


def _words(answer: Any, name: str) -> str:
    """An answer's own words in the reader's language, else in Finnish."""
    return str(own_words(answer)[name] or answer[name])
