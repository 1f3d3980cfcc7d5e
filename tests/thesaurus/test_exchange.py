"""The thesaurus out as SKOS and in again: the same, once, whole, seen before it is confirmed, and logged."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from rdflib import Graph

from portal.audit.models import AuditEvent
from portal.thesaurus import importing
from portal.thesaurus.models import Concept
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.services import add_label
from portal.thesaurus.signals import thesaurus_changed
from portal.thesaurus.skos import FORMATS, SkosFormat, serialised
from portal.thesaurus.skos_parsing import MAX_BYTES
from portal.thesaurus.values import ConceptValue, comparable
from portal.thesaurus.views import exchange
from portal.thesaurus.writing import write_concepts
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_thesaurus_concept:list"
PREFIXES = "@prefix : <https://example.org/t#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def named(key: str, more: str = "") -> str:
    """A concept in Turtle."""
    return f':{key} a skos:Concept ; skos:prefLabel "{key.capitalize()}"@fi {more} .\n'


VAUVA = PREFIXES + named("vauva")
HERE = "https://other.example/api/v1/thesaurus#"


@pytest.fixture
def thesaurus() -> None:
    """Every part of a concept, used once."""
    factories.topic("Ero", labels={"fi": "Ero", "sv": "Skilsmässa"})
    write_concepts(
        [
            ConceptValue("perhe", {"fi": "Perhe"}, {}, {}),
            ConceptValue(
                "ero",
                {"fi": "Ero", "sv": "Skilsmässa", "en": "Divorce"},
                {"fi": ("avioero", "eroaminen")},
                {"fi": ("me erotaan", 'äijä "lähti" \\ pois'), "en": ("we split up",)},
                broader=("perhe",),
                related=("vakivalta",),
                topics=("ero",),
            ),
            ConceptValue("vakivalta", {"fi": "Väkivalta"}, {}, {"fi": ("mies lyö",)}, crisis=True),
        ]
    )


def write(tmp_path: Path, text: str, name: str = "thesaurus.ttl") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


# --- Out ----------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("thesaurus")
def test_both_forms_say_the_same_and_always_in_the_same_order(settings: Any, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    settings.SITE_URL = "https://perhe.example/"
    with django_assert_num_queries(5):
        turtle = serialised("turtle")
    document = serialised("json-ld")
    assert (serialised("turtle"), serialised("json-ld")) == (turtle, document)
    graphs = [Graph().parse(data=turtle, format="turtle"), Graph()]
    from rdflib.plugins.parsers.jsonld import to_rdf

    to_rdf(json.loads(document), graphs[1])
    assert set(graphs[0]) == set(graphs[1])
    lines = {" ".join(str(part) for part in triple) for triple in graphs[0]}
    here, skos = "https://perhe.example/api/v1/thesaurus", "http://www.w3.org/2004/02/skos/core#"
    assert {
        f"{here}#ero {skos}prefLabel Skilsmässa",
        f"{here}#ero {skos}altLabel avioero",
        f"{here}#ero {skos}hiddenLabel we split up",
        f"{here}#ero {skos}broader {here}#perhe",
        f"{here}#perhe {skos}narrower {here}#ero",
        f"{here}#ero {skos}related {here}#vakivalta",
        f"{here}#vakivalta {skos}related {here}#ero",
        f"{here}#ero {skos}relatedMatch {here}#topic/ero",
        f"{here}#topic/ero {skos}prefLabel Skilsmässa",
        f"{here}#vakivalta {here}#property/isCrisis true",
        f"{here}#perhe {skos}topConceptOf {here}",
    } <= lines


# --- In -----------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("thesaurus")
@pytest.mark.parametrize("form", FORMATS)
def test_what_was_exported_is_imported_to_the_same_elsewhere_and_again(tmp_path: Path, settings: Any, form: SkosFormat) -> None:
    settings.SITE_URL = "https://first.example"
    path = write(tmp_path, serialised(form), "x")
    before = stored_concepts()
    Concept.objects.all().delete()
    settings.SITE_URL = "https://second.example:8443"

    call_command("thesaurus_import", path, format=form, verbosity=0)
    after = stored_concepts()
    assert [comparable(one) for one in after] == [comparable(one) for one in before]

    told: list[bool] = []
    hear: Callable[..., None] = lambda **kwargs: told.append(kwargs["texts_changed"])  # noqa: E731 (kept for the receiver's life)
    thesaurus_changed.connect(hear)
    for keep in (False, True):
        call_command("thesaurus_import", path, format=form, keep=keep, verbosity=0)
    assert (stored_concepts(), told) == (after, [])


@pytest.mark.usefixtures("thesaurus")
def test_a_file_replaces_the_thesaurus_unless_told_to_keep(tmp_path: Path) -> None:
    path = write(tmp_path, VAUVA)
    call_command("thesaurus_import", path, keep=True, verbosity=0)
    assert {one.key for one in stored_concepts()} == {"ero", "perhe", "vakivalta", "vauva"}
    call_command("thesaurus_import", path, verbosity=0)
    assert {one.key for one in stored_concepts()} == {"vauva"}
    logged = AuditEvent.objects.filter(action="thesaurus.imported").order_by("pk")
    assert [event.data["removed"] for event in logged] == [[], ["ero", "perhe", "vakivalta"]]
    assert logged[0].data["added"] == 1
    assert logged[0].subject == "thesaurus.ttl"


@pytest.mark.usefixtures("thesaurus")
def test_keeping_is_by_kind_and_language(tmp_path: Path) -> None:
    text = f"""{PREFIXES}
        :ero a skos:Concept ; skos:prefLabel "Eroaminen"@fi ; skos:altLabel "eron jälkeen"@fi, "separation"@en ;
          skos:hiddenLabel "hej då"@sv .
        :vakivalta a skos:Concept ; skos:prefLabel "Väkivalta"@fi ; <{HERE}property/isCrisis> false .
    """
    call_command("thesaurus_import", write(tmp_path, text), keep=True, verbosity=0)
    ero, _perhe, vakivalta = stored_concepts()
    assert ero.preferred == {"fi": "Eroaminen", "sv": "Skilsmässa", "en": "Divorce"}
    assert ero.alternative == {"fi": ("eron jälkeen",), "en": ("separation",)}
    assert ero.colloquial["sv"] == ("hej då",)
    assert ero.colloquial["en"] == ("we split up",)
    assert (ero.broader, ero.related, ero.topics) == (("perhe",), ("vakivalta",), ("ero",))
    assert (vakivalta.crisis, vakivalta.colloquial) == (False, {"fi": ("mies lyö",)})


@pytest.mark.usefixtures("thesaurus")
@pytest.mark.parametrize(
    ("text", "keep", "reason"),
    [
        ("<?xml version='1.0'?>", False, "XML"),
        (VAUVA + ':toinen a skos:Concept ; skos:prefLabel "B"@sv .', False, "https://example.org/t#toinen: no preferred label in Finnish"),
        (VAUVA + named("a", "; skos:broader :b") + named("b", "; skos:broader :a"), False, "a → b → a"),
        (VAUVA + named("a", "; skos:broader :vauva ; skos:related :vauva"), False, "both broader and related"),
        (PREFIXES + named("a", "; skos:related :a"), False, "related to itself"),
        (PREFIXES + named("perhe", "; skos:broader :ero"), True, "go in a circle"),
        (PREFIXES + named("perhe", "; skos:broader :ero"), False, "not in the file"),
    ],
)
def test_a_faulty_file_changes_nothing_and_says_why(tmp_path: Path, text: str, keep: bool, reason: str) -> None:
    before = stored_concepts()
    with translation.override("en"), pytest.raises(CommandError, match="nothing was changed") as refused:
        call_command("thesaurus_import", write(tmp_path, text), keep=keep)
    assert reason in str(refused.value)
    assert stored_concepts() == before
    assert not AuditEvent.objects.filter(action="thesaurus.imported").exists()


@pytest.mark.usefixtures("thesaurus")
def test_an_import_that_breaks_off_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = stored_concepts()

    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(importing, "record", fail)
    with pytest.raises(ConnectionError):
        call_command("thesaurus_import", write(tmp_path, VAUVA))
    assert stored_concepts() == before


@pytest.mark.usefixtures("thesaurus")
def test_the_commands_tell_what_they_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("thesaurus_import", write(tmp_path, VAUVA), dry_run=True)
    told = capsys.readouterr().out
    assert "removed: ero (Ero)" in told
    assert "new: vauva (Vauva)" in told
    assert "1 new, 0 changed, 3 removed, 0 as they were. Nothing was changed: --dry-run." in told
    assert Concept.objects.count() == 3

    call_command("thesaurus_export", form="json-ld")
    assert capsys.readouterr().out == serialised("json-ld")
    call_command("thesaurus_export", tmp_path / "out.ttl")
    assert (tmp_path / "out.ttl").read_text(encoding="utf-8") == serialised("turtle")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("thesaurus_export", tmp_path / "no" / "out.ttl")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("thesaurus_import", tmp_path / "none.ttl")


# --- In the admin -------------------------------------------------------------------------------------------------
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
