"""News by e-mail: nobody gets what they did not confirm, nothing is sent twice, and leaving deletes everything at once."""

import datetime as dt
import re
import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail as django_mail
from django.core import signing
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry
from portal.mail.delivery import deliver_pending
from portal.mail.models import OutgoingMail
from portal.members.models import Role
from portal.newsletter.desk import newsletter_panel
from portal.newsletter.forms import SubscribeForm
from portal.newsletter.links import KEEP_UNCONFIRMED, confirm_url, leave_url
from portal.newsletter.models import Subscription
from portal.newsletter.sending import send_news, weekly_moment
from portal.newsletter.services import MOST_QUESTIONS, Wish, ask, confirm, forget
from portal.regions.models import Municipality
from tests import factories
from tests.built import once_a_file

pytestmark = pytest.mark.django_db
HELSINKI = ZoneInfo("Europe/Helsinki")
ADDRESS = "lukija@example.org"
THURSDAY = dt.datetime(2026, 11, 26, 7, tzinfo=HELSINKI)


def _world() -> Any:
    factories.home()
    factories.example_municipality()
    return {"mikkeli": factories.municipality("491", "Mikkeli"), "puumala": factories.municipality("623", "Puumala")}


_built, world = once_a_file(_world)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture(autouse=True)
def _used(world: Any) -> None:
    """Every test has the world's municipalities."""


def fields(**changes: str) -> dict[str, str]:
    opened = signing.TimestampSigner(salt=SubscribeForm.SALT)
    opened.timestamp = lambda: signing.b62_encode(int(time.time()) - 60)  # type: ignore[method-assign]  # a minute ago
    return {"email": ADDRESS, "municipality": "491", "lang": "fi", "opened": opened.sign("opened"), "homepage": ""} | changes


def path(url: str) -> str:
    return url.removeprefix("http://localhost:8000")


def subscribed(wish: Wish | None = None, *, email: str = ADDRESS, since: dt.datetime | None = None) -> Subscription:
    """A confirmed subscription that has been told everything until a week before THURSDAY."""
    ask(email, wish or Wish("491", "fi"))
    made = Subscription.objects.latest("pk")
    confirm(made.key)
    Subscription.objects.filter(pk=made.pk).update(told_until=since or THURSDAY - dt.timedelta(days=7))
    OutgoingMail.objects.all().delete()
    made.refresh_from_db()
    return made


def new(page: Any, at: dt.datetime = THURSDAY - dt.timedelta(days=2)) -> Any:
    """The page, published for the first time at this moment."""
    CatalogueEntry.objects.filter(page_id=page.pk).update(first_published=at)
    return page


# --- Asking ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "wrong",
    [
        {"email": ""},
        {"email": "ei osoite"},
        {"email": "a@example.org\r\nBcc: b@example.org"},
        {"municipality": ""},
        {"municipality": "999"},
        {"municipality": "000"},
        {"lang": "xx"},
        {"kind": "organisation"},
        {"age_band": "kissa"},
        {"opened": ""},
        {"opened": "kissa:1:2"},
    ],
)
def test_a_form_with_faults_comes_back_as_it_was_typed(client: Client, wrong: dict[str, str]) -> None:
    response = client.post("/uutiskirje/", fields(**wrong))
    assert response.status_code == 400
    assert "email" in wrong or f'value="{ADDRESS}"' in response.content.decode()
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_program_is_thanked_and_nothing_is_kept(client: Client) -> None:
    assert client.post("/uutiskirje/", fields(homepage="https://example.org")).status_code == 303
    assert client.post("/uutiskirje/", fields(opened=SubscribeForm.opened_now())).status_code == 400
    assert client.post("/uutiskirje/", fields(), headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_asking_keeps_the_wish_and_mails_a_question(client: Client) -> None:
    response = client.post("/sv/uutiskirje/", fields(lang="sv", kind="event", email="Lukija@Example.org"))
    assert (response.status_code, response.headers["Location"]) == (303, "/sv/uutiskirje/lahetetty/")
    assert not response.cookies
    made = Subscription.objects.get()
    assert (made.email, made.municipality, made.lang, made.kind, made.confirmed_at) == (ADDRESS, "491", "sv", "event", None)
    mail = OutgoingMail.objects.get()
    assert mail.to == ADDRESS
    assert confirm_url(made) in mail.body
    assert "/sv/uutiskirje/vahvista/" in mail.body


def test_the_answer_does_not_tell_whether_an_address_is_known(client: Client) -> None:
    subscribed()
    known, unknown = (client.post("/uutiskirje/", fields(email=email)) for email in (ADDRESS, "toinen@example.org"))
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert known.content == unknown.content
    assert sorted(OutgoingMail.objects.values_list("to", flat=True)) == [ADDRESS, "toinen@example.org"]
    assert len(set(OutgoingMail.objects.values_list("subject", flat=True))) == 1


def test_nobodys_mailbox_is_flooded_and_no_network_asks_without_end(client: Client) -> None:
    for number in range(MOST_QUESTIONS + 2):
        assert client.post("/uutiskirje/", fields(), REMOTE_ADDR=f"10.0.0.{number}").status_code == 303
    assert OutgoingMail.objects.count() == MOST_QUESTIONS
    answers = [client.post("/uutiskirje/", fields(email=f"a{number}@example.org")).status_code for number in range(6)]
    assert answers == [303] * 5 + [429]


def test_the_form_knows_where_one_came_from(client: Client) -> None:
    page = client.get("/uutiskirje/?municipality=491")
    assert '<option value="491" selected>' in page.content.decode()
    assert page.headers["Cache-Control"] == "no-store"
    assert "Esimerkkilä" not in page.content.decode()
    assert "X-Page-Cache" not in page.headers


# --- Confirming --------------------------------------------------------------------------------------------------
def test_opening_the_link_confirms_nothing_and_the_button_does(client: Client) -> None:
    ask(ADDRESS, Wish("491", "fi"))
    made = Subscription.objects.get()
    link = path(confirm_url(made))
    for method in (client.get, client.head):
        assert method(link).status_code == 200
    made.refresh_from_db()
    assert made.confirmed_at is None
    assert client.post(link, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    response = client.post(link)
    assert response.status_code == 200
    assert "Mikkeli" in response.content.decode()
    assert (response.headers["Cache-Control"], response.headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert not response.cookies
    made.refresh_from_db()
    assert made.confirmed_at is not None
    first = made.confirmed_at
    client.post(link)
    made.refresh_from_db()
    assert made.confirmed_at == first


@pytest.mark.parametrize("token", ["kissa", "ImEi:1:2", "x" * 3000])
def test_a_forged_link_does_nothing(client: Client, token: str) -> None:
    subscribed()
    assert client.get(f"/uutiskirje/vahvista/{token}/").status_code == 410
    assert client.post(f"/uutiskirje/vahvista/{token}/").status_code == 410
    assert client.get(f"/uutiskirje/peru/{token}/").status_code == 404
    assert client.post(f"/uutiskirje/peru/{token}/").status_code == 404
    assert Subscription.objects.filter(confirmed_at__isnull=False).count() == 1


def test_a_link_for_one_thing_does_not_do_another(client: Client) -> None:
    ask(ADDRESS, Wish("491", "fi"))
    made = Subscription.objects.get()
    assert client.post(path(leave_url(made)).replace("/peru/", "/vahvista/")).status_code == 410
    assert client.post(path(confirm_url(made)).replace("/vahvista/", "/peru/")).status_code == 404
    assert Subscription.objects.get().confirmed_at is None


def test_a_link_ends_after_a_week_with_the_address(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(ADDRESS, Wish("491", "fi"))
    made = Subscription.objects.get()
    link = path(confirm_url(made))
    later = time.time() + KEEP_UNCONFIRMED.total_seconds() + 5
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert client.post(link).status_code == 410
    assert forget(timezone.now() + KEEP_UNCONFIRMED - dt.timedelta(minutes=1)) == 0
    assert forget(timezone.now() + KEEP_UNCONFIRMED + dt.timedelta(minutes=1)) == 1
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.filter(to=ADDRESS).exists()


def test_a_new_wish_takes_the_place_of_the_old_one_only_when_it_is_confirmed() -> None:
    old = subscribed()
    ask(ADDRESS, Wish("491", "sv", "event"))
    ask(ADDRESS, Wish("623", "fi"))
    assert Subscription.objects.filter(confirmed_at__isnull=False).get() == old
    for one in Subscription.objects.filter(confirmed_at=None):
        confirm(one.key)
    kept = {one.municipality: one for one in Subscription.objects.all()}
    assert {code: one.lang for code, one in kept.items()} == {"491": "sv", "623": "fi"}
    assert kept["491"].told_until == old.told_until  # what was not told yet is told


# --- Sending -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (THURSDAY, THURSDAY),
        (THURSDAY - dt.timedelta(seconds=1), dt.datetime(2026, 11, 19, 7, tzinfo=HELSINKI)),
        (dt.datetime(2026, 12, 2, 23, 59, tzinfo=HELSINKI), THURSDAY),
        (dt.datetime(2026, 10, 28, 12, tzinfo=HELSINKI), dt.datetime(2026, 10, 22, 7, tzinfo=HELSINKI)),
        (dt.datetime(2027, 3, 31, 12, tzinfo=dt.UTC), dt.datetime(2027, 3, 25, 7, tzinfo=HELSINKI)),
    ],
)
def test_the_week_begins_on_thursday_at_seven_also_over_a_change_of_the_clock(now: dt.datetime, moment: dt.datetime) -> None:
    assert weekly_moment(now) == moment


def test_news_go_once_and_only_to_those_who_confirmed() -> None:
    made = subscribed()
    ask("toinen@example.org", Wish("491", "fi"))
    new(factories.event("Perhepäivä", municipality=Municipality.objects.get(code="491")))
    new(factories.event("Ennen", municipality=Municipality.objects.get(code="491")), THURSDAY - dt.timedelta(days=8))
    new(factories.event("Jälkeen", municipality=Municipality.objects.get(code="491")), THURSDAY + dt.timedelta(hours=1))
    assert send_news(THURSDAY - dt.timedelta(minutes=1)) == 0
    assert send_news(THURSDAY + dt.timedelta(hours=2)) == 1
    assert send_news(THURSDAY + dt.timedelta(hours=2)) == 0
    mail = OutgoingMail.objects.get(to=ADDRESS)
    assert "Perhepäivä" in mail.body
    assert "Ennen" not in mail.body
    assert "Jälkeen" not in mail.body
    assert "Mikkeli" in mail.subject
    assert leave_url(made) in mail.body
    assert send_news(THURSDAY + dt.timedelta(days=7)) == 1  # "Jälkeen"
    assert send_news(THURSDAY + dt.timedelta(days=14)) == 0  # nothing new: no mail


def test_a_run_that_is_repeated_after_a_crash_sends_nothing_twice() -> None:
    made = subscribed()
    new(factories.helpline("Koko maan puhelin"))
    assert send_news(THURSDAY) == 1
    Subscription.objects.filter(pk=made.pk).update(told_until=THURSDAY - dt.timedelta(days=7))
    assert send_news(THURSDAY) == 0
    assert OutgoingMail.objects.count() == 1


def test_only_what_was_wished_for_and_never_examples_or_old_information() -> None:
    puumala, mikkeli = (Municipality.objects.get(code=code) for code in ("623", "491"))
    band = factories.age_band("Vauvat")
    subscribed(Wish("491", "fi", kind="event", age_band=band.slug))
    new(factories.group("Ryhmä", municipality=mikkeli, age_bands=[band]))
    new(factories.event("Muualla", municipality=puumala, age_bands=[band]))
    new(factories.event("Kaikille", municipality=mikkeli))
    new(factories.event("Esimerkki", municipality=mikkeli, record_status="example", age_bands=[band]))
    new(factories.event("Vanha", municipality=mikkeli, record_status="historical", age_bands=[band]))
    assert send_news(THURSDAY) == 0
    Subscription.objects.update(told_until=THURSDAY - dt.timedelta(days=7))
    new(factories.event("Vauvoille", municipality=mikkeli, age_bands=[band]))
    assert send_news(THURSDAY) == 1
    body = OutgoingMail.objects.get().body
    assert "Vauvoille" in body
    assert not any(title in body for title in ("Ryhmä", "Muualla", "Kaikille", "Esimerkki", "Vanha"))


def test_a_sensitive_thing_is_not_named_in_a_mailbox() -> None:
    subscribed(Wish("491", "en"))
    topic = factories.topic("Väkivalta", is_sensitive=True)
    group = factories.group("Väkivaltaa kokeneet", municipality=Municipality.objects.get(code="491"), topics=[topic])
    new(group)
    send_news(THURSDAY)
    mail = OutgoingMail.objects.get()
    assert "kivalt" not in f"{mail.subject} {mail.body} {mail.headers}"
    assert f"/en/kalenteri/{group.listing_id}/" in mail.body
    assert mail.subject == "New in the family centre: Mikkeli"


def test_readers_with_the_same_wish_cost_one_query_together(django_assert_max_num_queries: Any) -> None:
    new(factories.event("Perhepäivä", municipality=Municipality.objects.get(code="491")))
    for number in range(10):
        subscribed(email=f"a{number}@example.org")
    with django_assert_max_num_queries(100) as captured:
        assert send_news(THURSDAY) == 10
    assert sum("catalogue_catalogueentry" in query["sql"] for query in captured.captured_queries) == 1


# --- Leaving -----------------------------------------------------------------------------------------------------
def test_a_mail_program_leaves_with_one_post_and_everything_is_deleted(client: Client) -> None:
    made = subscribed()
    new(factories.event("Perhepäivä", municipality=Municipality.objects.get(code="491")))
    send_news(THURSDAY)
    deliver_pending(timezone.now() + dt.timedelta(days=30))
    (sent,) = django_mail.outbox
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    found = re.fullmatch(r"<(http\S+)>", str(sent.extra_headers["List-Unsubscribe"]))
    assert found is not None
    link = path(found[1])
    assert client.get(link).status_code == 200
    assert Subscription.objects.filter(pk=made.pk).exists()  # a mail scanner has only looked
    response = client.post(link, {"List-Unsubscribe": "One-Click"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert response.status_code == 200
    assert not response.cookies
    assert not Subscription.objects.exists()
    assert not OutgoingMail.objects.filter(once_key__startswith="newsletter").exists()
    assert client.post(link).status_code == 200  # once more: nothing to do
    assert client.get(link).status_code == 200


def test_the_outbox_forgets_the_address_when_a_mail_has_gone() -> None:
    subscribed()
    new(factories.event("Perhepäivä", municipality=Municipality.objects.get(code="491")))
    send_news(THURSDAY)
    forget(timezone.now())
    assert OutgoingMail.objects.get().to == ADDRESS  # not sent yet
    OutgoingMail.objects.update(sent_at=timezone.now())
    forget(timezone.now())
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.subject, mail.body, mail.headers) == ("", "", "", {})
    assert mail.once_key
    assert ADDRESS not in str(Subscription.objects.get())


def test_the_coordinator_sees_numbers_and_nobody_else_anything(rf: RequestFactory) -> None:
    request = rf.get("/admin/")
    request.user = factories.coordinator()
    assert newsletter_panel(request) is None
    subscribed()
    subscribed(email="toinen@example.org")
    ask("kolmas@example.org", Wish("623", "fi"))
    shown = newsletter_panel(request)
    assert shown == {"counts": [{"name": "Mikkeli", "count": 2}], "total": 2, "closed": False}
    request.user = factories.member(Role.EDITOR, factories.organisation())
    assert newsletter_panel(request) is None
