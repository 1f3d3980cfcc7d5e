"""Claims and invitations are forgotten a year after they have done their work, and not a day before."""

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from portal.members.jobs import members_retention
from portal.members.models import Claim, Invitation, Role
from portal.members.retention import KEEP_CLAIMS, KEEP_INVITATIONS
from tests.factories import organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("created", "decided", "kept"),
    [(400, 366, False), (400, 364, True), (366, None, False), (364, None, True)],
)
def test_a_claim_is_kept_a_year_after_its_answer(created: int, decided: int | None, kept: bool) -> None:
    now = timezone.now()
    assert KEEP_CLAIMS.days == 365
    Claim.objects.create(
        organisation=organisation(),
        name="Kaisa",
        email="kaisa@example.org",
        created_at=now - dt.timedelta(days=created),
        decided_at=None if decided is None else now - dt.timedelta(days=decided),
    )
    members_retention(now)
    assert Claim.objects.exists() == kept


def test_an_invitation_is_kept_a_year_after_its_last_day() -> None:
    now, where = timezone.now(), organisation()
    made: dict[str, Any] = {"organisation": where, "role": Role.EDITOR}
    old = Invitation.objects.create(email="vanha@example.org", expires_at=now - KEEP_INVITATIONS - dt.timedelta(days=1), **made)
    lately = Invitation.objects.create(email="uusi@example.org", expires_at=now - KEEP_INVITATIONS + dt.timedelta(days=1), **made)
    claim = Claim.objects.create(organisation=where, name="Kaisa", email="vanha@example.org", decided_at=now, invitation=old)
    assert members_retention(now) == "1 removed"
    assert list(Invitation.objects.all()) == [lately]
    claim.refresh_from_db()
    assert claim.invitation is None
