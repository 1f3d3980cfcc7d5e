"""A coordinator brings in a new organisation: its page as a draft, its space, and an invitation to its first main editor."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from portal.audit.services import record
from portal.content.reserved import is_reserved_slug
from portal.members.invitations import invite
from portal.members.models import Invitation, Role
from portal.members.provisioning import home_id
from portal.organisations.models import OrganisationPage


@transaction.atomic
def invite_organisation(*, name: str, kind: str, municipality: Any, email: str, by: Any, message: str = "") -> Invitation:
    """Make the organisation's page under the home page and invite its first main editor; all of it or nothing.

    :param kind: an OrganisationKind.
    :param municipality: None when it has none of its own.
    :param message: plain text for the mail.
    :raises ValidationError: the name gives a reserved address or none at all, or the invitation is refused.
    """
    home = Page.objects.get(pk=home_id()).specific
    page = OrganisationPage(title=name, slug=free_slug(name, home), live=False, owner=by, organisation_kind=kind, municipality=municipality)
    page.draft_title = name
    home.add_child(instance=page)
    page.save_revision(user=by)
    log(instance=page, action="wagtail.create", user=by, content_changed=True)
    record("organisation.created", actor=by, subject=page, organisation=page)
    return invite(email, Role.MAIN_EDITOR, page, by=by, message=message)


def free_slug(name: str, parent: Page) -> str:
    """An address for the name that no other page under ``parent`` has.

    :raises ValidationError: the portal itself uses this address, or the name has no letters.
    """
    wanted = slugify(name)[:200]
    if not wanted or is_reserved_slug(wanted):
        raise ValidationError({"name": _("This name would take an address that the portal itself uses. Write the name in full.")})
    taken = set(Page.objects.child_of(parent).filter(slug__startswith=wanted).values_list("slug", flat=True))
    free, number = wanted, 2
    while free in taken:
        free, number = f"{wanted}-{number}", number + 1
    return free
