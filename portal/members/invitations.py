"""Invitations by e-mail: made, sent, sent again, withdrawn, accepted. The link is signed, bound to the address and to one sending."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.audit.services import record
from portal.mail.services import absolute_url, queue_mail
from portal.members.authority import authority_of
from portal.members.models import Invitation, Membership, Role
from portal.members.services import grant
from portal.organisations.models import OrganisationPage

LIFETIME = dt.timedelta(days=14)
"""How long a link works: a holiday long."""
PER_HOUR = 50
"""Invitations one user may send in an hour; the portal is not to be used for sending mail to strangers."""
SALT = "portal.members.invitation"


@transaction.atomic
def invite(
    email: str,
    role: Role | str,
    organisation: OrganisationPage | None,
    *,
    by: Any,
    places: Iterable[Any] = (),
    valid_until: dt.date | None = None,
    message: str = "",
) -> Invitation:
    """Invite an address to a role and send the link. An open invitation of the address to the same organisation becomes void.

    :param organisation: None for a coordinator.
    :param by: who invites; may give only what ``authority`` lets them give. None: the portal's operator, by a command.
    :param places: meeting places of a place contact.
    :param valid_until: last day of the membership, Europe/Helsinki.
    :param message: plain text of the inviter's own for the mail.
    :raises ValidationError: a role the inviter may not give, or not to somebody who was here before with a lower one; a bad address, a
        member already, places that do not fit, a day gone by or past the inviter's own last one, or too many invitations in an hour.
    """
    address = email.strip().lower()
    chosen = list(places)
    validate_email(address)
    _check_authority(by, role, organisation)
    check_terms(role, organisation, chosen, valid_until, by=by)
    if Membership.objects.current().filter(user__email=address, organisation=organisation).exists():
        raise ValidationError({"email": _("This person has a role here already: change it in the list.")})
    _check_return(by, address, role, organisation)
    recent = Invitation.objects.filter(invited_by=by, created_at__gte=timezone.now() - dt.timedelta(hours=1))
    if by is not None and recent.count() >= PER_HOUR:
        raise ValidationError(_("You have sent many invitations within an hour. Please go on later."))
    for earlier in Invitation.objects.filter(email=address, organisation=organisation, accepted_at=None, revoked_at=None):
        withdraw(earlier, by=by)
    invitation = Invitation.objects.create(
        email=address,
        organisation=organisation,
        role=role,
        valid_until=valid_until,
        message=message,
        invited_by=by,
        expires_at=timezone.now() + LIFETIME,
    )
    invitation.places.set(chosen)
    record("invitation.sent", actor=by, subject=invitation, organisation=organisation, role=str(role))
    _send(invitation)
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by: Any) -> None:
    """Send a new link; the one sent before is void, and the time runs anew.

    :raises ValidationError: accepted or withdrawn already, or a role that ``by`` may not give.
    """
    if invitation.accepted_at is not None or invitation.revoked_at is not None:
        raise ValidationError(_("This invitation has been accepted or withdrawn already."))
    _check_authority(by, invitation.role, invitation.organisation)
    _check_return(by, invitation.email, invitation.role, invitation.organisation)
    invitation.invited_by = by
    invitation.created_at = timezone.now()
    invitation.expires_at = invitation.created_at + LIFETIME
    invitation.save(update_fields=["invited_by", "created_at", "expires_at"])
    record("invitation.resent", actor=by, subject=invitation, organisation=invitation.organisation, role=invitation.role)
    _send(invitation)


@transaction.atomic
def withdraw(invitation: Invitation, *, by: Any) -> None:
    """Make the link void. What is not open any more stays as it is."""
    if Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=timezone.now()):
        invitation.refresh_from_db()
        record("invitation.withdrawn", actor=by, subject=invitation, organisation=invitation.organisation, role=invitation.role)


def token_of(invitation: Invitation) -> str:
    """The signed token of the link. It carries no address; it is bound to it, and to this sending, by a keyed digest."""
    return signing.TimestampSigner(salt=SALT).sign_object([invitation.pk, _stamp(invitation)])


def invitation_of(token: str) -> Invitation | None:
    """The open invitation a token stands for; None when it is forged, expired, used, withdrawn or replaced by a newer one.

    It is void, too, when its sender could not send it any more: who has left invites nobody.
    """
    try:
        pk, stamp = signing.TimestampSigner(salt=SALT).unsign_object(token, max_age=LIFETIME)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    invitation = Invitation.objects.select_related("organisation", "invited_by").filter(pk=pk).first()
    if invitation is None or not constant_time_compare(str(stamp), _stamp(invitation)) or not _is_good(invitation):
        return None
    return invitation


@transaction.atomic
def accept(invitation: Invitation, user: Any) -> Membership | None:
    """Give the user the role they were invited to, once. None when somebody was quicker, or it is void by now.

    :raises PermissionError: the invitation was sent to another address, or the account is closed.
    """
    if user.email.lower() != invitation.email or not user.is_active:
        msg = "An invitation can be accepted only by the address it was sent to."
        raise PermissionError(msg)
    locked = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if locked is None or not _is_good(locked):
        return None
    locked.accepted_at = timezone.now()
    locked.accepted_by = user
    locked.save(update_fields=["accepted_at", "accepted_by"])
    record("invitation.accepted", actor=user, subject=locked, organisation=locked.organisation, role=locked.role)
    held = Membership.objects.current().filter(user=user, organisation=locked.organisation).first()
    if held is not None and _outranks(held.role, locked.role):
        return held
    places = locked.own_places
    until = _earlier(locked.valid_until, _last_day_of(locked.invited_by, locked.organisation))
    return grant(user, locked.role, locked.organisation, by=locked.invited_by, places=places, valid_until=until)


@transaction.atomic
def create_user(invitation: Invitation, *, first_name: str, last_name: str, password: str | None) -> Any:
    """Make the account of an invited address. The address counts as verified: the link was sent there.

    :param password: None when the user signs in by another service.
    """
    user = get_user_model().objects.create_user(invitation.email, password, first_name=first_name[:150], last_name=last_name[:150])
    EmailAddress.objects.create(user=user, email=invitation.email, verified=True, primary=True)
    record("user.created", actor=user, subject=user, organisation=invitation.organisation)
    return user


@transaction.atomic
def accept_as_new(invitation: Invitation, *, first_name: str, last_name: str, password: str) -> Any | None:
    """Make the account of the invited address with the role it was invited to; None when somebody was quicker."""
    locked = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if locked is None or not _is_good(locked) or get_user_model().objects.filter(email=locked.email).exists():
        return None
    user = create_user(locked, first_name=first_name, last_name=last_name, password=password)
    accept(locked, user)
    return user


@transaction.atomic
def accept_for_email(email: str, claims: Mapping[str, Any]) -> Any | None:
    """Let somebody in who signed in by OpenID Connect: the verified address must have an open invitation.

    :param email: the address, which the caller has found verified.
    :param claims: the provider's; refused when they deny ``email_verified``. Names are taken from them, roles never.
    :returns: the user, made when there was none, with the memberships of every open invitation; None to refuse.
    """
    if claims.get("email_verified") is False:
        return None
    address = email.strip().lower()
    waiting = [one for one in Invitation.objects.filter(email=address, accepted_at=None, revoked_at=None) if _is_good(one)]
    if not waiting:
        return None
    user = get_user_model().objects.filter(email=address).first()
    if user is not None and not user.is_active:
        return None
    if user is None:
        names = {part: " ".join(str(claims.get(claim) or "").split()) for part, claim in _NAME_CLAIMS.items()}
        user = create_user(waiting[0], password=None, **names)
    for invitation in waiting:
        accept(invitation, user)
    return user


def check_terms(
    role: Role | str, organisation: OrganisationPage | None, places: list[Any], valid_until: dt.date | None, *, by: Any
) -> None:
    """Refuse terms that do not fit together, or that ``by`` may not give.

    :raises ValidationError: a contact without places or another role with them, foreign places, a last day that is over, or one past
        the last day of a main editor who gives it.
    """
    if role == Role.PLACE_CONTACT and not places:
        raise ValidationError({"places": _("Choose at least one meeting place.")})
    if role != Role.PLACE_CONTACT and places:
        raise ValidationError({"places": _("Meeting places are chosen only for a contact of a meeting place.")})
    if any(organisation is None or not place.path.startswith(organisation.path) for place in places):
        raise ValidationError({"places": _("The meeting place belongs to another organisation.")})
    if valid_until is not None and valid_until < timezone.localdate():
        raise ValidationError({"valid_until": _("The last day is over already.")})
    most = _last_day_of(by, organisation)
    if most is not None and (valid_until is None or valid_until > most):
        told = _("Your own role here ends on %(day)s. Choose that day or an earlier one, or ask a coordinator.")
        raise ValidationError({"valid_until": told % {"day": date_format(most, "SHORT_DATE_FORMAT")}})


_NAME_CLAIMS = {"first_name": "given_name", "last_name": "family_name"}


def _is_good(invitation: Invitation) -> bool:
    by, role, organisation = invitation.invited_by, invitation.role, invitation.organisation
    return invitation.is_open and _may_give(by, role, organisation) and _may_return(by, invitation.email, role, organisation)


def _check_authority(by: Any, role: Role | str, organisation: OrganisationPage | None) -> None:
    """Refuse a role that ``by`` may not give.

    :raises ValidationError: the role is more than the inviter may give, or the organisation is not the inviter's.
    """
    if not _may_give(by, role, organisation):
        raise ValidationError(_("You may not invite anybody to this role."))


def _may_give(by: Any, role: Role | str, organisation: OrganisationPage | None) -> bool:
    return by is None or role in authority_of(by).roles_to_invite(organisation.pk if organisation is not None else None)


def _check_return(by: Any, email: str, role: Role | str, organisation: OrganisationPage | None) -> None:
    """Refuse to raise somebody who comes back.

    :raises ValidationError: the address had a lower role in the organisation before, and ``by`` is no coordinator.
    """
    if not _may_return(by, email, role, organisation):
        told = _("This person had a lower role here before. A coordinator decides about a higher one: choose the earlier role, or ask.")
        raise ValidationError({"role": told})


def _may_return(by: Any, email: str, role: Role | str, organisation: OrganisationPage | None) -> bool:
    if by is None or organisation is None:
        return True
    held = Membership.objects.filter(user__email__iexact=email, organisation=organisation)
    return role in authority_of(by).roles_after(held.order_by("-created_at", "-pk").first())


def _last_day_of(by: Any, organisation: OrganisationPage | None) -> dt.date | None:
    return None if by is None or organisation is None else authority_of(by).last_day(organisation.pk)


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _outranks(held: str, offered: str) -> bool:
    """Whether what one has is more than what is offered: accepting an old invitation must not take rights away."""
    order = [role.value for role in Role]
    return order.index(held) >= order.index(offered) and held != Role.PLACE_CONTACT


def _stamp(invitation: Invitation) -> str:
    return salted_hmac(SALT, f"{invitation.email}|{invitation.expires_at.timestamp():.6f}", algorithm="sha256").hexdigest()[:32]


def _send(invitation: Invitation) -> None:
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("members:accept", args=[token_of(invitation)])
        role = invitation.get_role_display()
        inviter = str(invitation.invited_by or _("The electronic family centre"))
    context = {
        "organisation": invitation.organisation.title if invitation.organisation else "",
        "role": role,
        "inviter": inviter,
        "message": invitation.message,
        "url": absolute_url(path),
        "expires": timezone.localtime(invitation.expires_at).date(),
    }
    queue_mail(invitation.email, "invitation", context, once_key=f"invitation-{invitation.pk}-{_stamp(invitation)}")
