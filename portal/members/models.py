"""Who may edit what. A Membership is the truth; groups, page permissions and collections are derived from it (``provisioning``)."""

import datetime as dt
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection


class Role(models.TextChoices):
    """What a member may do, from least to most. An administrator is a superuser, not a role."""

    PLACE_CONTACT = "place_contact", _("Contact of a meeting place")
    EDITOR = "editor", _("Editor")
    TRUSTED_EDITOR = "trusted_editor", _("Trusted editor")
    MAIN_EDITOR = "main_editor", _("Main editor")
    COORDINATOR = "coordinator", _("Coordinator")


TRUSTED_ROLES = (Role.TRUSTED_EDITOR, Role.MAIN_EDITOR)
"""Roles that publish the organisation's own pages at once (not the organisation page itself)."""


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships that count."""

    def current(self, on: dt.date | None = None) -> "MembershipQuerySet":
        """Not ended, not past their last day, of an active user. ``on`` is a day in Europe/Helsinki, today by default."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), ended_at=None, user__is_active=True)


def stands_under(place_path: str, organisation_path: str) -> bool:
    """Whether a place with this tree path is the organisation's today: a place that moved away takes its contacts' rights with it."""
    return place_path.startswith(organisation_path)


class PlacesMixin:
    """Records that name an organisation and some meeting places of it."""

    places: Any
    organisation: Any

    @property
    def own_places(self) -> list[Any]:
        """The places that still stand under the organisation: only these count. One query unless they were prefetched."""
        if self.organisation is None:
            return []
        return [place for place in self.places.all() if stands_under(place.path, self.organisation.path)]


class Membership(PlacesMixin, models.Model):
    """One user's role in one organisation, or in the whole region (coordinators: ``organisation`` is None)."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name=_("user"), on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    places = models.ManyToManyField(
        "places.MeetingPlacePage", verbose_name=_("meeting places"), blank=True, related_name="contact_memberships"
    )
    """What a place contact edits; empty for the other roles. Only ``own_places`` count."""
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    valid_until = models.DateField(_("last day"), null=True, blank=True)
    """The last day it counts, Europe/Helsinki; None = until ended."""
    created_at = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering: ClassVar[list[str]] = ["organisation", "role", "pk"]
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                name="coordinator_has_no_organisation",
                condition=Q(role="coordinator", organisation=None) | (~Q(role="coordinator") & Q(organisation__isnull=False)),
            ),
            models.UniqueConstraint(
                name="one_membership_per_organisation",
                fields=("user", "organisation"),
                condition=Q(ended_at=None, organisation__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_coordinator_membership", fields=("user",), condition=Q(ended_at=None, organisation__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user.email}: {self.get_role_display()}" + (f", {self.organisation}" if self.organisation_id else "")

    def clean(self) -> None:
        """Refuse what the constraints would, in words.

        :raises ValidationError: a coordinator of one organisation, or another role without one.
        """
        super().clean()
        if (self.role == Role.COORDINATOR) != (self.organisation_id is None):
            raise ValidationError({"organisation": _("A coordinator belongs to no organisation; every other role belongs to one.")})

    @property
    def is_current(self) -> bool:
        """Whether it counts today."""
        return self.ended_at is None and self.user.is_active and (self.valid_until is None or self.valid_until >= timezone.localdate())


class Invitation(PlacesMixin, models.Model):
    """An invitation sent by e-mail, bound to the address it was sent to. The link is signed and not stored."""

    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(
        "organisations.OrganisationPage",
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="invitations",
    )
    """None for a coordinator."""
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    places = models.ManyToManyField("places.MeetingPlacePage", verbose_name=_("meeting places"), blank=True, related_name="+")
    valid_until = models.DateField(_("last day of the membership"), null=True, blank=True)
    message = models.TextField(_("message"), max_length=500, blank=True)
    """Plain text that the mail carries, each time it is sent."""
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("invited by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("sent"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("accepted by"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering: ClassVar[list[str]] = ["-created_at"]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()


class Claim(models.Model):
    """Somebody says: this organisation is ours, and nobody edits it yet. A coordinator answers, after checking."""

    organisation = models.ForeignKey(
        "organisations.OrganisationPage", verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="claims"
    )
    name = models.CharField(_("your name"), max_length=150)
    email = models.EmailField(_("your e-mail at the organisation"))
    message = models.TextField(_("how can we check it"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    invitation = models.ForeignKey(Invitation, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The invitation it led to; None while open or when refused."""

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("claim of an organisation")
        verbose_name_plural = _("claims of organisations")
        ordering: ClassVar[list[str]] = ["created_at"]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.email}"


class OrganisationSpace(models.Model):
    """What provisioning made for an organisation; only ``portal.members.provisioning`` writes it."""

    organisation = models.OneToOneField("organisations.OrganisationPage", on_delete=models.CASCADE, related_name="space")
    editors = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")
    trusted = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")
    contacts = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="+")
    """Admin access and the collection, for place contacts; their pages come from a group of each place."""
    collection = models.OneToOneField(Collection, on_delete=models.PROTECT, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("space of an organisation")
        verbose_name_plural = _("spaces of organisations")

    def __str__(self) -> str:
        return str(self.organisation)
