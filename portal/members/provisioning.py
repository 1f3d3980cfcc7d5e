"""Writing rights from memberships: groups, page permissions and one media collection an organisation. Nothing else writes them.

Everything here can be run again at any time; running it repairs what has drifted.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from home.models import HomePage
from portal.members.departures import end_notifications
from portal.members.models import OrganisationSpace
from portal.members.rights import (
    COORDINATORS,
    PREFIXES,
    SPACE_KINDS,
    GroupKey,
    Right,
    Rights,
    coordinator_rights,
    is_derived,
    place_rights,
    present_rights,
    space_rights,
    wanted_groups_of,
)
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage

DERIVED = Q(name=COORDINATORS) | Q(name__startswith=PREFIXES[0]) | Q(name__startswith=PREFIXES[1])


@transaction.atomic
def space_of(organisation: OrganisationPage) -> OrganisationSpace:
    """The organisation's groups and collection, made when they are missing."""
    existing = OrganisationSpace.objects.filter(organisation=organisation).first()
    return existing or provision_organisation(organisation)


@transaction.atomic
def provision_organisation(organisation: OrganisationPage) -> OrganisationSpace:
    """Make what is missing of the organisation's space, name the collection after it, and give its groups exactly their rights."""
    space = OrganisationSpace.objects.filter(organisation=organisation).select_related("collection", *SPACE_KINDS).first()
    if space is None:
        groups = {kind: Group.objects.get_or_create(name=GroupKey(kind, organisation.pk).name)[0] for kind in SPACE_KINDS}
        collection = Collection.get_first_root_node().add_child(name=organisation.title)
        space = OrganisationSpace.objects.create(organisation=organisation, collection=collection, **groups)
    name_collection(space, organisation.title)
    for kind in SPACE_KINDS:
        group = getattr(space, kind)
        if group.name != GroupKey(kind, organisation.pk).name:
            group.name = GroupKey(kind, organisation.pk).name
            group.save(update_fields=["name"])
    align({getattr(space, kind): space_rights(space, kind) for kind in SPACE_KINDS})
    return space


def name_collection(space: OrganisationSpace, title: str) -> None:
    """Keep the collection named after the organisation's public title."""
    if space.collection.name != title:
        space.collection.name = title
        space.collection.save(update_fields=["name"])


@transaction.atomic
def coordinators_group() -> Group:
    """The group of all coordinators, with exactly its rights."""
    group = Group.objects.get_or_create(name=COORDINATORS)[0]
    align({group: coordinator_rights(home_id(), Collection.get_first_root_node().pk)})
    return group


@transaction.atomic
def place_group(place_id: int) -> Group:
    """The group of a meeting place's contacts, with exactly its rights."""
    group = Group.objects.get_or_create(name=GroupKey("place", place_id).name)[0]
    align({group: place_rights(place_id)})
    return group


@transaction.atomic
def provision_user(user: Any) -> bool:
    """Bring the user's derived groups in line with the memberships that count today; notifications end with the rights.

    :returns: whether anything had to be changed.
    """
    wanted = {key.name: key for key in wanted_groups_of(user)}
    present = {group.name: group for group in user.groups.filter(DERIVED)}
    lost = [group for name, group in present.items() if name not in wanted]
    gained = [key for name, key in wanted.items() if name not in present]
    if lost:
        user.groups.remove(*lost)
    if gained:
        user.groups.add(*(_group_of(key) for key in gained))
    if lost:
        end_notifications(user)
    return bool(lost or gained)


@transaction.atomic
def provision_everything() -> None:
    """Derive every group, right and collection again, remove groups whose organisation or place is gone, and what no membership gives.

    Groups with other names are left: only an administrator can have made them, and decides.
    """
    users = get_user_model().objects
    for organisation in OrganisationPage.objects.all():
        provision_organisation(organisation)
    coordinators_group()
    known = {GroupKey(kind, pk).name for pk in OrganisationPage.objects.values_list("pk", flat=True) for kind in SPACE_KINDS}
    places = {GroupKey("place", pk).name: pk for pk in MeetingPlacePage.objects.values_list("pk", flat=True)}
    for group in Group.objects.filter(DERIVED).exclude(name=COORDINATORS):
        if group.name in places:
            place_group(places[group.name])
        elif group.name not in known:
            group.delete()
    for user in users.filter(Q(groups__isnull=False) | Q(memberships__isnull=False)).distinct():
        provision_user(user)
    for user in users.exclude(user_permissions=None).distinct():
        user.user_permissions.clear()
    users.filter(is_staff=True, is_superuser=False).update(is_staff=False)


def has_drifted(user: Any) -> bool:
    """Whether the user's derived groups differ from the memberships that count today. Two queries, whatever they hold."""
    wanted = {key.name for key in wanted_groups_of(user)}
    return wanted != {name for name in user.groups.values_list("name", flat=True) if is_derived(name)}


def home_id() -> int | None:
    """The home page, or what stands in its place before there is one."""
    for pages in (HomePage.objects.all(), Page.objects.filter(depth=2)):
        found: int | None = pages.order_by("path").values_list("pk", flat=True).first()
        if found is not None:
            return found
    return None


def align(wanted: dict[Group, Rights]) -> None:
    """Give each group exactly these rights."""
    present = present_rights(wanted)
    names: set[str] = set()
    for rights in wanted.values():
        names |= rights.models | {name for _, name in (*rights.pages, *rights.files)}
    missing = any(rights != present[group.pk] for group, rights in wanted.items())
    permissions = _permissions(names) if missing else {}
    for group, rights in wanted.items():
        now = present[group.pk]
        _exact(GroupPagePermission, "page", group, rights.pages, now.pages, permissions)
        _exact(GroupCollectionPermission, "collection", group, rights.files, now.files, permissions)
        if rights.models != now.models:
            group.permissions.set([permissions[name] for name in rights.models])


def _exact(
    model: Any, target: str, group: Group, wanted: frozenset[Right], present: frozenset[Right], permissions: dict[str, Permission]
) -> None:
    for pk, name in present - wanted:
        app, codename = name.split(".")
        rows = model.objects.filter(group=group, permission__content_type__app_label=app, permission__codename=codename)
        rows.filter(**{f"{target}_id": pk}).delete()
    model.objects.bulk_create(
        [model(group=group, permission=permissions[name], **{f"{target}_id": pk}) for pk, name in sorted(wanted - present)]
    )


def _permissions(names: Iterable[str]) -> dict[str, Permission]:
    codenames = {name.split(".")[1] for name in names}
    found = Permission.objects.filter(codename__in=codenames).select_related("content_type")
    return {f"{permission.content_type.app_label}.{permission.codename}": permission for permission in found}


def _group_of(key: GroupKey) -> Group:
    if key.kind == COORDINATORS:
        return coordinators_group()
    if key.kind == "place":
        return place_group(key.pk)
    group: Group = getattr(space_of(OrganisationPage.objects.get(pk=key.pk)), key.kind)
    return group
