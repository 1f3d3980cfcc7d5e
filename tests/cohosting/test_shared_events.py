"""Shared events: one page, one owner; a co-host is told to the public only when it has said yes."""

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEvent
from portal.catalogue.filters import Filters
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.queries import everything_of
from portal.cohosting.desk import cohosting_panel
from portal.cohosting.services import answer
from portal.content.models import CoHost, CoHostState
from portal.feedback.models import Message, MessageKind
from portal.mail.models import Notice, OutgoingMail
from portal.members.models import Role
from portal.organisations.models import OrganisationPage
from tests.factories import administrator, coordinator, event, member, organisation, place, stream

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> OrganisationPage:
    return organisation("Omistaja")


@pytest.fixture
def partner(owner: OrganisationPage) -> OrganisationPage:
    return organisation("Kumppani")


@pytest.fixture
def shared(owner: OrganisationPage, partner: OrganisationPage) -> Any:
    """A public event that names a partner with a page, and one without."""
    return event("Perhepäivä", owner, co_hosts=[("page", partner.pk), ("name", "Kirjasto")])


def told(page: Any) -> list[str]:
    """Co-hosts as the public reads them."""
    return [one.name for one in CatalogueEntry.objects.get(page_id=page.pk, lang="fi").listing.co_hosts]


def shown_at(where: OrganisationPage) -> list[str]:
    """What stands on an organisation's page."""
    filters = Filters(organisation=where.listing_id, with_examples=True)
    return [entry.title for entry in everything_of(filters, lang="fi", now=timezone.now(), besides=where.listing_id)]


def row_of(page: Any) -> CoHost:
    return CoHost.objects.get(page_id=page.pk)


def press(client: Client, row: CoHost, word: str) -> int:
    return client.post(reverse("cohosting_answer", args=[row.pk]), {"answer": word}).status_code


# --- Bad input, foreign hands --------------------------------------------------------------------------------------
@pytest.mark.parametrize("word", ["", "accepted", "ACCEPT", "yes"])
def test_an_answer_that_is_none_changes_nothing(client: Client, shared: Any, partner: OrganisationPage, word: str) -> None:
    client.force_login(member(Role.EDITOR, partner))
    assert press(client, row_of(shared), word) == 400
    assert row_of(shared).state == CoHostState.ASKED


def test_opening_the_address_answers_nothing(client: Client, shared: Any, partner: OrganisationPage) -> None:
    client.force_login(member(Role.EDITOR, partner))
    assert client.get(reverse("cohosting_answer", args=[row_of(shared).pk])).status_code == 405


def test_neither_the_owner_nor_a_stranger_answers_for_the_partner(client: Client, shared: Any, owner: OrganisationPage) -> None:
    row = row_of(shared)
    for who in (member(Role.MAIN_EDITOR, owner), member(Role.MAIN_EDITOR, organisation("Vieras"))):
        client.force_login(who)
        assert press(client, row, "accept") == 404
        assert client.get(reverse("cohosting_suggest", args=[row.pk])).status_code == 404
        assert client.post(reverse("cohosting_suggest", args=[row.pk]), {"text": "Hei"}).status_code == 404
    assert press(client, CoHost(pk=99999), "accept") == 404
    assert row_of(shared).state == CoHostState.ASKED
    assert not Message.objects.exists()


def test_a_place_contact_does_not_answer_for_the_organisation(client: Client, shared: Any, partner: OrganisationPage) -> None:
    client.force_login(member(Role.PLACE_CONTACT, partner, places=[place(parent=partner)]))
    assert press(client, row_of(shared), "accept") == 404


def test_a_page_that_is_not_public_any_more_is_not_shown_to_the_partner(client: Client, shared: Any, partner: OrganisationPage) -> None:
    client.force_login(member(Role.EDITOR, partner))
    shared.unpublish()
    shared.draft_title = "Salainen luonnos"
    shared.save(update_fields=["draft_title"])
    page = client.get(reverse("cohosting")).content.decode()
    assert "Perhepäivä" not in page
    assert "Salainen" not in page
    assert press(client, row_of(shared), "accept") == 404


def test_the_partner_gets_no_rights_to_the_page(client: Client, shared: Any, partner: OrganisationPage) -> None:
    who = member(Role.MAIN_EDITOR, partner)
    assert answer(row_of(shared), CoHostState.ACCEPTED, by=who)
    assert not shared.permissions_for_user(who).can_edit()


# --- Asking and answering ------------------------------------------------------------------------------------------
def test_a_draft_asks_nobody(owner: OrganisationPage, partner: OrganisationPage) -> None:
    page = event("Perhepäivä", owner)
    page.co_hosts = stream([("page", partner.pk)])
    revision = page.save_revision()
    assert not CoHost.objects.exists()
    revision.publish()
    assert row_of(page).state == CoHostState.ASKED


def test_who_has_not_answered_is_not_named_and_the_event_not_shown_there(shared: Any, partner: OrganisationPage) -> None:
    assert told(shared) == ["Kirjasto"]
    assert shown_at(partner) == []


def test_accepting_shows_the_event_at_every_host_and_once_in_search(client: Client, shared: Any, owner: Any, partner: Any) -> None:
    client.force_login(member(Role.EDITOR, partner))
    listing_id = CatalogueEntry.objects.get(page_id=shared.pk).listing_id
    assert press(client, row_of(shared), "accept") == 302
    assert told(shared) == ["Kumppani", "Kirjasto"]
    assert shown_at(partner) == shown_at(owner) == ["Perhepäivä"]
    assert CatalogueEntry.objects.get(page_id=shared.pk, removed=False).listing_id == listing_id
    assert AuditEvent.objects.filter(action="cohost.accepted", organisation_id=partner.pk).count() == 1


def test_declining_later_takes_it_away(client: Client, shared: Any, partner: OrganisationPage) -> None:
    client.force_login(member(Role.EDITOR, partner))
    press(client, row_of(shared), "accept")
    press(client, row_of(shared), "accept")
    assert AuditEvent.objects.filter(action="cohost.accepted").count() == 1
    assert press(client, row_of(shared), "decline") == 302
    assert told(shared) == ["Kirjasto"]
    assert shown_at(partner) == []
    page = client.get(reverse("cohosting")).content.decode()
    assert reverse("cohosting_suggest", args=[row_of(shared).pk]) not in page
    assert client.get(reverse("cohosting_suggest", args=[row_of(shared).pk])).status_code == 404


def test_who_is_named_no_more_is_forgotten_and_asked_again_when_named_again(shared: Any, partner: OrganisationPage) -> None:
    answer(row_of(shared), CoHostState.ACCEPTED, by=None)
    shared.refresh_from_db()
    shared.co_hosts = stream([("name", "Kirjasto")])
    shared.save_revision().publish()
    assert told(shared) == ["Kirjasto"]
    assert not CoHost.objects.exists()
    shared.co_hosts = stream([("page", partner.pk)])
    shared.save_revision().publish()
    assert row_of(shared).state == CoHostState.ASKED
    assert told(shared) == []


def test_publishing_again_keeps_the_answer_and_tells_nobody_again(shared: Any, partner: OrganisationPage) -> None:
    member(Role.EDITOR, partner)
    answer(row_of(shared), CoHostState.ACCEPTED, by=None)
    before = Notice.objects.count()
    shared.save_revision().publish()
    assert row_of(shared).state == CoHostState.ACCEPTED
    assert Notice.objects.count() == before


def test_the_own_organisation_is_not_asked(owner: OrganisationPage) -> None:
    event("Perhepäivä", owner, co_hosts=[("page", owner.pk)])
    assert not CoHost.objects.exists()


# --- Who is told ---------------------------------------------------------------------------------------------------
def test_the_partners_editors_are_told_then_the_owners(client: Client, owner: OrganisationPage, partner: OrganisationPage) -> None:
    theirs, ours, stranger = member(Role.EDITOR, partner), member(Role.EDITOR, owner), coordinator()
    page = event("Perhepäivä", owner, co_hosts=[("page", partner.pk)])
    assert [notice.user for notice in Notice.objects.all()] == [theirs]
    client.force_login(theirs)
    press(client, row_of(page), "accept")
    assert [notice.user for notice in Notice.objects.order_by("pk")] == [theirs, ours]
    assert OutgoingMail.objects.filter(to=stranger.email).count() == 0


def test_coordinators_are_told_when_the_partner_has_no_editor(owner: OrganisationPage, partner: OrganisationPage) -> None:
    who = coordinator()
    event("Perhepäivä", owner, co_hosts=[("page", partner.pk)])
    assert [notice.user for notice in Notice.objects.all()] == [who]


# --- Suggestions ---------------------------------------------------------------------------------------------------
def test_a_suggestion_without_words_or_too_long_is_sent_back_with_what_was_typed(client: Client, shared: Any, partner: Any) -> None:
    client.force_login(member(Role.EDITOR, partner))
    address = reverse("cohosting_suggest", args=[row_of(shared).pk])
    assert client.post(address, {"text": "  "}).status_code == 400
    response = client.post(address, {"text": "ä" * 2001})
    assert response.status_code == 400
    assert "ä" * 2001 in response.content.decode()
    assert not Message.objects.exists()


def test_a_suggestion_reaches_the_owner_and_never_a_mail(client: Client, shared: Any, owner: Any, partner: Any) -> None:
    ours = member(Role.EDITOR, owner)
    client.force_login(member(Role.EDITOR, partner))
    address = reverse("cohosting_suggest", args=[row_of(shared).pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"text": "Ovi on pihan puolella."}).status_code == 302
    message = Message.objects.get()
    assert (message.kind, message.organisation_id, message.sender_organisation_id) == (MessageKind.SUGGESTION, owner.pk, partner.pk)
    assert Notice.objects.filter(user=ours, url=reverse("feedback_message", args=[message.pk])).count() == 1
    assert not OutgoingMail.objects.filter(body__contains="pihan puolella").exists()


# --- The list and the desk -----------------------------------------------------------------------------------------
def test_each_side_sees_its_part(client: Client, shared: Any, owner: OrganisationPage, partner: OrganisationPage) -> None:
    answer_at = reverse("cohosting_answer", args=[row_of(shared).pk])
    expected = [
        (member(Role.EDITOR, partner), True, True),
        (member(Role.EDITOR, owner), True, False),
        (member(Role.EDITOR, organisation("V")), False, False),
    ]
    for who, sees, answers in [*expected, (coordinator(), True, True), (administrator(), True, True)]:
        client.force_login(who)
        page = client.get(reverse("cohosting")).content.decode()
        assert ("Perhepäivä" in page, answer_at in page) == (sees, answers)


def test_the_desk_asks_who_can_answer(shared: Any, owner: OrganisationPage, partner: OrganisationPage) -> None:
    def panel(who: Any) -> Any:
        request = RequestFactory().get("/admin/")
        request.user = who
        return cohosting_panel(request)

    regional = coordinator()
    assert panel(regional)["waiting"][0].owner == "Omistaja"
    theirs = member(Role.EDITOR, partner)
    assert panel(regional) is None
    assert panel(member(Role.EDITOR, owner)) is None
    assert panel(theirs)["waiting"][0].row == row_of(shared)
    answer(row_of(shared), CoHostState.DECLINED, by=theirs)
    assert panel(theirs) is None


@pytest.mark.one_database
def test_the_list_costs_the_same_whatever_it_shows(client: Client, owner: Any, partner: Any, django_assert_max_num_queries: Any) -> None:
    client.force_login(member(Role.EDITOR, partner))
    event("Perhepäivä", owner, co_hosts=[("page", partner.pk)])
    client.get(reverse("cohosting"))
    with django_assert_max_num_queries(60) as one:
        client.get(reverse("cohosting"))
    for number in range(8):
        event(f"Perhepäivä {number}", owner, co_hosts=[("page", partner.pk)])
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse("cohosting"))


def test_co_hosts_named_before_there_was_a_question_stay_public(owner: OrganisationPage, partner: OrganisationPage) -> None:
    """The migration of portals that are in use already; run twice, it does nothing twice and keeps answers."""
    accept = import_module("portal.cohosting.migrations.0001_named_before").accept
    old = event("Vanha", owner, co_hosts=[("page", partner.pk), ("name", "Kirjasto")])
    CoHost.objects.all().delete()
    declined = event("Evätty", owner, co_hosts=[("page", partner.pk)])
    answer(row_of(declined), CoHostState.DECLINED, by=None)
    accept(apps, None)
    accept(apps, None)
    assert (row_of(old).state, row_of(declined).state) == (CoHostState.ACCEPTED, CoHostState.DECLINED)
    assert CoHost.objects.count() == 2
