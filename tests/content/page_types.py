"""Every page type of the portal with the function that makes one; a new type must be added here to pass."""

from collections.abc import Callable
from typing import Any

from home.models import HomePage, SectionPage, StandardPage
from portal.events.models import EventPage
from portal.finder.models import FinderPage
from portal.groups.models import PeerGroupPage
from portal.guides.models import GuideChapterPage, GuidePage
from portal.materials.models import MaterialPage
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.services.models import ServicePage
from tests import factories

MAKERS: dict[type[Any], Callable[..., Any]] = {
    HomePage: factories.home,
    SectionPage: factories.section,
    StandardPage: factories.standard,
    FinderPage: factories.finder,
    OrganisationPage: factories.organisation,
    MeetingPlacePage: factories.place,
    PeerGroupPage: factories.group,
    ServicePage: factories.service,
    EventPage: factories.event,
    GuidePage: factories.guide,
    GuideChapterPage: factories.chapter,
    MaterialPage: factories.material,
}
PARENTS: dict[type[Any], set[str]] = {
    HomePage: {"Page"},
    SectionPage: {"HomePage"},
    StandardPage: {"HomePage", "SectionPage", "StandardPage"},
    FinderPage: {"HomePage", "SectionPage"},
    OrganisationPage: {"HomePage"},
    MeetingPlacePage: {"OrganisationPage"},
    PeerGroupPage: {"OrganisationPage", "MeetingPlacePage"},
    ServicePage: {"OrganisationPage"},
    EventPage: {"OrganisationPage", "MeetingPlacePage"},
    GuidePage: {"SectionPage"},
    GuideChapterPage: {"GuidePage"},
    MaterialPage: {"OrganisationPage", "SectionPage"},
}
NOT_FINDABLE = {HomePage, SectionPage, StandardPage, FinderPage, GuideChapterPage}
"""They lead to listings; a chapter is a part of its guide's listing."""
EXTRA_FIELDS: dict[type[Any], dict[str, str]] = {MaterialPage: {"ask_owner": "on", "owner_text": "Perhekeskus"}}
"""What a form needs besides title and address."""
