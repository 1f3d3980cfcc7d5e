"""Claims: somebody says that an organisation is theirs. A coordinator checks it outside the portal and answers."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.audit.services import record
from portal.mail.services import notify, queue_mail
from portal.members.invitations import invite
from portal.members.models import Claim, Role
from portal.members.queries import coordinators
from portal.organisations.models import OrganisationPage


@transaction.atomic
def make_claim(organisation: OrganisationPage, *, name: str, email: str, message: str) -> Claim:
    """Store a claim and tell the coordinators, once; the same address waiting for the same organisation makes no second one.

    :raises Page.DoesNotExist: the organisation has gone meanwhile.
    """
    Page.objects.select_for_update().get(pk=organisation.pk)  # it stays until the claim is stored
    address = email.strip().lower()
    waiting = Claim.objects.filter(organisation=organisation, email=address, decided_at=None).first()
    if waiting is not None:
        return waiting
    claim = Claim.objects.create(organisation=organisation, name=name, email=address, message=message)
    record("claim.made", actor=None, subject=claim, organisation=organisation)
    text = format_lazy(_("Somebody says that {organisation} is their organisation. Check it and answer."), organisation=organisation.title)
    for coordinator in coordinators():
        notify(coordinator, text, reverse("members_claim", args=[claim.pk]), once_key=f"claim-{claim.pk}")
    return claim


@transaction.atomic
def accept_claim(claim: Claim, *, by: Any) -> None:
    """Invite the claim's address as a main editor.

    :param by: the coordinator who has checked that the address belongs to the organisation.
    :raises ValidationError: answered already, or the invitation is refused.
    """
    _decide(claim, by)
    claim.invitation = invite(claim.email, Role.MAIN_EDITOR, claim.organisation, by=by)
    claim.save(update_fields=["invitation"])
    record("claim.accepted", actor=by, subject=claim, organisation=claim.organisation)


@transaction.atomic
def refuse_claim(claim: Claim, *, by: Any, reason: str) -> None:
    """Refuse with a reason, which is mailed to whoever claimed.

    :raises ValidationError: answered already, or without a reason.
    """
    if not reason.strip():
        raise ValidationError({"reason": _("Tell why: the reason is mailed.")})
    _decide(claim, by)
    record("claim.refused", actor=by, subject=claim, organisation=claim.organisation, reason=reason)
    queue_mail(
        claim.email, "claim_refused", {"organisation": claim.organisation.title, "reason": reason.strip()}, once_key=f"claim-no-{claim.pk}"
    )


def _decide(claim: Claim, by: Any) -> None:
    """Mark it answered; of two who answer at the same time one is refused.

    :raises ValidationError: answered already.
    """
    if not Claim.objects.filter(pk=claim.pk, decided_at=None).update(decided_at=timezone.now(), decided_by=by):
        raise ValidationError(_("Somebody has answered this already."))
    claim.refresh_from_db()
