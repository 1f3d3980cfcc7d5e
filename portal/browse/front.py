"""What the front page and the sections show from the catalogue; their own texts come from the page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from home.notices import campaign_now
from portal.browse.detail import ShownSection, shown_sections
from portal.browse.doors import Door, doors_of
from portal.browse.drawn_cards import DrawnCard, cards_by_key, drawn_cards
from portal.browse.drawn_pages import DrawnPages, Itself, Parts
from portal.browse.entrances import YOUTH, Answerer, Row, latest_materials, who_answers
from portal.browse.for_whom import PROFESSIONALS
from portal.browse.helplines import Line, answering_now
from portal.browse.routes import list_url
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.filters import Filters
from portal.catalogue.lifted import crisis_first, soonest
from portal.catalogue.memory import memory
from portal.catalogue.queries import in_language
from portal.content.public import is_public
from portal.listings.kinds import Kind
from portal.listings.listing import Section
from portal.localisation.languages import current_language, path_in, pick
from portal.pagecache.changes import State
from portal.pagecache.unchanged import WhileUnchanged
from portal.regions.models import Municipality

TODAY_CARDS = 6
HELP_LINES = 3
DAYS = 7
MEETINGS, MEETINGS_WITHIN = 6, dt.timedelta(days=120)
"""What professionals are invited to is known a season ahead: workshops are held four times a year."""
GUIDES = 2
CARD_LEVEL = 3
"""Of the cards' headings: they stand below a heading of their own."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """What the coordinator lifts up for a time. ``url`` may be empty."""

    title: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A municipality to choose."""

    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The front page's live parts."""

    doors: list[Door]
    municipalities: Sequence[Choice]
    today: list[DrawnCard]
    """Real ones before examples, in each the soonest first."""
    only_examples: bool
    help_lines: list[Line]
    has_unchecked: bool
    """Whether the hours of a line shown could not be checked."""
    guides: list[DrawnCard]
    campaign: Campaign | None


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section's live parts."""

    doors: list[Door]
    sections: list[ShownSection]
    answerers: tuple[Answerer, ...] = ()
    """Of the young people's section."""
    all_answerers_url: str = ""
    meetings: Sequence[DrawnCard] = ()
    """Of the professionals' section: what they are invited to, the soonest first."""
    materials: Sequence[Row] = ()
    """Of the professionals' section."""


def front_page(page: Any, site_settings: Any, *, now: dt.datetime | None = None) -> FrontPage:
    """One query when all that is shown is kept; else two for cards, and one each for help lines, municipalities, doors and campaign."""
    now, lang = now or timezone.now(), current_language()
    lines = answering_now(now=now, all_crisis=False)
    today = soonest((Kind.EVENT, Kind.PEER_GROUP), within=dt.timedelta(days=DAYS), lang=lang, now=now, most=TODAY_CARDS, seen=True)
    guides = crisis_first(Filters(kinds=(Kind.GUIDE,), current_only=True), lang=lang, now=now, most=GUIDES, seen=True)
    cards = cards_by_key([*today, *guides], level=CARD_LEVEL, now=now)
    shown_today = [cards[key] for key in today if key in cards]
    help_lines = sorted([*lines.open, *lines.by_source], key=lambda line: not (line.phone or line.web))[:HELP_LINES]
    return FrontPage(
        doors=doors_of(page, seen=True),
        municipalities=municipality_choices(),
        today=shown_today,
        only_examples=bool(today) and all(card.is_example for card in shown_today),
        help_lines=help_lines,
        has_unchecked=any(line.open_state == "source" for line in help_lines),
        guides=[cards[key] for key in guides if key in cards],
        campaign=_campaign(site_settings, lang) if campaign_now(site_settings, timezone.localdate(now)) else None,
    )


def drawn_front(page: Any, shown: FrontPage) -> Parts:
    """The parts of the front page as they were drawn of this very page, one that is read anew after every change, and of what it shows."""
    return _drawn.parts((page.pk, current_language()), Itself(page), shown)


_drawn: DrawnPages[tuple[int, str]] = DrawnPages(10)


def section_page(page: Any, sections: tuple[Section, ...], *, now: dt.datetime | None = None) -> SectionShown:
    """At most four queries: the doors' pages, the running content's cards and their dates, what the section is for.

    The professionals' section has two more while the cards of what they are invited to are not kept.
    """
    now = now or timezone.now()
    kind = getattr(page, "section_kind", "")  # a plain page of text has none
    return SectionShown(
        doors=doors_of(page),
        sections=shown_sections(sections, lang=current_language(), now=now),
        answerers=who_answers(now=now) if kind == "youth" else (),
        all_answerers_url=list_url(Kind.HELPLINE, topic=YOUTH),
        meetings=_meetings(now) if kind == "professionals" else (),
        materials=latest_materials() if kind == "professionals" else (),
    )


def _meetings(now: dt.datetime) -> list[DrawnCard]:
    lang = current_language()
    keys = soonest(
        (Kind.EVENT, Kind.PEER_GROUP), audience=PROFESSIONALS, within=MEETINGS_WITHIN, lang=lang, now=now, most=MEETINGS, seen=True
    )
    return drawn_cards(keys, level=CARD_LEVEL, now=now)


def municipality_choices() -> Sequence[Choice]:
    """Municipalities to choose from, by name, examples last. Their names are read after a change of what is public only."""
    return _choices.get(current_language())


def _read_choices(_lang: str) -> tuple[Choice, ...]:
    places = Municipality.objects.filter(successor__isnull=True).order_by("is_example", "slug")
    return tuple(Choice(one.slug, one.name) for one in places)


_choices = WhileUnchanged(_read_choices)


def _campaign(site_settings: Any, lang: str) -> Campaign:
    page_id = site_settings.campaign_page_id
    path = _path(page_id, lang) if page_id else ""
    return Campaign(
        title=pick(site_settings.campaign_title), text=pick(site_settings.campaign_text), url=path_in(lang, path) if path else ""
    )


def _path(page_id: int, lang: str) -> str:
    """Where the page is, a listing or not; empty when it is not public. Read once in each state of the public content."""
    name = (page_id, lang, memory.state(seen=True))
    kept = _paths.get(name, 0.0)
    if kept is None:
        found = in_language(lang).filter(page_id=page_id).values_list("path", flat=True).first()
        page = Page.objects.filter(pk=page_id).first() if found is None else None  # a section or a plain page
        kept = found if found is not None else (page.url or "") if page is not None and is_public(page) else ""
        _paths.put(name, kept, 0.0, float("inf"))
    return kept


_paths: TrueForNow[tuple[int, str, State], str] = TrueForNow(10)
