"""What the front page and the sections show from the catalogue; their own texts come from the page."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.models import Page

from home.notices import campaign_now
from portal.browse.cards import Card, card_of
from portal.browse.detail import ShownSection, shown_sections
from portal.browse.entrances import YOUTH, Answerer, Row, latest_materials, who_answers
from portal.browse.helplines import Line, answering
from portal.browse.routes import list_url, search_url
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.queries import dates_between, front_entries
from portal.content.public import is_public
from portal.listings.kinds import Kind
from portal.listings.listing import Section
from portal.localisation.languages import current_language, path_in, pick
from portal.regions.models import Municipality

TODAY_CARDS = 6
HELP_LINES = 3
DAYS = 7
GUIDES = 2


@dataclass(frozen=True, slots=True)
class Door:
    """A situation in plain words, as the component ``situation_doors`` shows it."""

    title: str
    text: str
    url: str


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
    municipalities: list[Choice]
    today: list[Card]
    """Soonest first, real before examples."""
    only_examples: bool
    help_lines: list[Line]
    has_unchecked: bool
    """Whether the hours of a line shown could not be checked."""
    guides: list[Card]
    campaign: Campaign | None


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section's live parts."""

    doors: list[Door]
    sections: list[ShownSection]
    answerers: tuple[Answerer, ...] = ()
    """Of the young people's section."""
    all_answerers_url: str = ""
    materials: Sequence[Row] = ()
    """Of the professionals' section."""


def front_page(page: Any, site_settings: Any, *, now: dt.datetime | None = None) -> FrontPage:
    """Three queries: dates, entries, municipalities; one more for doors that lead to pages."""
    now, lang = now or timezone.now(), current_language()
    has_campaign = campaign_now(site_settings, timezone.localdate(now))
    rows = dates_between(now, now + dt.timedelta(days=DAYS), kinds=[Kind.EVENT.value, Kind.PEER_GROUP.value])
    campaign_page = site_settings.campaign_page_id if has_campaign else None
    entries = front_entries([row.listing_id for row in rows], page_id=campaign_page, guides=GUIDES, lang=lang)
    today = _soonest(rows, {entry.listing_id: entry for entry in entries}, now)
    lines = answering((entry for entry in entries if entry.kind == Kind.HELPLINE.value and entry.is_current), now=now)
    help_lines = sorted([*lines.open, *lines.by_source], key=lambda line: not (line.phone or line.web))[:HELP_LINES]
    guides = [entry for entry in entries if entry.kind == Kind.GUIDE.value and entry.is_current][:GUIDES]
    places = Municipality.objects.filter(successor__isnull=True).order_by("is_example", "slug")
    return FrontPage(
        doors=doors_of(page),
        municipalities=[Choice(one.slug, one.name) for one in places],
        today=today,
        only_examples=bool(today) and all(card.listing.is_example for card in today),
        help_lines=help_lines,
        has_unchecked=any(line.open_state == "source" for line in help_lines),
        guides=[card_of(entry.listing, now=now) for entry in guides],
        campaign=_campaign(site_settings, entries, lang) if has_campaign else None,
    )


def section_page(page: Any, sections: tuple[Section, ...], *, now: dt.datetime | None = None) -> SectionShown:
    """At most four queries: the doors' pages, the running content's cards and their dates, what the section is for."""
    now = now or timezone.now()
    kind = getattr(page, "section_kind", "")  # a plain page of text has none
    return SectionShown(
        doors=doors_of(page),
        sections=shown_sections(sections, lang=current_language(), now=now),
        answerers=who_answers(now=now) if kind == "youth" else (),
        all_answerers_url=list_url(Kind.HELPLINE, topic=YOUTH),
        materials=latest_materials() if kind == "professionals" else (),
    )


def doors_of(page: Any) -> list[Door]:
    """The doors of a page in the active language; a door to a page that is not public is left out."""
    lang = current_language()
    doors = []
    for child in getattr(page, "doors", ()):
        value = child.value
        words = next((one for one in value["translations"] if one["locale"] == lang), value)
        url = _door_url(value)
        if url:
            doors.append(Door(words["title"], words["text"] or "", url))
    return doors


def _door_url(value: Any) -> str:
    page = value["page"]
    if page is not None:
        return (page.url or "") if is_public(page) else ""
    kind, topic = value["kind"], value["topic"] or ""
    return list_url(Kind(kind), topic=topic) if kind else search_url(topic=topic)


def _campaign(site_settings: Any, entries: list[CatalogueEntry], lang: str) -> Campaign:
    page_id = site_settings.campaign_page_id
    path = next((entry.path for entry in entries if entry.page_id == page_id), "")
    if page_id and not path:
        # Not a listing: a section or a plain page.
        page = Page.objects.filter(pk=page_id).first()  # as it is now: the settings are kept for a while
        path = (page.url or "") if is_public(page) else ""
    return Campaign(
        title=pick(site_settings.campaign_title), text=pick(site_settings.campaign_text), url=path_in(lang, path) if path else ""
    )


def _soonest(rows: list[Occurrence], by_id: dict[UUID, CatalogueEntry], now: dt.datetime) -> list[Card]:
    """The first date of each listing: real ones before examples, then soonest first."""
    first: dict[UUID, Occurrence] = {}
    for row in rows:
        if row.listing_id in by_id:
            first.setdefault(row.listing_id, row)
    chosen = sorted(first.values(), key=lambda row: (by_id[row.listing_id].is_example, row.start))[:TODAY_CARDS]
    chosen.sort(key=lambda row: row.start)
    return [card_of(by_id[row.listing_id].listing, [row], now=now) for row in chosen]
