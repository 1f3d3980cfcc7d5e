"""Organisations: the roots of what stands under them."""

from collections.abc import Iterator

from portal.demo.mapping import NATIONAL, locality
from portal.demo.plan import PagePlan, PageRef
from portal.demo.plans.common import Maker
from portal.demo.plans.own_pages import HOME
from portal.demo.records import OrganisationRecord

KINDS = {
    "hyvinvointialue": "wellbeing_county",
    "kunta": "municipality",
    "seurakunta": "parish",
    "järjestö": "ngo",
    "yritys": "company",
    "viranomainen": "authority",
    "valtakunnallinen toimija": "national",
}
"""The content file's kinds of organisation, in the portal's terms."""


def organisation_plans(maker: Maker) -> Iterator[PagePlan]:
    """A page for every organisation; one that is part of another comes after it in the content file."""
    for record in maker.sources.organisations:
        yield _plan(maker, record)


def _plan(maker: Maker, record: OrganisationRecord) -> PagePlan:
    values = maker.shared_values(record, record.role) | {
        "organisation_kind": KINDS[record.type],
        "municipality": maker.municipality(record.municipality),
        "locality": locality(record.locality),
        "is_national": record.scope == NATIONAL,
        "parent_organisation": PageRef(record.parent) if record.parent else None,
        "is_agreement_party": record.agreement_party,
    }
    return PagePlan(
        report="organisations",
        model="organisations.OrganisationPage",
        external_id=record.id,
        parent=HOME,
        slug=maker.slug(record),
        title=record.name,
        live=record.status != "unverified",
        values=values,
        streams=maker.shared_streams(record, record.role),
        terms={"topics": maker.tags(record.id).topics},
        versions=maker.versions(record.id),
    )
