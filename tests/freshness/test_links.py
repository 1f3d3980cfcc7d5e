"""The page behind the link in a mail."""

import datetime as dt

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.feedback.models import Message, MessageKind
from portal.freshness.models import Ask, Confirmation
from portal.listings.schedule import Schedule, Weekly
from portal.mail.models import Notice
from portal.members.models import Membership
from tests import factories
from tests.freshness.world import EDITOR, TODAY, contact, group_due_in, link_in, mails, ours, run

pytestmark = pytest.mark.django_db
CURRENT = "current"


def _asked(email: str = EDITOR, title: str = "Vauvaryhmä") -> tuple[str, object]:
    """The link's path, and the page asked about."""
    organisation = ours()
    if email != EDITOR:
        contact(organisation, email)
    page = group_due_in(
        7, organisation, title, schedule=Schedule(rules=(Weekly(weekdays=(2,), start=dt.time(9)),)), summary="Vauvojen kanssa"
    )
    run()
    return link_in(mails(email)[0]), page


def _state(page: object) -> object:
    page.refresh_from_db()  # type: ignore[attr-defined]  # a page
    return page.confirmed_on  # type: ignore[attr-defined]


@pytest.mark.parametrize("email", [EDITOR, "contact@example.org"])
def test_a_page_is_confirmed_without_login_by_a_post(client: Client, email: str) -> None:
    path, page = _asked(email)
    assert client.post(path, {"page": page.pk, "answer": CURRENT}).status_code == 303  # type: ignore[attr-defined]
    assert _state(page) == TODAY
    said = Confirmation.objects.get()
    assert (said.user is None) == (email != EDITOR)
    assert said.who in {EDITOR, "contact@example.org"}


def test_opening_the_link_changes_nothing_and_shows_the_public_facts(client: Client) -> None:
    path, page = _asked()
    before = _state(page)
    page.title, page.summary = "Salainen", "Luonnos"  # type: ignore[attr-defined]
    page.save_revision()  # type: ignore[attr-defined]
    for method in (client.get, client.head, client.options):
        method(path)
    body = client.get(path).content.decode()
    assert _state(page) == before
    assert not Confirmation.objects.exists()
    assert "Vauvojen kanssa" in body
    assert "Salainen" not in body
    assert "Luonnos" not in body


def test_the_page_is_stored_and_found_nowhere_and_sets_no_cookie(client: Client) -> None:
    path, _page = _asked()
    for response in (client.get(path), client.get("/vahvista/forged/"), client.post(path, {})):
        assert response.headers["Cache-Control"] == "no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert not response.cookies


def test_each_answer_is_taken_once(client: Client) -> None:
    path, page = _asked()
    data = {"page": page.pk, "answer": CURRENT}  # type: ignore[attr-defined]
    client.post(path, data)
    client.post(path, data | {"answer": "ended"})
    assert Confirmation.objects.count() == 1
    assert not Message.objects.exists()
    assert '<form method="post"' not in client.get(path).content.decode()


def test_a_colleagues_answer_closes_the_question(client: Client) -> None:
    path, page = _asked()
    from portal.freshness.models import How
    from portal.freshness.services import confirm

    confirm(page, by=factories.user(), how=How.ADMIN)
    client.post(path, {"page": page.pk, "answer": "ended"})  # type: ignore[attr-defined]
    assert not Message.objects.exists()


def test_what_has_changed_is_told_to_the_owner_and_changes_nothing(client: Client) -> None:
    path, page = _asked("contact@example.org")
    before = _state(page)
    assert client.post(path, {"page": page.pk, "answer": "changed", "note": "  "}).status_code == 422  # type: ignore[attr-defined]
    client.post(path, {"page": page.pk, "answer": "changed", "note": "Uusi kello 10"})  # type: ignore[attr-defined]
    told = Notice.objects.filter(url=reverse("feedback_message", args=[Message.objects.get().pk]))
    assert [notice.user.email for notice in told] == [EDITOR]
    assert "kello 10" not in told[0].text
    message = Message.objects.get()
    assert (message.kind, message.text, message.organisation.title) == (MessageKind.CHANGED, "Uusi kello 10", "Perheyhdistys")  # type: ignore[union-attr]
    assert _state(page) == before


def test_ended_is_a_proposal(client: Client) -> None:
    path, page = _asked()
    client.post(path, {"page": page.pk, "answer": "ended"})  # type: ignore[attr-defined]
    page.refresh_from_db()  # type: ignore[attr-defined]
    assert page.live  # type: ignore[attr-defined]
    assert Message.objects.get().kind == MessageKind.ENDED


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "none"}])
def test_a_form_of_another_site_is_refused(client: Client, headers: dict[str, str]) -> None:
    path, page = _asked()
    response = client.post(path, {"page": page.pk, "answer": CURRENT}, headers=headers)  # type: ignore[attr-defined]
    assert response.status_code == 403
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin", "Origin": "null"}, {"Origin": "http://testserver"}])
def test_a_form_of_ours_is_taken(client: Client, headers: dict[str, str]) -> None:
    path, page = _asked()
    assert client.post(path, {"page": page.pk, "answer": CURRENT}, headers=headers).status_code == 303  # type: ignore[attr-defined]


@pytest.mark.parametrize("token", ["forged", signing.dumps(1, salt="another"), "1:abc:def", "%00", "x" * 3000])
def test_a_forged_link_opens_nothing(client: Client, token: str) -> None:
    _asked()
    assert client.get(f"/vahvista/{token}/").status_code == 410
    assert client.post(f"/vahvista/{token}/", {"answer": CURRENT}).status_code == 410


def test_the_link_is_bound_to_its_pages(client: Client) -> None:
    path, _page = _asked()
    other = group_due_in(7, factories.organisation("Toinen"), "Muiden ryhmä")
    client.post(path, {"page": other.pk, "answer": CURRENT})
    assert not Confirmation.objects.exists()


def test_the_link_dies_after_sixty_days_and_with_who_got_it(client: Client) -> None:
    path, _page = _asked()
    Ask.objects.update(created_at=timezone.now() - dt.timedelta(days=61))
    assert client.get(path).status_code == 410
    Ask.objects.update(created_at=timezone.now())
    assert client.get(path).status_code == 200
    Membership.objects.update(ended_at=timezone.now())
    assert client.get(path).status_code == 410


def test_a_removed_contacts_link_opens_nothing(client: Client) -> None:
    path, page = _asked("contact@example.org")
    page.get_parent().specific.freshness_contacts.all().delete()  # type: ignore[attr-defined]
    assert client.get(path).status_code == 410


def test_old_links_are_forgotten() -> None:
    _asked()
    run(61)
    assert not Ask.objects.filter(created_at__lt=timezone.now() + dt.timedelta(minutes=1)).exclude(asked_pages__isnull=False).exists()
    run(200)
    assert not Ask.objects.filter(created_at__lt=timezone.now() - dt.timedelta(days=60)).exists()


def test_swedish_and_english_readers_get_the_page_in_their_language(client: Client) -> None:
    path, _page = _asked()
    assert "Is this still right?" in client.get(f"/en{path}").content.decode()


def _queries(client: Client, count: int) -> int:
    organisation = factories.organisation(f"Järjestö {count}")
    contact(organisation, f"c{count}@example.org")
    for number in range(count):
        group_due_in(7, organisation, f"Ryhmä {count} {number}")
    run()
    path = link_in(mails(f"c{count}@example.org")[0])
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.one_database
def test_twenty_pages_cost_what_one_does(client: Client) -> None:
    assert _queries(client, 1) == _queries(client, 20)
