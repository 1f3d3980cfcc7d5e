"""The thesaurus out as SKOS and in again by command: the same, once, whole, and logged."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation
from pytest_django import DjangoAssertNumQueries
from rdflib import Graph

from portal.audit.models import AuditEvent
from portal.thesaurus import importing
from portal.thesaurus.models import Concept
from portal.thesaurus.reading import stored_concepts
from portal.thesaurus.signals import thesaurus_changed
from portal.thesaurus.skos_files import FORMATS, SkosFormat, serialised
from portal.thesaurus.values import comparable
from tests.thesaurus.turtle import PREFIXES, VAUVA, named

pytestmark = pytest.mark.django_db

HERE = "https://other.example/api/v1/thesaurus#"


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
