"""The crawl's world: organisations A, B and C, everybody who may come, and a record of B in every app that keeps records.

All of B's records carry the canary where they hold words.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import UploadedFile

from portal.audit.services import record
from portal.catalogue.dependents import refresh_page
from portal.content.models.co_host import CoHost
from portal.feedback.models import Message, MessageKind
from portal.freshness.models import Ask, AskedPage, CollectionRound, Confirmation, FreshnessContact, ReviewStep, RoundItem
from portal.freshness.models.confirmation import Answer, How
from portal.freshness.models.review import Step
from portal.mail.models import Notice, OutgoingMail
from portal.members.models import Claim, Invitation, Role
from portal.members.services import end, grant
from portal.moderation.models import PreviewLink
from tests import factories
from tests.isolation.crawl.belongings import belongings_of
from tests.isolation.world import World

STRANGERS = ("anonymous", "no membership", "editor", "trusted editor", "main editor", "place contact", "member of A and C", "left B")
"""Who must learn nothing of B."""
WRITERS = ("editor", "trusted editor", "place contact")
"""In whose name the fuzz writes."""


@dataclass(frozen=True)
class CrawlWorld:
    """The two organisations and who looks at them."""

    base: World
    people: dict[str, Any]
    """Everybody by role; None is the anonymous visitor."""
    ids: dict[str, list[str]]
    """Primary keys of B's rows by model label."""


def crawl_world(base: World) -> CrawlWorld:
    """Everybody and everything, around the world of two organisations."""
    a, b = base.a, base.b
    third = factories.organisation("Kolmas")
    both = factories.member(Role.EDITOR, a.organisation)
    grant(both, Role.EDITOR, third, by=None)
    gone = factories.member(Role.TRUSTED_EDITOR, b.organisation)
    end(gone.memberships.get(), by=base.coordinator)
    people = {
        "anonymous": None,
        "no membership": factories.user(),
        "editor": a.editor,
        "trusted editor": a.trusted,
        "main editor": factories.member(Role.MAIN_EDITOR, a.organisation),
        "place contact": a.contact,
        "member of A and C": both,
        "left B": gone,
        "coordinator": base.coordinator,
        "administrator": base.administrator,
        "B's own editor": b.editor,
        "B's own trusted editor": b.trusted,
    }
    CoHost.objects.create(page=b.draft, organisation=third)
    CoHost.objects.create(page=a.draft, organisation=third)
    for side, mark in ((a, "oma"), (b, base.canary)):
        _records(side, mark)
        for page in side.pages:  # the drafts were made public first, and forgotten without a word to the catalogue
            refresh_page(page)
    return CrawlWorld(base, people, belongings_of(b).labelled())


def _records(side: Any, mark: str) -> None:
    """One record of each kind that an organisation can have."""
    today = timezone.localdate()
    organisation, page, user = side.organisation, side.live, side.editor
    Message.objects.create(organisation=organisation, page=page, kind=MessageKind.CHANGED, text=f"{mark} palaute")
    contact = FreshnessContact.objects.create(organisation=organisation, email=f"{mark}-yhteys@example.org", name=f"{mark} yhteys")
    Confirmation.objects.create(
        page=page, organisation=organisation, user=user, contact=contact, how=How.LINK, answer=Answer.CHANGED, note=f"{mark} huomasi"
    )
    ReviewStep.objects.create(page=page, organisation=organisation, due_on=today, step=Step.TAKEN_DOWN, revision=side.draft.latest_revision)
    collection, _made = CollectionRound.objects.get_or_create(
        name="Kevään ryhmät",
        season_start=today + dt.timedelta(days=60),
        season_end=today + dt.timedelta(days=150),
        closes_on=today + dt.timedelta(days=30),
        kinds=["peer_group"],
    )
    collection.organisations.add(organisation)
    RoundItem.objects.create(round=collection, organisation=organisation, page=side.changed, note=f"{mark} kausi")
    ask = Ask.objects.create(user=user, email=user.email, round=collection, organisation=organisation)
    AskedPage.objects.create(ask=ask, page=page)
    PreviewLink.objects.create(page=side.draft, organisation=organisation, made_by=user)
    Claim.objects.create(organisation=organisation, name=f"{mark} hakija", email=f"{mark}-hakija@example.org", message=f"{mark} perustelu")
    Invitation.objects.create(
        email=f"{mark}-kutsuttu@example.org",
        organisation=organisation,
        role=Role.EDITOR,
        invited_by=side.trusted,
        expires_at=timezone.now() + dt.timedelta(days=7),
    )
    Notice.objects.create(user=user, text=f"{mark} ilmoitus", url="/admin/")
    OutgoingMail.objects.create(to=user.email, subject=f"{mark} viesti", body=f"{mark} teksti")
    record("page.approved", actor=user, subject=side.draft, organisation=organisation, note=f"{mark} loki")
    waiting = ContentType.objects.get_for_model(get_image_model())
    UploadedFile.objects.create(for_content_type=waiting, file=ContentFile(b"x", f"{mark}-odottaa.jpg"), uploaded_by_user=user)
