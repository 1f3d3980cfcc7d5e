"""Plans of every page of the demo, kind by kind, in the order they are written: what is pointed at comes first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from portal.demo.plan import PagePlan
from portal.demo.plans.common import Maker
from portal.demo.plans.events import event_plans
from portal.demo.plans.example import example_plans
from portal.demo.plans.guides import guide_plans, material_plans
from portal.demo.plans.organisations import organisation_plans
from portal.demo.plans.own_pages import own_page_plans
from portal.demo.plans.places import meeting_place_plans, peer_group_plans
from portal.demo.plans.services import helpline_plans, service_plans
from portal.demo.source import Sources

KIND_WORDS = {
    "groups.PeerGroupPage": "ryhma",
    "services.ServicePage": "palvelu",
    "events.EventPage": "tapahtuma",
    "materials.MaterialPage": "materiaali",
}
"""Added to an address that a sibling has already."""


def page_plans(sources: Sources, *, today: dt.date, example: bool = True) -> list[PagePlan]:
    """Every page, parents and what is pointed at first. ``example``: with the fictional season around ``today``."""
    maker = Maker(sources)
    plans = [
        *own_page_plans(maker),
        *organisation_plans(maker),
        *meeting_place_plans(maker),
        *peer_group_plans(maker),
        *service_plans(maker),
        *helpline_plans(maker),
        *event_plans(maker),
        *material_plans(maker),
        *guide_plans(maker),
    ]
    if example:
        plans += example_plans(sources, today)
    return list(_with_own_addresses(plans))


def _with_own_addresses(plans: list[PagePlan]) -> Iterator[PagePlan]:
    """Siblings of one name get the kind's word after it."""
    taken: set[tuple[str, str]] = set()
    for plan in plans:
        slug = plan.slug
        if (plan.parent, slug) in taken:
            slug = f"{slug}-{KIND_WORDS[plan.model]}"
        taken.add((plan.parent, slug))
        yield replace(plan, slug=slug)
