"""Frozen editions of a guide: what it said on a day, kept as values so that a print never changes."""

import datetime as dt
import json
from typing import Any
from uuid import UUID

from portal.catalogue.running import entries_of_sections
from portal.guides.models import GuideEdition, GuidePage
from portal.listings.listing import Listing, Section
from portal.listings.schedule import HELSINKI


def freeze_edition(guide: GuidePage, label: str, date: dt.date, lang: str) -> GuideEdition:
    """Keep the guide as it is now, in one language, with every listing its sections show.

    What a rule finds today is written down as chosen listings.
    """
    listing = guide.to_listing(lang)
    every = [*listing.sections, *(section for part in listing.parts for section in part.sections)]
    found = entries_of_sections(every, lang=lang)
    chosen = iter([tuple(entry.listing_id for entry in entries) for entries in found])
    own = tuple(_chosen(section, next(chosen)) for section in listing.sections)
    parts = tuple(
        part.model_copy(update={"sections": tuple(_chosen(section, next(chosen)) for section in part.sections)}) for part in listing.parts
    )
    frozen = listing.model_copy(update={"sections": own, "parts": parts, "version": label})
    cards = {str(entry.listing_id): entry.listing.model_dump(mode="json") for entries in found for entry in entries}
    return GuideEdition.objects.create(
        guide=guide, label=label, date=date, lang=lang, frozen={"listing": frozen.model_dump(mode="json"), "cards": cards}
    )


def frozen_listing(edition: GuideEdition) -> Listing:
    """The guide as it was."""
    return Listing.stored(json.dumps(edition.frozen["listing"]))


def frozen_cards(edition: GuideEdition) -> list[list[Listing]]:
    """For every section, first the guide's own and then part by part, the listings it showed."""
    cards: dict[str, Any] = edition.frozen["cards"]
    listing = frozen_listing(edition)
    sections = [*listing.sections, *(section for part in listing.parts for section in part.sections)]
    return [[Listing.stored(json.dumps(cards[str(one)])) for one in section.listing_ids if str(one) in cards] for section in sections]


def noon_of(day: dt.date) -> dt.datetime:
    """The moment an edition speaks of: noon of its day in Finland."""
    return dt.datetime.combine(day, dt.time(12), HELSINKI)


def _chosen(section: Section, listing_ids: tuple[UUID, ...]) -> Section:
    return section.model_copy(update={"listing_ids": listing_ids, "rule": None})
