"""Live listings inside running content: chosen ones and those a rule finds, for all sections of a page in one query."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q

from portal.catalogue.facets import facet_values
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import SHOWN, has_facet, in_language
from portal.catalogue.sorting import sort_key
from portal.listings.listing import Listing, ListingRule, Section

MAX_BY_RULE = 60
"""How many listings one rule shows; a rule that finds more should be a list's address instead."""


def entries_of_sections(sections: Sequence[Section], *, lang: str) -> list[list[CatalogueEntry]]:
    """For each section the entries it shows: chosen ones in the editor's order, a rule's by municipality, then title.

    A rule finds current listings only, never examples; a chosen listing that is not public any more is left out.
    """
    rules = [section.rule for section in sections if section.rule is not None]
    chosen = {listing_id for section in sections for listing_id in section.listing_ids}
    wanted = Q(listing_id__in=chosen) if chosen else Q(pk__in=[])
    for rule in rules:
        wanted |= _condition(rule)
    if not (chosen or rules):
        return [[] for _ in sections]
    entries = list(in_language(lang).filter(wanted).only(*SHOWN).order_by("sort_title", "pk"))
    by_id = {entry.listing_id: entry for entry in entries}
    return [_entries(section, entries, by_id) for section in sections]


def by_rule(rule: ListingRule, *, lang: str) -> list[CatalogueEntry]:
    """Current entries a rule finds, by municipality, then title."""
    entries = list(in_language(lang).filter(_condition(rule)).only(*SHOWN).order_by("sort_title", "pk"))
    return sorted(entries, key=_by_municipality)[:MAX_BY_RULE]


def _condition(rule: ListingRule) -> Q:
    condition = Q(is_current=True)
    if rule.kinds:
        condition &= Q(kind__in=[kind.value for kind in rule.kinds])
    if rule.topics:
        condition &= Q(has_facet("topic", rule.topics))
    if rule.municipalities:
        condition &= Q(has_facet("municipality", rule.municipalities))
    return condition


def _entries(section: Section, entries: Iterable[CatalogueEntry], by_id: dict[UUID, CatalogueEntry]) -> list[CatalogueEntry]:
    if section.rule is not None:
        rule = section.rule
        return sorted((entry for entry in entries if _fits(entry, rule)), key=_by_municipality)[:MAX_BY_RULE]
    return [by_id[listing_id] for listing_id in section.listing_ids if listing_id in by_id]


def _fits(entry: CatalogueEntry, rule: ListingRule) -> bool:
    """The same as ``_condition``, of an entry at hand."""
    if not entry.is_current or (rule.kinds and entry.kind_value not in rule.kinds):
        return False
    facets = facet_values(entry.listing)
    return all(
        not wanted or not set(wanted).isdisjoint(facets.get(name, ()))
        for name, wanted in (("topic", rule.topics), ("municipality", rule.municipalities))
    )


def _by_municipality(entry: CatalogueEntry) -> tuple[str, str]:
    listing: Listing = entry.listing
    first = next(iter(listing.locations or listing.municipalities), None)
    # What serves everybody has no municipality and comes last.
    return (sort_key(first.name) if first else "~", sort_key(entry.title))
