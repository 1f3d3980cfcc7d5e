"""Rights from memberships: groups, page permissions and one media collection an organisation. Nothing else writes them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.members.models import TRUSTED_ROLES, Membership, OrganisationSpace, Role
from portal.members.queries import memberships_of
from portal.organisations.models import OrganisationPage

COORDINATORS = "coordinators"
"""Name of the group of all coordinators."""
PREFIXES = ("org-", "place-")
"""Names of derived groups begin so; a user's other groups are left alone."""
PAGE_RIGHTS = {
    "editors": ("add_page", "change_page"),
    "trusted": ("add_page", "change_page", "publish_page"),
    "coordinators": ("add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"),
}
FILE_RIGHTS = (
    *(("wagtailimages", f"{action}_image") for action in ("add", "change", "choose")),
    *(("wagtaildocs", f"{action}_document") for action in ("add", "change", "choose")),
)
"""Rights over a collection. Wagtail asks for them under its own models' names, also where a project has its own models."""
COORDINATED_APPS = ("regions", "taxonomy", "home")
"""Apps whose snippets and settings the coordinator edits."""


@transaction.atomic
def space_of(organisation: OrganisationPage) -> OrganisationSpace:
    """The organisation's groups and collection, made when they are missing."""
    existing = OrganisationSpace.objects.filter(organisation=organisation).first()
    if existing is not None:
        return existing
    collection = Collection.get_first_root_node().add_child(name=organisation.title[:200])
    names = ("editors", "trusted", "contacts")
    groups = {name: _group(f"org-{organisation.pk}-{name}") for name in names}
    space = OrganisationSpace.objects.create(organisation=organisation, collection=collection, **groups)
    for name in ("editors", "trusted"):
        _page_rights(groups[name], organisation, PAGE_RIGHTS[name])
    for group in groups.values():
        _file_rights(group, collection)
    return space


def coordinators_group() -> Group:
    """The group of all coordinators, with its rights."""
    group = _group(COORDINATORS)
    home = Page.objects.filter(depth=2).order_by("path").first()
    if home is not None:
        _page_rights(group, home, PAGE_RIGHTS["coordinators"])
    _file_rights(group, Collection.get_first_root_node())
    group.permissions.add(*Permission.objects.filter(content_type__app_label__in=COORDINATED_APPS))
    return group


def groups_for(memberships: Iterable[Membership]) -> set[Group]:
    """The derived groups that these memberships give."""
    groups: set[Group] = set()
    for membership in memberships:
        if membership.role == Role.COORDINATOR:
            groups.add(coordinators_group())
            continue
        space = space_of(membership.organisation)  # type: ignore[arg-type]  # only a coordinator has no organisation (constraint)
        if membership.role == Role.PLACE_CONTACT:
            groups.add(space.contacts)
            groups.update(place_group(place) for place in membership.places.all())
        else:
            groups.add(space.trusted if membership.role in TRUSTED_ROLES else space.editors)
    return groups


def place_group(place: Page) -> Group:
    """The group of a meeting place's contacts."""
    group = _group(f"place-{place.pk}")
    _page_rights(group, place, PAGE_RIGHTS["editors"])
    return group


def is_derived(group: Group) -> bool:
    """Whether memberships decide who is in the group."""
    return group.name == COORDINATORS or group.name.startswith(PREFIXES)


@transaction.atomic
def provision_user(user: Any) -> None:
    """Bring the user's derived groups in line with the memberships that count today."""
    wanted = groups_for(memberships_of(user).prefetch_related("places"))
    present = {group for group in user.groups.all() if is_derived(group)}
    user.groups.remove(*(present - wanted))
    user.groups.add(*(wanted - present))


def _group(name: str) -> Group:
    group, created = Group.objects.get_or_create(name=name)
    if created:
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
    return group


def _page_rights(group: Group, page: Page, codenames: Iterable[str]) -> None:
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=list(codenames)):
        GroupPagePermission.objects.get_or_create(group=group, page_id=page.pk, permission=permission)


def _file_rights(group: Group, collection: Any) -> None:
    for app, codename in FILE_RIGHTS:
        permission = Permission.objects.get(content_type__app_label=app, codename=codename)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
