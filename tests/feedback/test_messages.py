"""Messages about pages: they reach who looks after the page, are answered once, and nobody else reads them."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from portal.feedback.desk import messages_panel
from portal.feedback.models import Message, MessageKind
from portal.feedback.services import receive
from portal.mail.models import Notice
from portal.members.models import Role
from portal.organisations.models import OrganisationPage
from tests.factories import coordinator, event, member, organisation, place, standard

pytestmark = pytest.mark.django_db

CANARY = "Kanarialintu soitti ovikelloa"


@pytest.fixture
def owner() -> OrganisationPage:
    return organisation("Omistaja")


@pytest.fixture
def sender(owner: OrganisationPage) -> OrganisationPage:
    return organisation("Lähettäjä")


@pytest.fixture
def message(owner: OrganisationPage, sender: OrganisationPage) -> Message:
    return receive(event("Perhepäivä", owner), MessageKind.SUGGESTION, CANARY, sender=sender)


def address(message: Message) -> str:
    return reverse("feedback_message", args=[message.pk])


# --- Foreign hands and bad input -----------------------------------------------------------------------------------
def test_others_neither_see_nor_answer(client: Client, message: Message, owner: OrganisationPage) -> None:
    for who in (member(Role.MAIN_EDITOR, organisation("Vieras")), member(Role.PLACE_CONTACT, owner, places=[place(parent=owner)])):
        client.force_login(who)
        assert client.get(address(message)).status_code == 404
        assert client.post(address(message), {"answer": "Tehty"}).status_code == 404
        assert "Perhepäivä" not in client.get(reverse("feedback_messages")).content.decode()
    message.refresh_from_db()
    assert message.answered_at is None


def test_the_sender_sees_the_answer_but_does_not_give_it(client: Client, message: Message, sender: OrganisationPage) -> None:
    client.force_login(member(Role.EDITOR, sender))
    page = client.get(address(message))
    assert CANARY in page.content.decode()
    assert "<textarea" not in page.content.decode()
    assert client.post(address(message), {"answer": "Tehty"}).status_code == 404


@pytest.mark.parametrize("text", ["", "  ", "ä" * 2001])
def test_an_answer_needs_words(client: Client, message: Message, owner: OrganisationPage, text: str) -> None:
    client.force_login(member(Role.EDITOR, owner))
    response = client.post(address(message), {"answer": text})
    assert response.status_code == 400
    assert text.strip() in response.content.decode()
    message.refresh_from_db()
    assert message.answered_at is None


# --- Answering -----------------------------------------------------------------------------------------------------
def test_an_answer_is_given_once_and_the_sender_told(client: Client, message: Message, owner: Any, sender: Any) -> None:
    theirs, ours = member(Role.EDITOR, sender), member(Role.EDITOR, owner)
    client.force_login(ours)
    assert client.post(address(message), {"answer": "Korjattu."}).status_code == 302
    assert client.post(address(message), {"answer": "Toisin."}, follow=True).status_code == 200
    message.refresh_from_db()
    assert (message.answer, message.answered_by) == ("Korjattu.", ours)
    assert Notice.objects.filter(user=theirs).count() == 1
    assert "Korjattu." in client.get(address(message)).content.decode()


def test_the_regions_own_pages_are_the_coordinators(client: Client) -> None:
    who = coordinator()
    message = receive(standard(), MessageKind.CHANGED, CANARY)
    assert message.organisation is None
    assert [notice.user for notice in Notice.objects.all()] == [who]
    client.force_login(member())
    assert client.get(address(message)).status_code == 404
    client.force_login(who)
    assert client.post(address(message), {"answer": "Korjattu."}).status_code == 302


# --- The list and the desk -----------------------------------------------------------------------------------------
def test_open_messages_stand_first_the_oldest_on_top(client: Client, owner: OrganisationPage) -> None:
    client.force_login(member(Role.EDITOR, owner))
    now = timezone.now()
    for title, age, answered in (("Retkipäivä", 9, 1), ("Uimailta", 1, None), ("Askartelu", 5, None)):
        made = receive(event(title, owner), MessageKind.CHANGED, "")
        fields = {"created_at": now - dt.timedelta(days=age), "answered_at": answered and now}
        Message.objects.filter(pk=made.pk).update(**fields)
    page = client.get(reverse("feedback_messages_results")).content.decode()
    assert page.index("Askartelu") < page.index("Uimailta") < page.index("Retkipäivä")


def test_the_desk_shows_what_waits_for_whom(message: Message, owner: OrganisationPage, sender: OrganisationPage) -> None:
    def panel(who: Any) -> Any:
        request = RequestFactory().get("/admin/")
        request.user = who
        return messages_panel(request)

    ours, regional = member(Role.EDITOR, owner), coordinator()
    assert panel(ours)["waiting"] == [message]
    assert panel(member(Role.EDITOR, sender)) is None
    assert panel(regional) is None
    Message.objects.update(created_at=timezone.now() - dt.timedelta(days=8))
    assert panel(regional)["waiting"] == [message]
    Message.objects.update(answered_at=timezone.now())
    assert panel(ours) is None
    assert panel(regional) is None


@pytest.mark.one_database
def test_the_list_costs_the_same_whatever_it_shows(client: Client, owner: Any, sender: Any, django_assert_max_num_queries: Any) -> None:
    client.force_login(member(Role.EDITOR, owner))
    page = event("Perhepäivä", owner)
    receive(page, MessageKind.CHANGED, "", sender=sender)
    client.get(reverse("feedback_messages_results"))
    with django_assert_max_num_queries(60) as one:
        client.get(reverse("feedback_messages_results"))
    for _ in range(20):
        receive(page, MessageKind.CHANGED, "", sender=sender)
    with django_assert_max_num_queries(len(one.captured_queries)):
        client.get(reverse("feedback_messages_results"))
