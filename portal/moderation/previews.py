"""Preview links: a draft shown to somebody without an account, for a while, as long as who shared it may edit the page."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from portal.audit.services import record
from portal.members.queries import is_coordinator, memberships_of, organisation_of
from portal.moderation.models import PreviewLink
from portal.moderation.notices import named


def may_share(user: Any, page: Page) -> bool:
    """Whether the user may show the page's draft to others: who may edit it, by a membership that counts today."""
    if not (user.is_active and page.permissions_for_user(user).can_edit()):
        return False
    organisation = organisation_of(page)
    return is_coordinator(user) or (organisation is not None and memberships_of(user).filter(organisation=organisation).exists())


@transaction.atomic
def share(page: Page, *, by: Any) -> PreviewLink:
    """Make a link to the page's latest draft.

    :raises PermissionDenied: the user may not edit the page.
    """
    if not may_share(by, page):
        raise PermissionDenied
    link: PreviewLink = PreviewLink.objects.create(page=page, organisation=organisation_of(page), made_by=by)
    record("preview.shared", actor=by, subject=named(page), organisation=link.organisation, link=link.pk)
    return link


@transaction.atomic
def take_back(link: PreviewLink, *, by: Any) -> None:
    """Make the link stop now. Taking it back again changes nothing."""
    if link.revoked_at is not None:
        return
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record("preview.taken_back", actor=by, subject=named(link.page), organisation=link.organisation, link=link.pk)


def works(link: PreviewLink) -> bool:
    """Whether it shows the page now."""
    return link.is_open and may_share(link.made_by, link.page.specific_deferred)
