"""What readers write about accessibility: it reaches the coordinators, its 14 days are tracked, and it is forgotten in time."""

import datetime as dt
import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from portal.accessibility.desk import accessibility_panel
from portal.accessibility.forms import FeedbackForm
from portal.accessibility.jobs import accessibility
from portal.accessibility.models import AccessibilityMessage, AccessibilityStatement, StatementException
from portal.accessibility.services import KEEP_ADDRESS, KEEP_ANSWERED, KEEP_DAYS, answer, receive
from portal.accessibility.supervisor import due_on
from portal.desk.registry import panels
from portal.mail.models import Notice, OutgoingMail
from tests.built import once_a_file
from tests.factories import coordinator, home, member

pytestmark = pytest.mark.django_db

TYPED = {"text": "Ruudunlukija ei lue karttaa.", "where": "Mikkeli", "email": "lukija@example.org"}
HELSINKI = ZoneInfo("Europe/Helsinki")


def _coordinator() -> Any:
    home()
    return coordinator()


_built, regional = once_a_file(_coordinator)


@pytest.fixture(autouse=True)
def _nobody_has_asked() -> None:
    cache.clear()


def opened(seconds_ago: int) -> str:
    signer = signing.TimestampSigner(salt=FeedbackForm.SALT)
    value = f"opened{signer.sep}{signing.b62_encode(int(time.time()) - seconds_ago)}"
    return f"{value}{signer.sep}{signer.signature(value)}"


def send(client: Client, *, ago: int = 60, site: str = "same-origin", path: str = "/saavutettavuus/palaute/", **changes: str) -> Any:
    return client.post(path, {**TYPED, "opened": opened(ago), "homepage": "", **changes}, headers={"Sec-Fetch-Site": site})


def message(days_ago: int = 0, **fields: Any) -> AccessibilityMessage:
    made = receive("Teksti on pieni", lang="fi", reply_to="lukija@example.org")
    made.created_at = timezone.now() - dt.timedelta(days=days_ago)
    made.save()
    AccessibilityMessage.objects.filter(pk=made.pk).update(**fields)
    made.refresh_from_db()
    return made


def panel(who: Any) -> Any:
    request = RequestFactory().get("/admin/")
    request.user = who
    return accessibility_panel(request)


# --- What is refused -------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"text": " "}, 400),
        ({"text": "ä" * 4001}, 400),
        ({"email": "ei osoite"}, 400),
        ({"where": "x" * 301}, 400),
        ({"opened": "väärä:1:2"}, 400),
        ({"ago": 0}, 400),
        ({"ago": 13 * 60 * 60}, 400),
        ({"site": "cross-site"}, 403),
    ],
)
def test_what_is_refused_keeps_what_was_typed(client: Client, regional: Any, changes: dict[str, Any], status: int) -> None:
    response = send(client, **changes)
    assert response.status_code == status
    if status == 400:
        assert 'role="alert"' in response.content.decode()
        assert (TYPED | changes)["text"].strip() in response.content.decode()
    assert not response.cookies
    assert not AccessibilityMessage.objects.exists()


def test_programs_and_floods_leave_nothing(client: Client, regional: Any) -> None:
    assert send(client, homepage="https://example.org").status_code == 303
    assert not AccessibilityMessage.objects.exists()
    assert [send(client).status_code for _ in range(6)] == [303] * 5 + [429]


def test_organisations_see_no_messages(client: Client, regional: Any) -> None:
    made, who = message(), member()
    assert panel(who) is None
    client.force_login(who)
    for address in (reverse("accessibility_messages"), reverse("accessibility_message", args=[made.pk])):
        assert client.get(address).status_code == 404
        assert client.post(address, {"answer": "Tehty"}).status_code == 404


# --- Received --------------------------------------------------------------------------------------------------------
def test_a_message_reaches_the_coordinators_and_mails_repeat_nothing_of_it(client: Client, regional: Any) -> None:
    response = send(client, path="/sv/saavutettavuus/palaute/")
    assert response.headers["Location"] == "/sv/saavutettavuus/palaute/kiitos/"
    made = AccessibilityMessage.objects.get()
    assert (made.text, made.where, made.reply_to, made.lang) == (TYPED["text"], TYPED["where"], TYPED["email"], "sv")
    notice = Notice.objects.get()
    assert (notice.user, notice.url) == (regional, reverse("accessibility_messages"))
    mailed = OutgoingMail.objects.get()
    assert not any(said in mailed.body + mailed.subject for said in TYPED.values())


def test_many_messages_of_one_day_are_one_notice(client: Client, regional: Any) -> None:
    for _each in range(3):
        message()
    assert AccessibilityMessage.objects.count() == 3
    assert Notice.objects.count() == OutgoingMail.objects.count() == 1


def test_the_thanks_name_the_day_and_are_kept_by_nobody(client: Client, regional: Any) -> None:
    response = client.get("/en/saavutettavuus/palaute/kiitos/")
    assert f"{due_on(timezone.now()):%Y}" in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        (dt.datetime(2026, 3, 20, 23, 59, tzinfo=HELSINKI), dt.date(2026, 4, 3)),  # over the change to summer time
        (dt.datetime(2026, 3, 20, 22, 30, tzinfo=dt.UTC), dt.date(2026, 4, 4)),  # half past midnight in Finland
        (dt.datetime(2026, 12, 24, 12, tzinfo=HELSINKI), dt.date(2027, 1, 7)),
    ],
)
def test_fourteen_calendar_days_in_finland(received: dt.datetime, last_day: dt.date) -> None:
    assert due_on(received) == last_day
    made = AccessibilityMessage.objects.create(text="x", lang="fi", created_at=received)
    assert made.due_on == last_day


# --- Tracked ---------------------------------------------------------------------------------------------------------
def test_the_desk_shows_the_overdue_ones_first_and_before_everything_else(client: Client, regional: Any) -> None:
    made = [message(days) for days in (1, 16, 13)]
    message(20, answered_at=timezone.now())
    shown = panel(regional)["waiting"]
    assert shown == [made[1], made[2], made[0]]
    assert [one.is_overdue for one in shown] == [True, False, False]
    assert next(panels()).name == "accessibility"
    client.force_login(regional)
    page = client.get(reverse("accessibility_messages_results")).content.decode()
    assert page.index(reverse("accessibility_message", args=[made[1].pk])) < page.index(reverse("accessibility_message", args=[made[0].pk]))


def test_the_last_day_is_still_in_time(regional: Any) -> None:
    on_the_day, late = message(14), message(15)
    assert (on_the_day.is_overdue, on_the_day.days_left) == (False, 0)
    assert (late.is_overdue, late.days_left) == (True, -1)
    for one in (on_the_day, late):
        answer(one, "Korjattu.", by=regional)
    assert (on_the_day.was_in_time, late.was_in_time) == (True, False)


def test_coordinators_are_reminded_once_before_and_once_after(regional: Any) -> None:
    message(3), message(11), message(15), message(30, answered_at=timezone.now())
    before = Notice.objects.count()
    accessibility(timezone.now())
    accessibility(timezone.now())
    assert Notice.objects.count() == before + 2


def test_promises_of_the_statement_that_are_over_are_told(regional: Any) -> None:
    assert panel(regional) is None
    statement = AccessibilityStatement.load()
    statement.exceptions = [StatementException(text={"fi": "Esite"}, until=timezone.localdate() - dt.timedelta(days=1))]
    statement.save()
    assert panel(regional)["promised"] == 1


# --- Answered and forgotten --------------------------------------------------------------------------------------------
@pytest.mark.parametrize("text", ["", " ", "ä" * 4001])
def test_an_answer_needs_words(client: Client, regional: Any, text: str) -> None:
    made = message()
    client.force_login(regional)
    response = client.post(reverse("accessibility_message", args=[made.pk]), {"answer": text})
    assert response.status_code == 400
    made.refresh_from_db()
    assert made.answered_at is None


def test_it_is_answered_once_by_mail_and_the_address_goes(client: Client, regional: Any) -> None:
    made = message()
    client.force_login(regional)
    address = reverse("accessibility_message", args=[made.pk])
    assert client.post(address, {"answer": "Kartta luetaan nyt."}).status_code == 302
    assert client.post(address, {"answer": "Toisin."}).status_code == 302
    made.refresh_from_db()
    assert (made.answer, made.answered_by, made.reply_to) == ("Kartta luetaan nyt.", regional, "")
    assert "Kartta luetaan nyt." in OutgoingMail.objects.get(to="lukija@example.org").body
    assert "Kartta luetaan nyt." in client.get(address).content.decode()


def test_words_go_half_a_year_after_the_answer_and_days_stay(client: Client, regional: Any) -> None:
    now, hour = timezone.now(), dt.timedelta(hours=1)
    old = message(200, answered_at=now - KEEP_ANSWERED - hour, answer="Vastaus")
    lately = message(200, answered_at=now - KEEP_ANSWERED + hour, answer="Vastaus")
    waits = message(100)
    never = message(KEEP_ANSWERED.days + 16)
    fresh = message(KEEP_ADDRESS.days - 1)
    message(KEEP_DAYS.days + 1, answered_at=now - KEEP_DAYS)
    accessibility(now)
    for one in (old, lately, waits, never, fresh):
        one.refresh_from_db()
    assert (old.text, old.answer, old.reply_to) == ("", "", "")
    assert old.was_in_time is not None
    assert lately.text
    assert (bool(waits.text), waits.reply_to, bool(fresh.reply_to)) == (True, "", True)  # nobody keeps an address that is not answered
    assert (never.text, never.where, never.reply_to, never.is_overdue) == ("", "", "", True)  # its days still tell that it was not
    assert AccessibilityMessage.objects.count() == 5
    shown = panel(regional)
    assert shown is not None
    assert never not in shown["waiting"]
    client.force_login(regional)
    assert client.get(reverse("accessibility_message", args=[old.pk])).status_code == 200
    assert "<textarea" not in client.get(reverse("accessibility_message", args=[never.pk])).content.decode()
