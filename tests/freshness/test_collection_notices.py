"""Whoever answers a collection by a link is heard of: once while it waits, again after it has been answered, for each organisation."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEvent
from portal.feedback.models import Message
from portal.freshness.links import link_path
from portal.freshness.models import Ask, CollectionRound
from portal.mail.models import Notice
from portal.members.models import Role
from portal.members.services import grant
from tests import factories
from tests.freshness.world import TODAY, contact, days

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisations() -> list[Any]:
    return [factories.organisation("Yksi yhdistys"), factories.organisation("Toinen yhdistys")]


@pytest.fixture
def editor(organisations: list[Any]) -> Any:
    """Edits both organisations."""
    user = factories.member(Role.EDITOR, organisations[0])
    grant(user, Role.EDITOR, organisations[1], by=None)
    return user


@pytest.fixture
def made(organisations: list[Any]) -> CollectionRound:
    made: CollectionRound = CollectionRound.objects.create(
        name="Kevään keruu", kinds=["peer_group"], season_start=TODAY, season_end=TODAY + days(60), closes_on=TODAY + days(20)
    )
    made.organisations.set(organisations)
    return made


def _tell(client: Client, made: CollectionRound, organisation: Any, text: str) -> None:
    email = f"contact{organisation.pk}@example.org"
    if not organisation.freshness_contacts.exists():
        contact(organisation, email)
    ask = Ask.objects.create(email=email, round=made, organisation=organisation)
    assert client.post(link_path(ask), {"new": text}).status_code == 303


def test_two_words_of_one_organisation_are_one_notice(client: Client, made: CollectionRound, organisations: list[Any], editor: Any) -> None:
    _tell(client, made, organisations[0], "Uusi ryhmä")
    _tell(client, made, organisations[0], "Toinen uusi ryhmä")
    assert Message.objects.count() == 2
    assert Notice.objects.filter(user=editor).count() == 1


def test_each_organisation_is_told_of(client: Client, made: CollectionRound, organisations: list[Any], editor: Any) -> None:
    for organisation in organisations:
        _tell(client, made, organisation, "Uusi ryhmä")
    assert Notice.objects.filter(user=editor).count() == 2


def test_after_an_answer_a_new_one_is_told_again(client: Client, made: CollectionRound, organisations: list[Any], editor: Any) -> None:
    _tell(client, made, organisations[0], "Uusi ryhmä")
    client.force_login(editor)
    message = Message.objects.get()
    client.post(reverse("feedback_message", args=[message.pk]), {"answer": "Lisätty."})
    message.refresh_from_db()
    assert message.answered_at is not None
    _tell(client, made, organisations[0], "Toinen uusi ryhmä")
    assert Notice.objects.filter(user=editor).count() == 2


def test_the_log_names_no_contact(client: Client, organisations: list[Any], editor: Any) -> None:
    client.force_login(editor)
    data = {"organisation": organisations[0].pk, "page": "", "order": 1, "email": "sihteeri@example.org", "name": "Sihteeri"}
    client.post(reverse("freshness_contact_add"), data)
    held = organisations[0].freshness_contacts.get()
    client.post(reverse("freshness_contact_remove", args=[held.pk]))
    events = list(AuditEvent.objects.filter(action__startswith="freshness.contact_"))
    assert {event.subject for event in events} == {f"contact #{held.pk}"}
    assert {event.organisation_id for event in events} == {organisations[0].pk}
    assert "sihteeri" not in str([vars(event) for event in events]).lower()
