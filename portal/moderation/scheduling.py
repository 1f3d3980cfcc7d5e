"""Whether what was scheduled may still be published when its time comes."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, PageLogEntry, Revision, TaskState

from portal.audit.services import record
from portal.mail.services import notify
from portal.members.provisioning import provision_user
from portal.members.queries import coordinators, editors_of, organisation_of
from portal.moderation.notices import in_language_of, named, public_name


@transaction.atomic
def unschedule_without_right(revision: Revision) -> bool:
    """Take the revision's time away when nobody with the right answers for it any more; editors and coordinators are told.

    An approval stands, whoever leaves. Without one, who scheduled it must be able to publish the page today.

    :param revision: a page's, with ``approved_go_live_at``. :returns: whether it was taken away.
    """
    page = Page.objects.filter(pk=int(revision.object_id)).first()
    if page is None or _is_approved(revision) or _may_still_publish(revision, page):
        return False
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])  # Wagtail logs it in the page's history
    organisation = organisation_of(page)
    record("page.schedule_cancelled", actor=None, subject=named(page), organisation=organisation, revision=revision.pk)
    people = {user.pk: user for user in coordinators()}
    if organisation is not None:
        people |= {user.pk: user for user in editors_of(organisation)}
    for user in people.values():
        with in_language_of(user):
            text = _("%(page)s was not published at its time: whoever chose the time may not publish any more.")
            text %= {"page": public_name(page)}
        notify(user, text, reverse("wagtailadmin_pages:edit", args=[page.pk]), once_key=f"unscheduled-{revision.pk}")
    return True


def _is_approved(revision: Revision) -> bool:
    return bool(TaskState.objects.filter(revision=revision, status=TaskState.STATUS_APPROVED).exists())


def _may_still_publish(revision: Revision, page: Page) -> bool:
    """Whether who scheduled it has the right today; what the portal itself scheduled is nobody's and stays."""
    log = PageLogEntry.objects.filter(page_id=page.pk, revision=revision, action="wagtail.publish.schedule")
    number = log.order_by("-timestamp", "-pk").values_list("user_id", flat=True).first() or revision.user_id
    if number is None:
        return True
    user: Any = get_user_model().objects.filter(pk=number, is_active=True).first()
    if user is None:
        return False
    provision_user(user)  # a membership may have run out since its groups were derived
    return bool(page.specific_deferred.permissions_for_user(user).can_publish())
