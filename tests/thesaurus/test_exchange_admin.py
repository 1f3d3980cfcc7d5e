"""The thesaurus as a file in the admin: seen before it is confirmed, by who confirms it, and nothing overwritten."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portal.audit.models import AuditEvent
from portal.thesaurus.models import Concept
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.services import add_label
from portal.thesaurus.skos_files import MAX_BYTES, serialised
from portal.thesaurus.views import exchange
from tests import factories
from tests.thesaurus.turtle import PREFIXES, VAUVA

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_thesaurus_concept:list"


@pytest.fixture
def coordinator(client: Client) -> Client:
    factories.home()
    client.force_login(factories.coordinator())
    return client


def upload(client: Client, text: str | bytes, name: str = "thesaurus.ttl", **fields: str) -> Any:
    data = text.encode() if isinstance(text, str) else text
    return client.post(reverse("thesaurus_import"), {"file": SimpleUploadedFile(name, data)} | fields)


def confirm(client: Client, signed: str) -> Any:
    return client.post(reverse("thesaurus_import_confirm"), {"file": signed}, follow=True)


@pytest.mark.usefixtures("thesaurus")
def test_download(coordinator: Client) -> None:
    for form, ending, media_type in (("turtle", "ttl", "text/turtle; charset=utf-8"), ("json-ld", "jsonld", "application/ld+json")):
        answer = coordinator.get(reverse("thesaurus_export"), {"format": form})
        assert (answer.content.decode(), answer["Content-Type"]) == (serialised(form), media_type)  # type: ignore[arg-type]
        assert answer["Content-Disposition"].endswith(f'.{ending}"')
    assert coordinator.get(reverse("thesaurus_export"), {"format": "xml"}).status_code == 404
    assert coordinator.post(reverse("thesaurus_export")).status_code == 405


@pytest.mark.usefixtures("thesaurus")
def test_one_sees_what_would_change_and_then_confirms_it(coordinator: Client) -> None:
    text = VAUVA + ':ero a skos:Concept ; skos:prefLabel "Ero"@fi ; skos:definition "x"@fi .'
    seen = upload(coordinator, text)
    page = seen.content.decode()
    plan = seen.context["plan"]
    assert (set(plan.added), [change.key for change in plan.changed], set(plan.removed)) == ({"vauva"}, ["ero"], {"perhe", "vakivalta"})
    assert all(part in page for part in ("Väkivalta (vakivalta)", "Vauva (vauva)", "skos/core#definition"))
    assert Concept.objects.count() == 3

    page = confirm(coordinator, seen.context["signed"])
    assert page.redirect_chain == [(reverse(LIST), 302)]
    assert "info" in [message.level_tag for message in page.context["messages"]], "pages are read anew first"
    assert [one.key for one in stored_concepts()] == ["ero", "vauva"]
    event = AuditEvent.objects.get(action="thesaurus.imported")
    assert (event.actor_name != "", event.data["removed"]) == (True, ["perhe", "vakivalta"])

    again = upload(coordinator, text)
    assert again.context["plan"].changes_nothing
    assert "thesaurus_import_confirm" not in again.content.decode()


@pytest.mark.usefixtures("thesaurus")
def test_keeping_in_the_admin(coordinator: Client) -> None:
    confirm(coordinator, upload(coordinator, VAUVA, keep="on").context["signed"])
    assert Concept.objects.count() == 4


@pytest.mark.usefixtures("thesaurus")
def test_a_refused_upload_names_the_reasons_safely(coordinator: Client) -> None:
    page = upload(coordinator, PREFIXES + ':a a skos:Concept ; skos:prefLabel "<script>alert(1)</script>"@sv, "B"@sv .', "<i>x.ttl")
    assert page.context["refusals"]
    assert "<script>alert(1)" not in page.content.decode()
    assert "&lt;i&gt;x.ttl" in page.content.decode() or "x.ttl" in page.content.decode()
    assert "signed" not in page.context
    assert "file" in upload(coordinator, b"").context["form"].errors
    assert "file" in upload(coordinator, b"#" * (MAX_BYTES + 1)).context["form"].errors
    assert "file" in coordinator.post(reverse("thesaurus_import")).context["form"].errors
    assert Concept.objects.count() == 3


@pytest.mark.usefixtures("thesaurus")
def test_what_was_not_shown_to_this_user_is_not_confirmed(coordinator: Client) -> None:
    signed = upload(coordinator, VAUVA).context["signed"]
    for sent in ("", "nonsense", signed[:-2], signed + "x"):
        assert confirm(coordinator, sent).redirect_chain == [(reverse("thesaurus_import"), 302)]
    other = Client()
    other.force_login(factories.coordinator())
    assert confirm(other, signed).redirect_chain == [(reverse("thesaurus_import"), 302)]
    assert coordinator.get(reverse("thesaurus_import_confirm")).status_code == 405
    assert Concept.objects.count() == 3


@pytest.mark.usefixtures("thesaurus")
def test_a_thesaurus_that_was_edited_meanwhile_is_not_overwritten(coordinator: Client) -> None:
    signed = upload(coordinator, VAUVA).context["signed"]
    add_label(Concept.objects.get(slug="ero"), "fi", "ukko lähti")
    page = confirm(coordinator, signed)
    assert page.redirect_chain == [(reverse("thesaurus_import"), 302)]
    assert Concept.objects.count() == 3
    assert "ukko lähti" in Concept.objects.get(slug="ero").colloquial["fi"]


@pytest.mark.usefixtures("thesaurus")
def test_a_file_that_no_form_can_send_back_is_refused_before(coordinator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "MOST_SIGNED", 100)
    page = upload(coordinator, VAUVA)
    assert "thesaurus_import" in str(page.context["refusals"][0])
    assert "signed" not in page.context
