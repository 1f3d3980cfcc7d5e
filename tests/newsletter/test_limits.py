"""Nobody has the portal write to thousands, and addresses that nothing reaches are not kept."""

import datetime as dt
import smtplib
import time
from typing import Any, ClassVar

import pytest
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.utils import timezone

from portal.mail.delivery import deliver_pending
from portal.mail.models import Notice, OutgoingMail
from portal.newsletter.bounces import MOST_BOUNCES
from portal.newsletter.desk import newsletter_panel
from portal.newsletter.forms import SubscribeForm
from portal.newsletter.jobs import retention
from portal.newsletter.limits import DAY, HOUR, closed_for
from portal.newsletter.models import Subscription
from portal.newsletter.services import MAILS, Wish, ask, confirm
from portal.settings.env import read
from tests import factories
from tests.built import once_a_file

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "lukija@example.org"
WISH = Wish("491", "fi")


def _world() -> Any:
    factories.home()
    return factories.municipality("491", "Mikkeli"), factories.coordinator()


_built, world = once_a_file(_world)


class Server(EmailBackend):
    """A mail server that answers for some addresses as the test says."""

    replies: ClassVar[dict[str, tuple[int, bytes]]] = {}

    def send_messages(self, messages: Any) -> int:
        for message in messages:
            refused = {to: self.replies[to] for to in message.to if to in self.replies}
            if refused:
                raise smtplib.SMTPRecipientsRefused(refused)
        return int(super().send_messages(messages))


@pytest.fixture(autouse=True)
def _clean(settings: Any, world: Any) -> None:
    cache.clear()
    Server.replies = {}
    settings.MAIL_TRANSPORT = f"{__name__}.Server"


def send(client: Client, number: int) -> Any:
    signer = signing.TimestampSigner(salt=SubscribeForm.SALT)
    signer.timestamp = lambda: signing.b62_encode(int(time.time()) - 60)  # type: ignore[method-assign]  # a minute ago
    given = {"email": f"a{number}@example.org", "municipality": "491", "lang": "fi", "opened": signer.sign("opened"), "homepage": ""}
    return client.post("/uutiskirje/", given, REMOTE_ADDR=f"192.0.2.{number}")


# --- Too many ----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("wrong", [{"NEWSLETTER_HOURLY": "0"}, {"NEWSLETTER_DAILY": "many"}])
def test_a_limit_that_is_none_is_named(wrong: dict[str, str]) -> None:
    with pytest.raises(ImproperlyConfigured, match=next(iter(wrong))):
        read(wrong)


def test_a_thousand_networks_cannot_have_thousands_written_to(client: Client, settings: Any, rf: RequestFactory, world: Any) -> None:
    settings.NEWSLETTER_HOURLY, settings.NEWSLETTER_DAILY = 3, 4
    assert [send(client, number).status_code for number in range(5)] == [303] * 3 + [429] * 2
    refused = send(client, 9)
    assert refused.headers["Cache-Control"] == "no-store"
    assert 'value="a9@example.org"' in refused.content.decode()  # what was typed stays
    assert send(client, 0).content.count(b"notice-urgent") == refused.content.count(b"notice-urgent") == 1  # a known address, too
    assert Subscription.objects.count() == OutgoingMail.objects.filter(once_key__startswith=MAILS).count() == 3
    request = rf.get("/admin/")
    request.user = world[1]
    shown = newsletter_panel(request)
    assert shown is not None
    assert shown["closed"]
    assert Notice.objects.filter(user=world[1]).count() == 1  # told once a day, however many were refused
    Subscription.objects.update(created_at=timezone.now() - HOUR)
    assert [send(client, number).status_code for number in (5, 6)] == [303, 429]  # the day's limit
    assert closed_for(timezone.now()) == DAY
    assert closed_for(timezone.now() + DAY) is None


# --- Nobody there ------------------------------------------------------------------------------------------------
def subscribed() -> Subscription:
    ask(ADDRESS, WISH)
    made = Subscription.objects.get()
    confirm(made.key)
    OutgoingMail.objects.all().delete()
    return made


def news(made: Subscription, week: int) -> OutgoingMail:
    """This week's mail, handed to the server."""
    mail = OutgoingMail.objects.create(to=made.email, subject="Uutta", body="Uutta", once_key=f"{MAILS}{made.key}:{week}")
    deliver_pending(timezone.now() + dt.timedelta(seconds=1))
    retention(timezone.now())
    return mail


@pytest.mark.parametrize(
    "reply",
    [
        (450, b"4.2.1 mailbox busy"),
        (550, b"5.7.1 relaying denied"),
        (550, b"5.2.2 mailbox full"),
        (554, b"spam"),
        (421, b"try later"),
    ],
)
def test_a_server_that_refuses_us_or_is_busy_ends_nothing(reply: tuple[int, bytes]) -> None:
    made = subscribed()
    Server.replies = {ADDRESS: reply}
    for week in range(MOST_BOUNCES + 1):
        mail = news(made, week)
        mail.refresh_from_db()
        assert (mail.failed_at, mail.is_undeliverable) == (None, False)  # tried again later
    assert Subscription.objects.get() == made


@pytest.mark.parametrize("reply", [(550, b"5.1.1 no such user"), (550, b"User unknown"), (551, b""), (554, b"5.2.1 disabled")])
def test_a_mailbox_that_is_not_there_ends_the_subscription_after_three_mails(reply: tuple[int, bytes]) -> None:
    made = subscribed()
    Server.replies = {ADDRESS: reply}
    for week in range(MOST_BOUNCES - 1):
        mail = news(made, week)
        mail.refresh_from_db()
        assert mail.failed_at is not None  # at once: no other attempt would do better
        assert mail.is_undeliverable
        assert ADDRESS not in mail.last_error
    Server.replies = {}
    news(made, 10)  # one that arrives begins the count anew
    Server.replies = {ADDRESS: reply}
    for week in range(11, 10 + MOST_BOUNCES):
        news(made, week)
        assert Subscription.objects.exists()
    news(made, 20)
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.filter(once_key__startswith=MAILS).exists()


def test_a_question_that_nobody_gets_is_forgotten_at_once() -> None:
    Server.replies = {ADDRESS: (550, b"5.1.1 no such user")}
    ask(ADDRESS, WISH)
    deliver_pending(timezone.now() + dt.timedelta(seconds=1))
    assert "1 unreachable" in retention(timezone.now())
    assert not Subscription.objects.exists()


def test_whoever_runs_the_portal_can_delete_an_address(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CommandError):
        call_command("newsletter_forget", ADDRESS)
    subscribed()
    call_command("newsletter_forget", ADDRESS.upper())
    assert capsys.readouterr().out == "Deleted: 1\n"
    assert not Subscription.objects.exists()
