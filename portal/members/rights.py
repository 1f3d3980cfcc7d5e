"""What memberships and organisations give, as plain sets: the expectation that provisioning writes and the drift check compares with."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from portal.members.models import TRUSTED_ROLES, Membership, OrganisationSpace, Role, stands_under

COORDINATORS = "coordinators"
"""Name of the group of all coordinators."""
SPACE_KINDS = ("editors", "trusted", "contacts")
"""The three groups of an organisation, by their field in OrganisationSpace."""
PREFIXES = ("org-", "place-")
"""Names of the other derived groups begin so; groups with other names are nobody's here."""
EDITOR_PAGES = ("add_page", "change_page")
SPACE_PAGES = {"editors": EDITOR_PAGES, "trusted": (*EDITOR_PAGES, "publish_page"), "contacts": ()}
"""Rights to the organisation's page and what stands under it; contacts get theirs from the group of each place."""
COORDINATOR_PAGES = ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page")
FILES = (
    *(f"wagtailimages.{action}_image" for action in ("add", "change", "choose")),
    *(f"wagtaildocs.{action}_document" for action in ("add", "change", "choose")),
)
"""Rights to a collection. Wagtail asks for them under its own models' names, also where a project has its own models."""
ADMIN = "wagtailadmin.access_admin"
"""The only right over models that a group of an organisation ever has."""
COORDINATED_APPS = ("regions", "taxonomy", "thesaurus", "home", "accessibility")
"""Apps whose snippets and settings the coordinator edits."""

Right = tuple[int, str]
"""Primary key of a page or collection, and ``app.codename``."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Everything a group gives."""

    pages: frozenset[Right] = frozenset()
    files: frozenset[Right] = frozenset()
    models: frozenset[str] = frozenset({ADMIN})


@dataclass(frozen=True, slots=True, order=True)
class GroupKey:
    """Which derived group: of an organisation (``kind`` from SPACE_KINDS), of a place ("place"), or the coordinators' (``pk`` 0)."""

    kind: str
    pk: int = 0

    @property
    def name(self) -> str:
        """The group's name."""
        if self.kind == COORDINATORS:
            return COORDINATORS
        return f"place-{self.pk}" if self.kind == "place" else f"org-{self.pk}-{self.kind}"


def is_derived(name: str) -> bool:
    """Whether memberships decide who is in the group with this name."""
    return name == COORDINATORS or name.startswith(PREFIXES)


def wanted_groups(memberships: Any) -> dict[int, set[GroupKey]]:
    """The groups that memberships give, by user. One query.

    A place contact's place counts while it stands under the membership's organisation; a contact without such a place gets nothing.

    :param memberships: a MembershipQuerySet, current ones only.
    """
    rows = memberships.order_by().values_list("user", "role", "organisation", "organisation__path", "places", "places__path")
    wanted: dict[int, set[GroupKey]] = {}
    for user, role, organisation, path, place, place_path in rows:
        wanted.setdefault(user, set()).update(_keys(role, organisation, place if place and stands_under(place_path, path) else None))
    return wanted


def wanted_groups_of(user: Any) -> set[GroupKey]:
    """The groups that the user's memberships give today. One query."""
    return wanted_groups(Membership.objects.current().filter(user=user)).get(user.pk, set())


def space_rights(space: OrganisationSpace, kind: str) -> Rights:
    """What the organisation's group of this kind gives."""
    return Rights(
        pages=frozenset((space.organisation_id, f"wagtailcore.{codename}") for codename in SPACE_PAGES[kind]),
        files=frozenset((space.collection_id, name) for name in FILES),
    )


def place_rights(place_id: int) -> Rights:
    """What the group of a place's contacts gives: the place, and events and groups under it. Pictures come with the contacts' group."""
    return Rights(pages=frozenset((place_id, f"wagtailcore.{codename}") for codename in EDITOR_PAGES))


def coordinator_rights(home_id: int | None, root_collection_id: int) -> Rights:
    """What the coordinators' group gives. One query."""
    names = Permission.objects.filter(content_type__app_label__in=COORDINATED_APPS).values_list("content_type__app_label", "codename")
    return Rights(
        pages=frozenset((home_id, f"wagtailcore.{codename}") for codename in COORDINATOR_PAGES if home_id),
        files=frozenset((root_collection_id, name) for name in FILES),
        models=frozenset({ADMIN, *(f"{app}.{codename}" for app, codename in names)}),
    )


def present_rights(groups: Iterable[Group]) -> dict[int, Rights]:
    """What the groups give now, by group. Three queries, however many groups there are."""
    ids = [group.pk for group in groups]
    pages: dict[int, set[Right]] = {pk: set() for pk in ids}
    files: dict[int, set[Right]] = {pk: set() for pk in ids}
    models: dict[int, set[str]] = {pk: set() for pk in ids}
    named = ("permission__content_type__app_label", "permission__codename")
    for group, page, app, codename in GroupPagePermission.objects.filter(group__in=ids).values_list("group", "page", *named):
        pages[group].add((page, f"{app}.{codename}"))
    for group, collection, app, codename in GroupCollectionPermission.objects.filter(group__in=ids).values_list(
        "group", "collection", *named
    ):
        files[group].add((collection, f"{app}.{codename}"))
    through = Group.permissions.through.objects.filter(group__in=ids)
    for group, app, codename in through.values_list("group", *named):
        models[group].add(f"{app}.{codename}")
    return {pk: Rights(frozenset(pages[pk]), frozenset(files[pk]), frozenset(models[pk])) for pk in ids}


def _keys(role: str, organisation: int, place: int | None) -> set[GroupKey]:
    if role == Role.COORDINATOR:
        return {GroupKey(COORDINATORS)}
    if role == Role.PLACE_CONTACT:
        return {GroupKey("contacts", organisation), GroupKey("place", place)} if place else set()
    return {GroupKey("trusted" if role in TRUSTED_ROLES else "editors", organisation)}
