"""Differences between what memberships give and what the database holds: each is named in one sentence, in English, for operators."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Collection

from portal.members.models import Membership, OrganisationSpace
from portal.members.provisioning import home_id
from portal.members.rights import (
    COORDINATORS,
    SPACE_KINDS,
    GroupKey,
    Rights,
    coordinator_rights,
    is_derived,
    place_rights,
    present_rights,
    space_rights,
    wanted_groups,
)
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage

DEFAULT_GROUPS = ("Editors", "Moderators")
"""Wagtail makes them with rights to every page."""


def permission_drift() -> list[str]:
    """Every difference; empty when rights are exactly what memberships give. The number of queries does not grow with the members."""
    groups = {group.name: group for group in Group.objects.all()}
    expected = _expected_rights()
    return [
        *_space_drift(),
        *_group_drift(groups, expected),
        *_rights_drift(groups, expected),
        *_member_drift(),
        *_user_drift(),
    ]


def _expected_rights() -> dict[str, Rights]:
    expected = {}
    for space in OrganisationSpace.objects.all():
        for kind in SPACE_KINDS:
            expected[GroupKey(kind, space.organisation_id).name] = space_rights(space, kind)
    for pk in MeetingPlacePage.objects.values_list("pk", flat=True):
        expected[GroupKey("place", pk).name] = place_rights(pk)
    expected[COORDINATORS] = coordinator_rights(home_id(), Collection.get_first_root_node().pk)
    return expected


def _space_drift() -> Iterator[str]:
    spaces = {space.organisation_id: space for space in OrganisationSpace.objects.select_related("collection", *SPACE_KINDS)}
    for pk, title in OrganisationPage.objects.values_list("pk", "title"):
        space = spaces.get(pk)
        if space is None:
            yield f"organisation {pk} “{title}” has no groups and no collection"
            continue
        if space.collection.name != title:
            yield f"the collection of “{title}” is called “{space.collection.name}”"
        if space.collection.depth != 2:  # directly under the root, so that no other organisation's rights reach it
            yield f"the collection of “{title}” stands in another collection"
        for kind in SPACE_KINDS:
            name = GroupKey(kind, pk).name
            if getattr(space, kind).name != name:
                yield f"the group {name} of “{title}” is called “{getattr(space, kind).name}”"


def _group_drift(groups: dict[str, Group], expected: dict[str, Rights]) -> Iterator[str]:
    for name in sorted(groups.keys() - expected.keys()):
        if name in DEFAULT_GROUPS:
            yield f"the default group {name} is present"
        elif is_derived(name):
            yield f"the group {name} belongs to no organisation and no place"
    strangers = [group for name, group in sorted(groups.items()) if not is_derived(name) and name not in DEFAULT_GROUPS]
    for group, rights in zip(strangers, present_rights(strangers).values(), strict=True):
        if rights != Rights(models=frozenset()):
            yield f"the group “{group.name}” gives rights that no membership gives"


def _rights_drift(groups: dict[str, Group], expected: dict[str, Rights]) -> Iterator[str]:
    derived = [groups[name] for name in sorted(groups.keys() & expected.keys())]
    for group, present in zip(derived, present_rights(derived).values(), strict=True):
        wanted = expected[group.name]
        for word, now, then in (
            ("page", present.pages, wanted.pages),
            ("collection", present.files, wanted.files),
        ):
            yield from (f"the group {group.name} must not have {name} on {word} {pk}" for pk, name in sorted(now - then))
            yield from (f"the group {group.name} lacks {name} on {word} {pk}" for pk, name in sorted(then - now))
        yield from (f"the group {group.name} must not have {name}" for name in sorted(present.models - wanted.models))
        yield from (f"the group {group.name} lacks {name}" for name in sorted(wanted.models - present.models))


def _member_drift() -> Iterator[str]:
    wanted = {user: {key.name for key in keys} for user, keys in wanted_groups(Membership.objects.current()).items()}
    present: dict[int, set[str]] = {}
    for user, name in get_user_model().groups.through.objects.values_list("user", "group__name"):
        if is_derived(name):
            present.setdefault(user, set()).add(name)
    names = dict(get_user_model().objects.filter(pk__in=wanted.keys() | present.keys()).values_list("pk", "email"))
    for user in sorted(wanted.keys() | present.keys()):
        now, then = present.get(user, set()), wanted.get(user, set())
        yield from (f"{names[user]} is in {name} without a membership" for name in sorted(now - then))
        yield from (f"{names[user]} is missing from {name}" for name in sorted(then - now))


def _user_drift() -> Iterator[str]:
    users: Any = get_user_model().objects
    for email in users.exclude(user_permissions=None).distinct().order_by("email").values_list("email", flat=True):
        yield f"{email} has permissions of their own"
    for email in users.filter(is_staff=True, is_superuser=False).order_by("email").values_list("email", flat=True):
        yield f"{email} is marked as staff without being an administrator"
