"""What readers tell about a page: reports reach the owner and the coordinator and nobody else; "was this helpful" is counted."""

import datetime as dt
import re
import time
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail, signing
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from portal.feedback import retention
from portal.feedback.desk import messages_panel
from portal.feedback.forms import ReportForm
from portal.feedback.helpful import Helpful, helpful_lately, week_of
from portal.feedback.jobs import feedback_retention
from portal.feedback.models import HelpfulWeek, Message, MessageKind, MessageState
from portal.feedback.reports import public_entry
from portal.feedback.services import answer, receive
from portal.mail.models import Notice, OutgoingMail
from portal.members.models import Role
from tests.built import once_a_file
from tests.factories import coordinator, event, group, member, organisation

pytestmark = pytest.mark.django_db

OWN = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"kind": "time", "text": "Ryhmä alkaa jo klo 9.", "email": "lukija@example.org"}


def _page() -> Any:
    return group("Vauvaryhmä", organisation("Omistaja"))


_built, page = once_a_file(_page)


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> None:
    cache.clear()


def opened(seconds_ago: int = 60) -> str:
    signer = signing.TimestampSigner(salt=ReportForm.SALT)
    value = f"opened{signer.sep}{signing.b62_encode(int(time.time()) - seconds_ago)}"
    return f"{value}{signer.sep}{signer.signature(value)}"


def send(client: Client, page: Any, **changes: str) -> Any:
    given = {**TYPED, "opened": opened(), "homepage": "", **changes}
    return client.post(reverse("feedback:report", args=[page.listing_id]), given, headers=OWN)


def say(client: Client, page: Any, what: str = "kylla", headers: dict[str, str] | None = None) -> Any:
    return client.post(reverse("feedback:helpful", args=[page.listing_id]), {"answer": what}, headers=headers or OWN)


# --- What is refused -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "id_kind_0"),
        ({"kind": "suggestion"}, "id_kind_0"),
        ({"kind": "other", "text": " "}, "id_text"),
        ({"text": "ä" * 2001}, "id_text"),
        ({"email": "ei osoite"}, "id_email"),
        ({"email": "a@example.org\r\nBcc: b@example.org"}, "id_email"),
        ({"opened": ""}, ""),
        ({"opened": opened(13 * 60 * 60)}, ""),
    ],
)
def test_what_is_refused_is_told_at_its_field_and_stays_typed(client: Client, page: Any, changes: dict[str, str], field: str) -> None:
    response = send(client, page, **changes)
    html = response.content.decode()
    assert response.status_code == 400
    assert 'role="alert"' in html
    assert f'href="#{field}"' in html if field else 'href="#id_' not in html
    typed = TYPED | changes
    assert typed["text"].strip() in html
    assert typed["email"].splitlines()[0] in html
    assert "Set-Cookie" not in response.headers
    assert not Message.objects.exists()


def test_a_refused_form_can_be_sent_again_as_it_came(client: Client, page: Any) -> None:
    html = send(client, page, kind="").content.decode()
    found = re.search(r'name="opened" value="([^"]+)"', html)
    assert found is not None
    assert send(client, page, opened=found[1]).status_code == 400  # at once
    assert not Message.objects.exists()
    assert send(client, page).status_code == 303


def test_a_program_is_thanked_and_forgotten(client: Client, page: Any) -> None:
    assert send(client, page, homepage="https://example.org").status_code == 303
    assert not Message.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "none"}, {"Origin": "https://example.org"}])
def test_what_other_sites_send_counts_for_nothing(client: Client, page: Any, headers: dict[str, str]) -> None:
    report = client.post(reverse("feedback:report", args=[page.listing_id]), {**TYPED, "opened": opened()}, headers=headers)
    assert report.status_code == 403
    assert say(client, page, headers=headers).status_code == 303
    assert not Message.objects.exists()
    assert not HelpfulWeek.objects.exists()


def test_one_network_cannot_flood(client: Client, page: Any) -> None:
    assert [send(client, page).status_code for _ in range(7)] == [303] * 5 + [429] * 2
    assert TYPED["text"] in send(client, page).content.decode()
    assert [say(client, page).status_code for _ in range(6)] == [303] * 6
    assert Message.objects.count() == 5
    assert HelpfulWeek.objects.get().yes == 3
    elsewhere = client.post(reverse("feedback:helpful", args=[page.listing_id]), {"answer": "ei"}, headers=OWN, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 303
    assert HelpfulWeek.objects.get().no == 1


def test_addresses_are_not_kept(client: Client, page: Any) -> None:
    send(client, page)
    say(client, page)
    kept = repr(getattr(cache, "_cache", {}))
    assert "frequency-" in kept
    assert "127.0.0.1" not in kept


def test_what_is_not_public_does_not_exist(client: Client) -> None:
    draft = event("Luonnos", organisation("Toinen"))
    draft.unpublish()
    for listing_id in (draft.listing_id, uuid4()):
        assert client.get(reverse("feedback:report", args=[listing_id])).status_code == 404
        assert client.get(reverse("feedback:thanks", args=[listing_id, "kylla"])).status_code == 404
        assert client.post(reverse("feedback:helpful", args=[listing_id]), {"answer": "kylla"}, headers=OWN).status_code == 404


def test_a_page_that_goes_while_somebody_writes_gives_the_words_back(client: Client, page: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = event("Luonnos", organisation("Toinen"))
    draft.unpublish()
    entry = public_entry(page.listing_id, "fi")
    monkeypatch.setattr("portal.feedback.views.public.public_entry", lambda *_args: entry)  # as it was a moment ago
    page.delete()
    between = send(client, page)
    monkeypatch.undo()
    for response in (between, send(client, page), send(client, draft, kind="", text="<b>Väärin</b>", email="ei osoite")):
        assert response.status_code == 410
        assert response.headers["Cache-Control"] == "no-store"
        assert not response.cookies
        html = response.content.decode()
        assert TYPED["text"] in html or "&lt;b&gt;Väärin&lt;/b&gt;" in html
        assert "osoite" in html or TYPED["email"] in html
        assert "Vauvaryhmä" not in html
        assert "quick-exit" in html
    url = reverse("feedback:report", args=[draft.listing_id])
    assert client.post(url, TYPED, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 404
    assert not Message.objects.exists()
    assert not Notice.objects.exists()


def test_only_what_was_asked_is_taken(client: Client, page: Any) -> None:
    assert say(client, page, "ehka").status_code == 404
    assert client.get(reverse("feedback:helpful", args=[page.listing_id])).status_code == 405
    assert client.get(reverse("feedback:thanks", args=[page.listing_id, "jotain"])).status_code == 404


# --- The page ------------------------------------------------------------------------------------------------------
def test_every_listing_asks_and_its_page_carries_nothing_of_the_reader(client: Client, page: Any) -> None:
    response = client.get(page.url)
    html = response.content.decode()
    assert f'action="{reverse("feedback:helpful", args=[page.listing_id])}"' in html
    assert reverse("feedback:report", args=[page.listing_id]) in html
    assert "csrf" not in html.lower()
    assert not response.cookies


@pytest.mark.parametrize(("what", "words"), [("kylla", "page helped"), ("ei", "What is missing"), ("ilmoitus", "has been sent")])
def test_everybody_is_thanked_on_a_page_that_nobody_keeps(client: Client, page: Any, what: str, words: str) -> None:
    response = client.get("/en" + reverse("feedback:thanks", args=[page.listing_id, what]))
    assert words in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]


# --- Reports -------------------------------------------------------------------------------------------------------
def test_a_report_reaches_the_owner_and_the_coordinator_and_nobody_else(client: Client, page: Any) -> None:
    ours, regional = member(Role.EDITOR, page.get_parent().specific), coordinator()
    theirs = member(Role.MAIN_EDITOR, organisation("Vieras"))
    assert send(client, page).status_code == 303
    message = Message.objects.get()
    assert (message.kind, message.reply_to, message.from_reader, message.lang) == ("time", TYPED["email"], True, "fi")
    assert {notice.user for notice in Notice.objects.all()} == {ours, regional}
    for mailed in OutgoingMail.objects.all():
        assert TYPED["text"] not in mailed.body
        assert TYPED["email"] not in mailed.body + mailed.subject
    for who, status in ((ours, 200), (regional, 200), (theirs, 404)):
        client.force_login(who)
        shown = client.get(reverse("feedback_message", args=[message.pk]))
        assert shown.status_code == status
        assert (TYPED["text"] in shown.content.decode()) == (status == 200)
        assert (reverse("wagtailadmin_pages:edit", args=[page.pk]) in shown.content.decode()) == (status == 200)


def test_reports_to_an_organisation_that_nobody_edits_are_on_the_coordinators_desk(client: Client, page: Any) -> None:
    regional = coordinator()
    request = RequestFactory().get("/admin/")
    request.user = regional
    send(client, page)
    shown = messages_panel(request)
    assert shown is not None
    assert [one.page.pk for one in shown["waiting"]] == [page.pk]
    member(Role.EDITOR, page.get_parent().specific)
    assert messages_panel(request) is None


def test_of_several_open_reports_about_a_page_people_are_told_once(client: Client, page: Any) -> None:
    ours = member(Role.EDITOR, page.get_parent().specific)
    for _ in range(3):
        send(client, page)
    assert Notice.objects.filter(user=ours).count() == 1
    for message in Message.objects.all():
        answer(message, "Korjattu.", by=ours)
    send(client, page)
    assert Notice.objects.filter(user=ours).count() == 2


def test_a_report_is_begun_and_answered_and_the_address_goes_with_the_answer(client: Client, page: Any) -> None:
    ours = member(Role.EDITOR, page.get_parent().specific)
    client.post("/sv" + reverse("feedback:report", args=[page.listing_id]), {**TYPED, "opened": opened()}, headers=OWN)
    message = Message.objects.get()
    assert (message.state, message.lang) == (MessageState.NEW, "sv")
    client.force_login(ours)
    address = reverse("feedback_message", args=[message.pk])
    client.post(address, {"begin": "1"})
    message.refresh_from_db()
    assert message.state == MessageState.BEGUN
    client.post(address, {"answer": "Aika on korjattu."})
    message.refresh_from_db()
    assert (message.state, message.reply_to) == (MessageState.ANSWERED, "")
    sent = OutgoingMail.objects.get(to=TYPED["email"])
    assert "Aika on korjattu." in sent.body
    assert page.title not in sent.body + sent.subject
    assert mail.outbox == [] or all(TYPED["text"] not in one.body for one in mail.outbox)
    begun = message.begun_at
    client.post(address, {"begin": "1"})
    message.refresh_from_db()
    assert message.begun_at == begun


def test_without_an_address_nothing_is_mailed_to_the_reader(client: Client, page: Any) -> None:
    send(client, page, email="")
    before = OutgoingMail.objects.count()
    assert answer(Message.objects.get(), "Korjattu.", by=coordinator())
    assert OutgoingMail.objects.count() == before


# --- Counts and forgetting -------------------------------------------------------------------------------------------
def test_answers_are_numbers_by_week_and_listing_alone(client: Client, page: Any) -> None:
    for what in ("kylla", "kylla", "ei"):
        response = say(client, page, what)
        assert response.headers["Location"] == reverse("feedback:thanks", args=[page.listing_id, what])
        assert not response.cookies
    week = week_of(timezone.localdate())
    assert HelpfulWeek.objects.values_list("listing_id", "week", "yes", "no").get() == (page.listing_id, week, 2, 1)
    assert {field.name for field in HelpfulWeek._meta.get_fields()} == {"id", "listing_id", "week", "yes", "no"}


def test_the_last_three_months_are_summed(page: Any) -> None:
    this = week_of(timezone.localdate())
    for weeks, yes in ((0, 1), (12, 2), (13, 40)):
        HelpfulWeek.objects.create(listing_id=page.listing_id, week=this - dt.timedelta(weeks=weeks), yes=yes, no=1)
    assert helpful_lately([page.listing_id, uuid4()]) == {page.listing_id: Helpful(3, 2)}


def test_what_readers_wrote_is_forgotten_in_time(page: Any) -> None:
    now = timezone.now()
    ages = {
        "answered long ago": (retention.KEEP_ANSWERED, retention.KEEP_ANSWERED, True),
        "answered lately": (retention.KEEP_ANSWERED, dt.timedelta(days=1), True),
        "never answered": (retention.KEEP_OPEN, None, True),
        "waits": (retention.KEEP_ANSWERED, None, True),
        "waits since a month": (retention.KEEP_ADDRESS / 2, None, True),
        "from an organisation": (retention.KEEP_OPEN, retention.KEEP_ANSWERED, False),
    }
    for text, (age, answered, from_reader) in ages.items():
        made = receive(page, MessageKind.OTHER, text, from_reader=from_reader, reply_to=TYPED["email"])
        over = dt.timedelta(hours=1)
        fields = {"created_at": now - age - over, "answered_at": answered and now - answered - over}
        Message.objects.filter(pk=made.pk).update(**fields)
    old = week_of(timezone.localdate()) - retention.KEEP_COUNTS - dt.timedelta(weeks=1)
    HelpfulWeek.objects.create(listing_id=page.listing_id, week=old, yes=1)
    feedback_retention(now)
    assert set(Message.objects.values_list("text", flat=True)) == {
        "answered lately",
        "waits",
        "waits since a month",
        "from an organisation",
    }
    kept = set(Message.objects.filter(from_reader=True).exclude(reply_to="").values_list("text", flat=True))
    assert kept == {"waits since a month"}  # nobody keeps an address that is not answered
    assert not HelpfulWeek.objects.exists()


@pytest.mark.one_database
def test_coordinators_see_all_answers_most_no_first(client: Client, page: Any, django_assert_max_num_queries: Any) -> None:
    address = reverse("feedback_helpful")
    client.force_login(member(Role.MAIN_EDITOR, page.get_parent().specific))
    assert client.get(address).status_code == 404
    client.force_login(coordinator())
    this = week_of(timezone.localdate())
    HelpfulWeek.objects.create(listing_id=page.listing_id, week=this, yes=2, no=3)
    HelpfulWeek.objects.create(listing_id=page.get_parent().specific.listing_id, week=this, yes=9, no=1)
    html = client.get(address).content.decode()
    assert html.index("Vauvaryhmä") < html.index("Omistaja")
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    asked = len(few.captured_queries)
    for _ in range(20):
        HelpfulWeek.objects.create(listing_id=uuid4(), week=this, no=1)
    with django_assert_max_num_queries(asked):
        assert client.get(address).status_code == 200
