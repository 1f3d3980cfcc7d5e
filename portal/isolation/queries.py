"""Whose is what, as Wagtail's own permissions say it. Groups are derived from memberships, so this layer need not know members."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.models import GroupPagePermission, Page
from wagtail.permissions import policy_registry

REGIONAL_DEPTH = 2
"""Tree depth of the home page: who has rights there has them everywhere."""
OWNING_RIGHTS = ("add", "change", "publish")
"""Rights that make a page the user's own."""


def page_rights(user: Any) -> list[GroupPagePermission]:
    """Rows that make pages the user's own. One query for each user object, shared with Wagtail's own checks."""
    policy = policy_registry.get_by_type(Page)
    codenames = {f"{action}_page" for action in OWNING_RIGHTS}
    return [right for right in policy.get_cached_permissions_for_user(user) if right.permission.codename in codenames]


def is_regional(user: Any) -> bool:
    """Whether the user's rights reach the whole portal (coordinators, administrators)."""
    if not user.is_active:
        return False
    return bool(user.is_superuser or any(right.page.depth <= REGIONAL_DEPTH for right in page_rights(user)))


def own_roots(user: Any) -> frozenset[str]:
    """Tree paths of the topmost own pages: each is an organisation's, or a meeting place's for its contacts. Administrators: none."""
    return frozenset(right.page.path for right in page_rights(user))


def own_pages(user: Any) -> QuerySet[Page]:
    """Pages the user may add to, change or publish, drafts included."""
    policy = policy_registry.get_by_type(Page)
    pages: QuerySet[Page] = policy.instances_user_has_any_permission_for(user, set(OWNING_RIGHTS))
    return pages


def public_pages() -> QuerySet[Page]:
    """Pages anybody may see."""
    pages: QuerySet[Page] = Page.objects.live().public()
    return pages


def closed_paths() -> list[str]:
    """Tree paths of drafts with pages under them and of pages closed to the public. One query.

    Choosers offer others nothing from there, also not what is live: the names above it would be shown beside it.
    """
    closed = Q(live=False, numchild__gt=0, depth__gt=1) | Q(view_restrictions__isnull=False)
    return list(Page.objects.filter(closed).order_by().values_list("path", flat=True).distinct())


def colleagues(user: Any) -> QuerySet[Any]:
    """Users who have rights in the same organisations as the user, the user included; for regional users everybody."""
    users = get_user_model().objects.filter(is_active=True)
    if is_regional(user):
        return users
    same = Q(pk=user.pk)
    for path in own_roots(user):
        # Rights to a place show the people of its organisation, too: two levels of four characters above it are the home page.
        organisation = path[: 4 * (REGIONAL_DEPTH + 1)]
        same |= Q(groups__page_permissions__page__path__startswith=organisation)
    return users.filter(same).distinct()
