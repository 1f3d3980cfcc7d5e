"""Seasonal collections, from opening to the export for the guide."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEvent
from portal.feedback.models import Message, MessageKind
from portal.freshness.models import CollectionRound, RoundItem
from portal.freshness.seasons import suggested_round
from portal.listings.schedule import Schedule, Season, Weekly
from portal.members.models import Role
from tests import factories
from tests.freshness.world import EDITOR, TODAY, contact, days, link_in, mails, ours, run

pytestmark = pytest.mark.django_db
START, END = TODAY + days(60), TODAY + days(150)
RULES = Schedule(rules=(Weekly(weekdays=(2,), start=dt.time(9)),), seasons=(Season(start=TODAY - days(100), end=TODAY + days(10)),))


@pytest.fixture
def organisation() -> Any:
    return ours()


@pytest.fixture
def group(organisation: Any) -> Any:
    return factories.group("Vauvaryhmä", organisation, schedule=RULES, confirmed_on=TODAY)


def _open(client: Client, *organisations: Any, **changes: Any) -> Any:
    client.force_login(factories.coordinator())
    data = {
        "name": "Kevään ryhmät",
        "season_start": START,
        "season_end": END,
        "closes_on": TODAY + days(30),
        "kinds": ["peer_group"],
        "organisations": [one.pk for one in organisations],
    }
    return client.post(reverse("freshness_round_open"), data | changes)


def _answer(**changes: Any) -> dict[str, Any]:
    return {"item": RoundItem.objects.earliest("pk").pk, "answer": "continues", "start": START, "end": END, "note": ""} | changes


@pytest.mark.parametrize(
    ("day", "start", "is_now"),
    [
        (dt.date(2026, 4, 1), dt.date(2026, 8, 15), True),
        (dt.date(2026, 11, 22), dt.date(2027, 1, 7), True),
        (dt.date(2026, 8, 31), dt.date(2026, 8, 15), False),
        (dt.date(2027, 1, 10), dt.date(2027, 8, 15), False),
    ],
)
def test_the_year_clock_suggests_the_next_season(day: dt.date, start: dt.date, is_now: bool) -> None:
    suggested = suggested_round(day)
    assert (suggested.start, suggested.is_now) == (start, is_now)
    assert suggested.closes >= day + days(28)


@pytest.mark.parametrize(
    "changes", [{"season_end": START - days(1)}, {"closes_on": TODAY - days(1)}, {"organisations": []}, {"kinds": ["guide"]}]
)
def test_nonsense_opens_nothing(client: Client, group: Any, organisation: Any, changes: dict[str, Any]) -> None:
    response = _open(client, organisation, **changes)
    assert response.status_code == 200
    assert "Kevään ryhmät" in response.content.decode()
    assert not CollectionRound.objects.exists()
    assert mails() == []


def test_each_contact_gets_one_mail_with_the_organisations_list(client: Client, group: Any, organisation: Any) -> None:
    factories.group("Isäryhmä", organisation)
    factories.group("Vanha", organisation, record_status="historical")
    factories.group("Vieras ryhmä", factories.organisation("Ei kysytty"))
    _open(client, organisation)
    assert [mail.to for mail in mails()] == [EDITOR]
    body = mails()[0].body
    assert "Vauvaryhmä" in body
    assert "Isäryhmä" in body
    assert "Vanha" not in body
    assert "Vieras" not in body
    assert AuditEvent.objects.filter(action="freshness.round_opened").count() == 1


def test_members_do_not_open_collections(client: Client, group: Any, organisation: Any) -> None:
    _open(client, organisation)
    made = CollectionRound.objects.get()
    client.force_login(factories.member(Role.MAIN_EDITOR, organisation))
    for name, arguments in (("freshness_rounds", []), ("freshness_round_open", []), ("freshness_round", [made.pk])):
        assert client.get(reverse(name, args=arguments)).status_code == 404
    for name in ("freshness_round_remind", "freshness_round_export"):
        assert client.post(reverse(name, args=[made.pk])).status_code == 404


def test_a_link_answers_once_as_a_proposal_and_touches_no_page(client: Client, group: Any, organisation: Any) -> None:
    contact(organisation)
    _open(client, organisation)
    path = link_in(mails("contact@example.org")[0])
    stranger = Client()
    assert "Vauvaryhmä" in stranger.get(path).content.decode()
    assert not RoundItem.objects.exclude(answered_at=None).exists()
    assert stranger.post(path, _answer(start="", end="")).status_code == 422
    assert stranger.post(path, _answer()).status_code == 303
    stranger.post(path, _answer(answer="ends"))
    item = RoundItem.objects.get()
    assert (item.answer, item.start, item.end) == ("continues", START, END)
    assert Message.objects.get().kind == MessageKind.CHANGED
    group.refresh_from_db()
    assert group.latest_revision is None
    assert not stranger.cookies


def test_something_new_is_told_to_the_organisation(client: Client, group: Any, organisation: Any) -> None:
    contact(organisation)
    _open(client, organisation)
    path = link_in(mails("contact@example.org")[0])
    assert Client().post(path, {"new": " "}).status_code == 422
    Client().post(path, {"new": "Uusi isäryhmä torstaisin"})
    assert "isäryhmä torstaisin" in Message.objects.get().text
    assert Client().post(path, {"new": "Häijy"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_a_link_of_one_organisation_answers_not_for_another(client: Client, group: Any, organisation: Any) -> None:
    other = factories.organisation("Toinen")
    contact(other, "toinen@example.org")
    factories.group("Muiden", other)
    _open(client, organisation, other)
    path = link_in(mails("toinen@example.org")[0])
    Client().post(path, _answer(item=RoundItem.objects.get(page=group).pk, answer="ends"))
    assert not RoundItem.objects.exclude(answered_at=None).exists()


def test_an_editors_new_season_waits_for_approval(client: Client, group: Any, organisation: Any) -> None:
    group.save_revision().publish()
    _open(client, organisation)
    client.force_login(factories.member(Role.EDITOR, organisation))
    address = reverse("freshness_round_answer", args=[CollectionRound.objects.get().pk])
    assert "Vauvaryhmä" in client.get(address).content.decode()
    assert client.post(address, _answer(end=START - days(1))).status_code == 422
    assert client.post(address, _answer()).status_code == 302
    group.refresh_from_db()
    assert len(group.seasons) == 1
    assert len(group.get_latest_revision_as_object().seasons) == 2
    assert group.current_workflow_state is not None


def test_a_trusted_editors_new_season_is_public_and_confirms(client: Client, group: Any, organisation: Any) -> None:
    _open(client, organisation)
    client.force_login(factories.member(Role.TRUSTED_EDITOR, organisation))
    client.post(reverse("freshness_round_answer", args=[CollectionRound.objects.get().pk]), _answer())
    group.refresh_from_db()
    assert len(group.seasons) == 2
    assert group.confirmations.get().how == "round"


def test_a_page_with_a_draft_in_work_is_left_alone_and_says_so(client: Client, group: Any, organisation: Any) -> None:
    group.title = "Luonnos"
    group.save_revision()
    _open(client, organisation)
    client.force_login(factories.member(Role.TRUSTED_EDITOR, organisation))
    response = client.post(reverse("freshness_round_answer", args=[CollectionRound.objects.get().pk]), _answer())
    assert response.status_code == 422
    assert not RoundItem.objects.exclude(answered_at=None).exists()
    group.refresh_from_db()
    assert group.title == "Vauvaryhmä"


def test_another_organisations_members_see_nothing_of_it(client: Client, group: Any, organisation: Any) -> None:
    _open(client, organisation)
    client.force_login(factories.member(Role.MAIN_EDITOR, factories.organisation("Toinen")))
    address = reverse("freshness_round_answer", args=[CollectionRound.objects.get().pk])
    assert client.get(address).status_code == 404
    assert client.post(address, _answer(answer="ends")).status_code == 404


def test_those_who_have_not_answered_are_reminded_two_weeks_before_once(client: Client, group: Any, organisation: Any) -> None:
    _open(client, organisation)
    before = len(mails())
    for after in (15, 16, 17):
        run(after)
    assert len(mails()) == before + 1
    assert "Vauvaryhmä" in mails()[-1].body


def test_the_button_reminds_once_a_day(client: Client, group: Any, organisation: Any) -> None:
    _open(client, organisation)
    made = CollectionRound.objects.get()
    for _time in range(2):
        client.post(reverse("freshness_round_remind", args=[made.pk]))
    assert len(mails()) == 2
    assert client.get(reverse("freshness_round_remind", args=[made.pk])).status_code == 405


def test_progress_and_export(client: Client, group: Any, organisation: Any) -> None:
    _open(client, organisation)
    made = CollectionRound.objects.get()
    RoundItem.objects.update(answer="pauses", answered_at=made.opened_at, note="=HYPERLINK(1)")
    assert "1 / 1" in client.get(f"{reverse('freshness_round', args=[made.pk])}").content.decode().replace("1/1", "1 / 1")
    response = client.post(reverse("freshness_round_export", args=[made.pk]))
    text = response.content.decode("utf-8-sig")
    assert "Vauvaryhmä" in text
    assert "'=HYPERLINK" in text
    assert ";=" not in text
    assert AuditEvent.objects.filter(action="freshness.round_exported").count() == 1


def test_a_closed_collection_takes_no_answers(client: Client, group: Any, organisation: Any) -> None:
    contact(organisation)
    _open(client, organisation)
    path = link_in(mails("contact@example.org")[0])
    CollectionRound.objects.update(closes_on=TODAY - days(1))
    assert Client().get(path).status_code == 410
    Client().post(path, _answer(answer="ends"))
    assert not RoundItem.objects.exclude(answered_at=None).exists()
