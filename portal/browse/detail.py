"""One listing's page, drawn from its Listing alone: the published one, or a draft's in the admin's preview."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString

from portal.browse.answers import Crumb, answer_rows, contact_views, crumbs, keeper, plural_label
from portal.browse.briefly import whom_in_words
from portal.browse.calendar.links import file_path, take_along, with_files
from portal.browse.crisis import Subject, crisis_lines
from portal.browse.drawn_cards import DATES, drawn_cards
from portal.browse.drawn_details import DetailName, Entries, Shown, asks_memory, detail_true_until, kept_details, read_shown, shown_by
from portal.browse.freshness import freshness_line, is_stale, state_label
from portal.browse.map.links import map_url
from portal.browse.points import point_views
from portal.browse.programme import programme_days
from portal.browse.templatetags.drawn import PARTS
from portal.browse.times import may_assert, past_date, times_of
from portal.catalogue.models import Occurrence
from portal.catalogue.queries import Key, key_of, next_occurrences
from portal.catalogue.running import entries_of_sections
from portal.catalogue.writer import occurrence_rows
from portal.listings.kinds import Kind
from portal.listings.listing import Listing, Part, Section
from portal.localisation.languages import current_language, path_in

OWN_DATES = 6
Dates = Mapping[UUID, list[Occurrence]]
"""The next dates of listings, by their ids."""


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section of running content with the cards it shows, drawn."""

    section: Section
    cards: Sequence[SafeString] = ()


@dataclass(frozen=True, slots=True)
class KindGroup:
    """What an organisation offers of one kind, as drawn cards."""

    label: str
    cards: Sequence[SafeString]
    total: int
    all_url: str
    """The list of all ``total``; empty when these are all."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter as the component ``chapter_nav`` shows it."""

    title: str
    url: str
    summary: str
    is_current: bool
    lang: str = ""
    """Language of the title when it is not the reader's, else empty."""


def render_listing(request: HttpRequest, listing: Listing, *, part_id: UUID | None = None, key: Key | None = None) -> HttpResponse:
    """The page of a listing, or of one of its parts (a guide's chapter).

    :param key: of the catalogue's entry that it was read from: what is drawn is kept by it. None for a draft, which is always drawn anew.
    :raises Http404: when the listing has no such part.
    """
    now = timezone.now()
    part = None
    if part_id is not None:
        part = next((part for part in listing.parts if part.id == part_id), None)
        if part is None:
            raise Http404
    lang = current_language()
    shown, entries = shown_by(listing, part, key, lang=lang, now=now)
    crisis = crisis_lines([Subject.of(listing)], now=now)
    name = None if key is None else DetailName(key, lang, part_id, shown, None if crisis is None else tuple(crisis))
    context = _frame(listing, part, lang)
    parts = None if name is None else kept_details.get(name, now.timestamp())
    until = 0.0
    if parts is None:
        # A draft's dates are in no catalogue yet: its preview reads them from its own times.
        own_dates = _dates_of_draft(listing, now) if getattr(request, "is_preview", False) else None
        entries = read_shown(shown, entries, besides=listing.id)
        told, until = detail_context(listing, part, shown, entries, lang=lang, now=now, own_dates=own_dates)
        context |= told | {"crisis": crisis}
        parts = None if name is None else {}
    if parts is not None:
        context[PARTS] = parts
    template = "pages/chapter.html" if part else f"pages/{listing.kind.value}.html"
    response = render(request, template, context)
    if name is not None and parts is not None and until:
        kept_details.put(name, parts, now.timestamp(), until)
    if listing.sensitive:
        # What was read stays in no cache: neither on the way nor on a shared computer.
        response["Cache-Control"] = "no-store"
    if listing.is_example:
        response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def shown_sections(sections: Sequence[Section], *, lang: str, now: dt.datetime) -> list[ShownSection]:
    """Sections of a page that is not a listing, with their cards: two queries when they show any, else none."""
    found = entries_of_sections(sections, lang=lang)
    entries = {key_of(entry): entry for entries in found for entry in entries}
    dates = next_occurrences({entry.listing_id for entry in entries.values()}, now=now, per_listing=DATES)
    return [_section(section, list(map(key_of, shown)), entries, dates, now) for section, shown in zip(sections, found, strict=True)]


def _section(section: Section, keys: Sequence[Key], entries: Entries, dates: Dates, now: dt.datetime) -> ShownSection:
    return ShownSection(section, _cards(keys, entries, dates, level=3 if section.heading else 2, now=now))


def _cards(keys: Sequence[Key], entries: Entries, dates: Dates, *, level: int, now: dt.datetime) -> list[SafeString]:
    """Cards of these keys, of which those that have gone meanwhile are not among ``entries``."""
    cards = drawn_cards(keys, level=level, now=now, entries=[entries[key] for key in keys if key in entries], dates=dates)
    return [card.html for card in cards]


def detail_context(
    listing: Listing,
    part: Part | None,
    shown: Shown,
    entries: Entries,
    *,
    lang: str,
    now: dt.datetime,
    own_dates: list[Occurrence] | None = None,
) -> tuple[dict[str, Any], float]:
    """Everything that is drawn on a detail page, and until when it is true (Unix time). One query, for all dates.

    :param shown: what it shows besides itself, and ``entries``: read. :param own_dates: the listing's next dates when they are not those
        of the catalogue.
    """
    dates = next_occurrences({listing.id, *(entry.listing_id for entry in entries.values())}, now=now, per_listing=OWN_DATES)

    rows = dates[listing.id] if own_dates is None else own_dates
    context = _facts(listing, rows, now=now, is_draft=own_dates is not None)
    context["keeper"] = keeper(listing, is_part=part is not None)
    sections = part.sections if part else listing.sections
    context["sections"] = [_section(section, keys, entries, dates, now) for section, keys in zip(sections, shown.sections, strict=True)]
    related = [key for key in shown.related if key in entries]
    if listing.kind is Kind.MEETING_PLACE:
        context["programme"] = programme_days([entries[key] for key in related], dates, now=now)
        context["here"] = _cards(related, entries, dates, level=3, now=now)
    elif listing.kind is Kind.ORGANISATION:
        context["offers"] = [
            KindGroup(plural_label(one.kind), _cards(one.keys, entries, dates, level=3, now=now), one.total, one.all_url(listing.id))
            for one in shown.offers
        ]
        context["along"] = take_along(organisation=str(listing.id))
    elif listing.kind is Kind.GUIDE:
        context |= _journey(listing, part, lang)
    return context, detail_true_until(listing, list(entries.values()), dates, now)


def _dates_of_draft(listing: Listing, now: dt.datetime) -> list[Occurrence]:
    coming = (row for row in occurrence_rows(listing, now) if row.start >= now)
    return sorted(coming, key=lambda row: row.start)[:OWN_DATES]


def _frame(listing: Listing, part: Part | None, lang: str) -> dict[str, Any]:
    """What a page tells outside its kept parts: it takes no working out."""
    text: Listing | Part = part or listing
    return {
        "listing": listing,
        "part": part,
        "text_lang": text.lang,
        "is_foreign": text.lang != lang,
        "languages": text.languages,
        "sensitive": listing.sensitive,
        "noindex": listing.is_example,
        "has_asked_memory": asks_memory(listing, part),
    }


def _facts(listing: Listing, rows: list[Occurrence], *, now: dt.datetime, is_draft: bool) -> dict[str, Any]:
    own_rows = [row for row in rows if not row.point_id] if may_assert(listing) else []
    times = times_of(listing.schedule, own_rows, now=now, opens=listing.kind is Kind.MEETING_PLACE, is_current=may_assert(listing))
    # A draft has no files yet.
    file = "" if is_draft else file_path(listing, own_rows)
    return {
        "calendar_file": file,
        "state_label": state_label(listing),
        "freshness": freshness_line(listing),
        "is_stale": is_stale(listing),
        "whom": whom_in_words(listing.eligibility),
        "times": with_files(times, own_rows, file),
        "points": point_views(listing, rows if may_assert(listing) else [], now=now),
        "map_url": map_url(listing),
        "answers": answer_rows(listing, times, past=past_date(listing, now)),
        "contacts": contact_views(listing),
        "crumbs": crumbs(listing),
        "occurrences": own_rows,
    }


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
        "number": None if index is None else index + 1,
        "chapters": chapters,
        "next_chapter": chapters[following] if following < len(chapters) else None,
    }
    if part is not None:
        context["crumbs"] = [
            *crumbs(listing),
            Crumb(listing.title, path_in(lang, listing.url), "" if listing.lang == lang else listing.lang),
        ]
    return context
