"""One listing's page, drawn from its Listing alone: the published one, or a draft's in the admin's preview."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.browse.answers import Crumb, answer_rows, contact_views, crumbs, plural_label
from portal.browse.briefly import where_in_words, whom_in_words
from portal.browse.calendar.links import file_path, take_along, with_files
from portal.browse.cards import Card, card_of, foreign_label
from portal.browse.crisis import crisis_lines
from portal.browse.freshness import freshness_line, is_stale, state_label
from portal.browse.map.links import map_url
from portal.browse.points import point_views
from portal.browse.programme import programme_days
from portal.browse.times import may_assert, past_date, times_of
from portal.catalogue.filters import Filters
from portal.catalogue.models import CatalogueEntry, Occurrence
from portal.catalogue.queries import at_place, everything_of, next_occurrences
from portal.catalogue.running import entries_of_sections
from portal.catalogue.writer import occurrence_rows
from portal.content.choices import KIND_LABELS
from portal.listings.kinds import Kind
from portal.listings.listing import Listing, Part, Section
from portal.localisation.languages import current_language, path_in

OWN_DATES = 6


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of running content with the cards it shows."""

    section: Section
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class KindGroup:
    """What an organisation offers of one kind."""

    kind: Kind
    label: str
    cards: list[Card]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as the component ``chapter_nav`` shows it."""

    title: str
    url: str
    summary: str
    is_current: bool
    lang: str = ""
    """Language of the title when it is not the reader's, else empty."""


def render_listing(request: HttpRequest, listing: Listing, *, part_id: UUID | None = None) -> HttpResponse:
    """The page of a listing, or of one of its parts (a guide's chapter).

    :raises Http404: when the listing has no such part.
    """
    now = timezone.now()
    part = None
    if part_id is not None:
        part = next((part for part in listing.parts if part.id == part_id), None)
        if part is None:
            raise Http404
    # A draft's dates are in no catalogue yet: its preview reads them from its own times.
    own_dates = _dates_of_draft(listing, now) if getattr(request, "is_preview", False) else None
    context = detail_context(listing, part, lang=current_language(), now=now, own_dates=own_dates)
    template = "pages/chapter.html" if part else f"pages/{listing.kind.value}.html"
    response = render(request, template, context)
    if listing.sensitive:
        # What was read stays in no cache: neither on the way nor on a shared computer.
        response["Cache-Control"] = "no-store"
    if listing.is_example:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def shown_sections(sections: Sequence[Section], *, lang: str, now: dt.datetime) -> list[ShownSection]:
    """Sections of a page that is not a listing, with their cards: two queries when they show any, else none."""
    found = entries_of_sections(sections, lang=lang)
    dates = next_occurrences({entry.listing_id for entries in found for entry in entries}, now=now, per_listing=2)
    return [
        ShownSection(section, [card_of(entry.listing, dates[entry.listing_id], now=now) for entry in entries])
        for section, entries in zip(sections, found, strict=True)
    ]


def detail_context(
    listing: Listing, part: Part | None = None, *, lang: str, now: dt.datetime, own_dates: list[Occurrence] | None = None
) -> dict[str, Any]:
    """Everything a detail page shows. At most three queries: related entries, sections, and all their dates.

    :param own_dates: the listing's next dates when they are not those of the catalogue.
    """
    sections = part.sections if part else listing.sections
    in_sections = entries_of_sections(sections, lang=lang)
    related = _related(listing, part, lang=lang, now=now)
    shown = [*(entry for entries in in_sections for entry in entries), *related]
    dates = next_occurrences({listing.id, *(entry.listing_id for entry in shown)}, now=now, per_listing=OWN_DATES)

    def cards(entries: list[CatalogueEntry]) -> list[Card]:
        return [card_of(entry.listing, dates[entry.listing_id][:2], now=now) for entry in entries]

    context = _facts(listing, dates[listing.id] if own_dates is None else own_dates, lang=lang, now=now, is_draft=own_dates is not None) | {
        "sections": [ShownSection(section, cards(entries)) for section, entries in zip(sections, in_sections, strict=True)],
    }
    if listing.kind is Kind.MEETING_PLACE:
        context |= {"programme": programme_days(related, dates, now=now), "here": cards(related)}
    elif listing.kind is Kind.ORGANISATION:
        context["offers"] = _by_kind(cards(related))
        context["along"] = take_along(organisation=str(listing.id))
    elif listing.kind is Kind.GUIDE:
        context |= _journey(listing, part, lang)
    return context


def _dates_of_draft(listing: Listing, now: dt.datetime) -> list[Occurrence]:
    coming = (row for row in occurrence_rows(listing, now) if row.start >= now)
    return sorted(coming, key=lambda row: row.start)[:OWN_DATES]


def _facts(listing: Listing, rows: list[Occurrence], *, lang: str, now: dt.datetime, is_draft: bool) -> dict[str, Any]:
    own_rows = [row for row in rows if not row.point_id] if may_assert(listing) else []
    whom = whom_in_words(listing.eligibility)
    times = times_of(listing.schedule, own_rows, now=now, opens=listing.kind is Kind.MEETING_PLACE, is_current=may_assert(listing))
    # A draft has no files yet.
    file = "" if is_draft else file_path(listing, own_rows)
    return {
        "calendar_file": file,
        "listing": listing,
        "kind_label": str(KIND_LABELS[listing.kind]),
        "text_lang": listing.lang,
        "is_foreign": listing.lang != lang,
        "foreign_label": foreign_label(listing.lang),
        "languages": listing.languages,
        "state_label": state_label(listing),
        "freshness": freshness_line(listing),
        "is_stale": is_stale(listing),
        "whom": whom,
        "where": where_in_words(listing),
        "times": with_files(times, own_rows, file),
        "points": point_views(listing, rows if may_assert(listing) else [], now=now),
        "map_url": map_url(listing),
        "answers": answer_rows(listing, times, past=past_date(listing, now)),
        "contacts": contact_views(listing),
        "crumbs": crumbs(listing),
        "illustration": f"illustrations/{listing.kind.value}.html",
        "sensitive": listing.sensitive,
        "crisis": crisis_lines([listing], now=now),
        "noindex": listing.is_example,
        "occurrences": own_rows,
    }


def _related(listing: Listing, part: Part | None, *, lang: str, now: dt.datetime) -> list[CatalogueEntry]:
    if listing.kind is Kind.MEETING_PLACE:
        return at_place(listing.id, lang=lang, now=now)
    if listing.kind is Kind.ORGANISATION:
        return everything_of(Filters(organisation=listing.id, with_examples=True), lang=lang, now=now, besides=listing.id)
    return []


def _by_kind(cards: list[Card]) -> list[KindGroup]:
    groups = [KindGroup(kind, plural_label(kind), [card for card in cards if card.kind is kind]) for kind in Kind]
    return [group for group in groups if group.cards]


def _journey(listing: Listing, part: Part | None, lang: str) -> dict[str, Any]:
    parts = listing.parts
    index = next((index for index, one in enumerate(parts) if part is not None and one.id == part.id), None)
    chapters = [
        Chapter(
            title=one.title,
            url=path_in(lang, one.url),
            summary=one.summary,
            is_current=part is not None and one.id == part.id,
            lang="" if one.lang == lang else one.lang,
        )
        for one in parts
    ]
    following = index + 1 if index is not None else 0
    context: dict[str, Any] = {
        "part": part,
        "number": None if index is None else index + 1,
        "chapters": chapters,
        "next_chapter": chapters[following] if following < len(chapters) else None,
        "previous_chapter": chapters[index - 1] if index else None,
    }
    if part is not None:
        context |= {"text_lang": part.lang, "is_foreign": part.lang != lang, "foreign_label": foreign_label(part.lang)}
        context["languages"] = part.languages
        context["crumbs"] = [
            *crumbs(listing),
            Crumb(listing.title, path_in(lang, listing.url), "" if listing.lang == lang else listing.lang),
        ]
    return context
