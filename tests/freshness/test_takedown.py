"""What nobody confirms is taken down with a word, and put back with one button."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import Revision

from portal.audit.models import AuditEvent
from portal.catalogue.models import CatalogueEntry
from portal.freshness.models import Review, ReviewStep, Step
from portal.listings.kinds import Kind
from portal.mail.models import Notice
from portal.members.models import Role
from portal.taxonomy.models import Topic
from tests import factories
from tests.freshness.world import TODAY, contact, due_in, group_due_in, mails, ours, run

pytestmark = pytest.mark.django_db


def test_sixty_days_overdue_is_taken_down_with_notice_to_editors_contacts_and_coordinators() -> None:
    organisation, coordinator = ours(), factories.coordinator()
    contact(organisation)
    page = group_due_in(0, organisation)
    run()
    run(59)
    page.refresh_from_db()
    assert page.live
    run(60)
    run(60)
    page.refresh_from_db()
    assert not page.live
    assert CatalogueEntry.objects.filter(page_id=page.pk, removed=False).count() == 0
    told = Notice.objects.filter(once_key__startswith="freshness:down")
    assert {notice.user.email for notice in told} == {"editor@example.org", coordinator.email}
    subject = gettext("No longer public: %(title)s") % {"title": page.title}
    assert [mail.subject for mail in mails("contact@example.org")].count(subject) == 1
    assert AuditEvent.objects.filter(action="freshness.taken_down", subject_id=str(page.pk)).count() == 1


def test_after_a_downtime_nothing_vanishes_without_a_word() -> None:
    page = group_due_in(-100, ours())
    run()
    run(13)
    page.refresh_from_db()
    assert page.live
    run(14)
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("kind", [Kind.HELPLINE, Kind.ORGANISATION, Kind.GUIDE])
def test_these_kinds_are_never_taken_down(kind: Kind) -> None:
    organisation = ours()
    make = {Kind.HELPLINE: factories.helpline, Kind.GUIDE: factories.guide}
    if kind is Kind.ORGANISATION:
        page = organisation
        type(page).objects.filter(pk=page.pk).update(confirmed_on=due_in(-200, kind))
    elif kind is Kind.HELPLINE:
        page = make[kind]("Linja", organisation, confirmed_on=due_in(-200, kind))
    else:
        page = make[kind]("Opas", confirmed_on=due_in(-200, kind))
    run()
    run(100)
    page.refresh_from_db()
    assert page.live


def test_crisis_listings_are_never_taken_down() -> None:
    organisation = ours()
    crisis = Topic.objects.create(slug="vakivalta", labels={"fi": "Väkivalta"}, is_crisis=True)
    marked = factories.service("Merkitty", organisation, is_crisis=True, confirmed_on=due_in(-200, Kind.SERVICE))
    by_topic = factories.group("Aiheesta", organisation, topics=[crisis], confirmed_on=due_in(-200))
    run()
    run(100)
    for page in (marked, by_topic):
        page.refresh_from_db()
        assert page.live
        assert Review.objects.get(pk=page.pk).is_critical


def test_a_demo_record_is_untouched() -> None:
    page = factories.group("Ladattu", factories.organisation(), information_from="2018", external_id="pv-2")
    before = type(page).objects.filter(pk=page.pk).values().get()
    run(4000)
    assert type(page).objects.filter(pk=page.pk).values().get() == before


def test_one_click_puts_back_what_was_public_and_no_draft(client: Client) -> None:
    organisation, coordinator = ours(), factories.coordinator()
    page = group_due_in(-100, organisation, "Julkinen")
    page.save_revision().publish()
    run()
    page.refresh_from_db()
    page.title = "Luonnos"
    page.save_revision()
    run(14)
    step = ReviewStep.objects.get(step=Step.TAKEN_DOWN)
    client.force_login(coordinator)
    assert "Julkinen" in client.get(reverse("freshness_list"), {"state": "taken_down"}).content.decode()
    client.post(reverse("freshness_restore", args=[step.pk]))
    page.refresh_from_db()
    assert page.live
    assert page.title == "Julkinen"
    assert page.confirmed_on == TODAY
    assert page.has_unpublished_changes
    assert client.post(reverse("freshness_restore", args=[step.pk])).status_code == 404


@pytest.mark.parametrize(("role", "leads_to"), [(Role.EDITOR, "wagtailadmin_home"), (Role.TRUSTED_EDITOR, "freshness_list")])
def test_only_those_who_publish_put_a_page_back(client: Client, role: Role, leads_to: str) -> None:
    """The admin answers a right that is missing with its front page and a message."""
    organisation = ours()
    page = group_due_in(-100, organisation)
    run()
    run(14)
    client.force_login(factories.member(role, organisation))
    response = client.post(reverse("freshness_restore", args=[ReviewStep.objects.get(step=Step.TAKEN_DOWN).pk]))
    page.refresh_from_db()
    assert (response.status_code, response.url, page.live) == (302, reverse(leads_to), role is Role.TRUSTED_EDITOR)  # type: ignore[attr-defined]


def test_another_organisation_does_not_put_it_back(client: Client) -> None:
    group_due_in(-100, ours())
    run()
    run(14)
    client.force_login(factories.member(Role.TRUSTED_EDITOR, factories.organisation("Toinen")))
    assert client.post(reverse("freshness_restore", args=[ReviewStep.objects.get(step=Step.TAKEN_DOWN).pk])).status_code == 404


def taken_down(title: str = "Ladattu") -> tuple[Any, ReviewStep]:
    """A page that was stored without a revision, taken down."""
    page = group_due_in(-100, ours(), title)
    run()
    run(14)
    return page, ReviewStep.objects.get(step=Step.TAKEN_DOWN)


def restore(client: Client, step: ReviewStep) -> int:
    """Press the button as a coordinator; the answer's status."""
    client.force_login(factories.coordinator())
    return client.post(reverse("freshness_restore", args=[step.pk])).status_code


def test_a_page_stored_without_a_revision_comes_back_as_it_was(client: Client) -> None:
    page, step = taken_down()
    page.refresh_from_db()
    page.title = "Luonnos"
    page.save_revision()
    assert restore(client, step) == 302
    page.refresh_from_db()
    assert (page.title, page.live, page.has_unpublished_changes) == ("Ladattu", True, True)


@pytest.mark.parametrize("lost", [True, False])
def test_what_is_not_kept_as_it_was_is_not_put_back(client: Client, lost: bool) -> None:
    page, step = taken_down()
    if lost:
        ReviewStep.objects.update(revision=None)
    else:
        Revision.objects.filter(pk=step.revision_id).update(created_at=timezone.now())
    assert restore(client, step) == 302
    page.refresh_from_db()
    assert not page.live
    html = client.get(reverse("freshness_list"), {"state": "taken_down"}).content.decode()
    assert reverse("freshness_restore", args=[step.pk]) not in html


def test_what_was_withdrawn_on_purpose_since_is_not_put_back(client: Client) -> None:
    page, step = taken_down()
    assert restore(client, step) == 302
    page.refresh_from_db()
    page.unpublish()
    assert restore(client, step) == 404
    page.refresh_from_db()
    assert not page.live
