"""My organisation's pages: state, last confirmation, quality and page loads of each, in a fixed number of queries."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.catalogue.models import CatalogueEntry
from portal.catalogue.sorting import sort_key
from portal.editing.quality import Quality, quality_of
from portal.editing.states import PageState, State, state_of, workflows_of
from portal.events.models import EventPage
from portal.feedback.helpful import Helpful, helpful_lately
from portal.groups.models import PeerGroupPage
from portal.materials.models import MaterialPage
from portal.members.models import Membership, Role
from portal.members.queries import is_coordinator, memberships_of
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.services.models import ServicePage
from portal.usage.queries import views_since

DAYS = 30
"""How many days of page loads are shown."""
ADDED_FIRST: tuple[tuple[type[Page], Any], ...] = ((PeerGroupPage, _("Add a peer group")), (EventPage, _("Add an event")))
ADDED_SELDOM: tuple[tuple[type[Page], Any], ...] = (
    (MeetingPlacePage, _("Add a meeting place")),
    (ServicePage, _("Add a service")),
    (MaterialPage, _("Add a material")),
)


@dataclass(frozen=True)
class AddButton:
    """Leads to the form of a new page."""

    label: str
    url: str
    is_main: bool


@dataclass(frozen=True)
class OwnPage:
    """One page of an organisation, as its members see it in the list."""

    page: Page
    kind: str
    state: PageState
    quality: Quality | None
    """None while nothing is public."""
    confirmed_on: dt.date | None
    views: int | None
    """Page loads of the last ``DAYS`` days; None while nothing is public."""
    helpful: Helpful | None
    """Whether readers said that it helped, in the last three months; None when nobody answered."""
    url: str
    """The public page; empty while nothing is public."""
    season_url: str
    """Where a new season is made; empty for pages without times."""

    @property
    def title(self) -> str:
        """The draft's title: these are the members' own pages."""
        return str(self.page.draft_title or self.page.title)

    @property
    def edit_url(self) -> str:
        """The editor."""
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def needs_somebody(self) -> bool:
        """Whether an editor should do something about it."""
        return self.state.state in {State.RETURNED, State.OVERDUE, State.DRAFT, State.CHANGED}


@dataclass(frozen=True)
class Home:
    """One organisation of a user."""

    organisation: OrganisationPage
    role: str
    places: tuple[Page, ...] = ()
    """A place contact's places; for other roles the whole organisation counts."""

    @property
    def is_contact(self) -> bool:
        """Whether only the places count."""
        return self.role == Role.PLACE_CONTACT

    @property
    def buttons(self) -> list[AddButton]:
        """What may be added, and where: a place contact adds under the own places."""
        if self.is_contact:
            several = len(self.places) > 1
            return [_button(model, label, place, place.title if several else "") for place in self.places for model, label in ADDED_FIRST]
        main = [_button(model, label, self.organisation) for model, label in ADDED_FIRST]
        return [*main, *(_button(model, label, self.organisation, is_main=False) for model, label in ADDED_SELDOM)]


def homes_of(user: Any) -> list[Home]:
    """The user's organisations, by name, a place contact's while one of the places is there. Two queries. A coordinator's own ones only."""
    memberships = memberships_of(user).exclude(role=Role.COORDINATOR).select_related("organisation").prefetch_related("places")
    homes = [_home(membership) for membership in memberships]
    return sorted((home for home in homes if home.places or not home.is_contact), key=lambda home: sort_key(home.organisation.title))


def home_of(user: Any, organisation_id: int) -> Home | None:
    """One organisation: an own one or, for coordinators and administrators, any. None when it is not the user's."""
    own = next((home for home in homes_of(user) if home.organisation.pk == organisation_id), None)
    if own is not None or not is_coordinator(user):
        return own
    organisation = OrganisationPage.objects.filter(pk=organisation_id).first()
    return None if organisation is None else Home(organisation, Role.COORDINATOR)


def own_rows(home: Home, today: dt.date | None = None) -> list[OwnPage]:
    """Every page of the organisation (of the places, for a place contact). Five queries, however many pages there are."""
    day = today or timezone.localdate()
    pages = list(Page.objects.filter(_below(home)).order_by("path"))
    if not pages:
        return []
    public = CatalogueEntry.objects.filter(page_id__in=[page.pk for page in pages], is_primary=True, removed=False)
    entries = {entry.page_id: entry for entry in public.only("page_id", "listing_id", "path", "data")}
    workflows = workflows_of(pages)
    listing_ids = [entry.listing_id for entry in entries.values()]
    views, helpful = views_since(listing_ids, DAYS), helpful_lately(listing_ids)
    return [_row(page, entries.get(page.pk), workflows.get(page.pk), views, helpful, day) for page in pages]


SORTS: dict[str, Callable[[OwnPage], Any]] = {
    "need": lambda row: (list(State).index(row.state.state), row.quality.score if row.quality else 0, sort_key(row.title)),
    "title": lambda row: sort_key(row.title),
    "state": lambda row: (list(State).index(row.state.state), sort_key(row.title)),
    "confirmed": lambda row: (row.confirmed_on or dt.date.min, sort_key(row.title)),
    "quality": lambda row: (row.quality.score if row.quality else -1, sort_key(row.title)),
    "views": lambda row: (-1 if row.views is None else row.views, sort_key(row.title)),
    "helpful": lambda row: (-1 if row.helpful is None else row.helpful.no, sort_key(row.title)),
}
"""Orders by name; ``need`` is what needs somebody most first."""


def in_order(rows: Iterable[OwnPage], order: str) -> list[OwnPage]:
    """The rows in one of ``SORTS``, turned round with ``-`` before its name; an unknown order is ``need``."""
    name = order.removeprefix("-")
    if name not in SORTS:
        name, order = "need", "need"
    return sorted(rows, key=SORTS[name], reverse=order.startswith("-"))


def _home(membership: Membership) -> Home:
    places = tuple(membership.own_places) if membership.role == Role.PLACE_CONTACT else ()
    return Home(membership.organisation, membership.role, places)  # type: ignore[arg-type]  # coordinators' memberships are left out


def _below(home: Home) -> Q:
    roots: Iterator[Page] = iter(home.places if home.is_contact else (home.organisation,))
    wanted = Q(pk__in=[])
    for root in roots:
        wanted |= Q(path__startswith=root.path)
    return wanted


def _row(
    page: Page, entry: CatalogueEntry | None, workflow: Any, views: dict[Any, int], helpful: dict[Any, Helpful], today: dt.date
) -> OwnPage:
    listing = entry.listing if entry is not None else None
    model = page.specific_class or Page
    timed = issubclass(model, PeerGroupPage | EventPage | MeetingPlacePage)
    return OwnPage(
        page=page,
        kind=str(capfirst(model._meta.verbose_name)),
        state=state_of(page, workflow=workflow, listing=listing, today=today),
        quality=quality_of(listing, today) if listing is not None else None,
        confirmed_on=listing.freshness.confirmed_on if listing is not None else None,
        views=views.get(entry.listing_id, 0) if entry is not None else None,
        helpful=helpful.get(entry.listing_id) if entry is not None else None,
        url=entry.path if entry is not None else "",
        season_url=reverse("editing_new_season", args=[page.pk]) if timed else "",
    )


def _button(model: type[Page], label: Any, parent: Page, under: str = "", *, is_main: bool = True) -> AddButton:
    url = reverse("wagtailadmin_pages:add", args=[model._meta.app_label, model._meta.model_name, parent.pk])
    return AddButton(f"{label}: {under}" if under else str(label), url, is_main)
