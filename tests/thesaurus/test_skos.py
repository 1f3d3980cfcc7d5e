"""SKOS from outside: what is refused and why, that nothing is fetched, and that a file is taken whole, again, or not at all."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from rdflib import SKOS

from portal.thesaurus.skos_files import MAX_BYTES, SkosError, SkosFile
from portal.thesaurus.skos_parsing import parsed
from portal.thesaurus.skos_reading import read_graph

PREFIXES = """@prefix : <https://example.org/thesaurus#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ERO = ':ero a skos:Concept ; skos:prefLabel "Ero"@fi .\n'


@pytest.fixture(autouse=True)
def _in_english(_language_of_the_portal: None) -> Iterator[None]:
    """Reasons are compared as they stand in the code."""
    with translation.override("en"):
        yield


def refused(data: bytes | str, name: str = "x.ttl", others: tuple[str, ...] = ()) -> str:
    with pytest.raises(SkosError) as error:
        read_graph(parsed(data.encode() if isinstance(data, str) else data, name), {"ero"}, others)
    return str(error.value)


def read(turtle: str) -> SkosFile:
    return read_graph(parsed((PREFIXES + turtle).encode(), "x.ttl"), {"ero"})


# --- The file as a whole ------------------------------------------------------------------------------------------
def test_a_file_that_is_too_large_empty_or_no_text_is_refused() -> None:
    assert f"at most {MAX_BYTES} bytes" in refused(b"#" * (MAX_BYTES + 1))
    assert "empty" in refused(b" \n\t")
    assert "empty" in refused(b"\xef\xbb\xbf")
    assert refused(b"# a\n# \xe4iti\n").startswith("line 2: the file is not UTF-8")
    assert refused(b"\x89PNG\r\n\x1a\n\x00\x00").startswith("line 1: the file is not UTF-8")


@pytest.mark.parametrize(
    "text",
    ['<?xml version="1.0"?><rdf:RDF/>', " \n<!DOCTYPE rdf [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "<rdf:RDF>", "<!-- x --><rdf:RDF/>"],
)
@pytest.mark.parametrize("name", ["x.ttl", "x.rdf", "x.jsonld", ""])
def test_xml_is_refused_whatever_it_is_called(text: str, name: str) -> None:
    assert "XML" in refused(text, name) or "JSON cannot be read" in refused(text, name)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PREFIXES + ":ero a skos:Concept\n:vauva a skos:Concept .", 6),
        (PREFIXES + ERO + ":vauva a nothing:Concept .", 6),
        ("not turtle", 1),
    ],
)
def test_broken_turtle_is_named_with_its_line(text: str, line: int) -> None:
    assert refused(text).startswith(f"line {line}: the Turtle cannot be read")


def test_broken_json_is_named_with_its_line() -> None:
    assert refused('{\n "@graph": [\n }', "x.jsonld").startswith("line 3: the JSON cannot be read")
    assert "JSON-LD cannot be read" in refused('{"a": NaN}', "x.jsonld")
    assert "must be an object or a list" in refused("5", "x.jsonld")
    assert "Turtle cannot be read" in refused(PREFIXES + ':ero a skos:Concept ; skos:prefLabel "Ero@fi .')


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"@graph":' * 50_000, PREFIXES + ":a :b " + "[ :c " * 20_000, PREFIXES + ":a :b " + "(" * 20_000]
)
def test_what_is_nested_too_deeply_is_refused(text: str) -> None:
    assert "cannot be read" in (told := refused(text, "")) or "nested" in told


def test_numbers_that_would_fill_the_memory_are_left_as_text() -> None:
    """Written out, this number has a billion digits."""
    huge = ':ero skos:note "1E999999999"^^xsd:decimal .\n'
    assert [concept.key for concept in read(ERO + huge).concepts] == ["ero"]


REMOTE = "https://context.example/skos.jsonld"


@pytest.mark.parametrize(
    "document",
    [
        {"@context": REMOTE},
        {"@context": [{"skos": "x:"}, REMOTE]},
        {"@context": [[REMOTE]]},
        {"@context": {"@import": REMOTE}},
        {"@context": {"name": {"@id": "x:name", "@context": REMOTE}}},
        {"@context": [{"@context": [{"x": "y:"}, [[REMOTE]]]}]},
        {"@context": {}, "@graph": [{"@id": "x:a", "@context": "file:///etc/passwd"}]},
        [{"x:y": [{"@context": "relative.jsonld"}]}],
    ],
)
def test_a_context_that_would_be_fetched_is_refused(document: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import rdflib.plugins.shared.jsonld.context as contexts

    monkeypatch.setattr(contexts, "source_to_json", lambda *_args, **_kwargs: pytest.fail("it was fetched"))
    assert "Nothing is fetched" in refused(json.dumps(document), "x.jsonld")


def test_half_a_character_is_no_text() -> None:
    """JSON can write what no UTF-8 can: the export would fail for everybody."""
    label = '{"@language": "fi", "@value": "A\\ud800"}'
    text = f'{{"@id": "https://example.org/t#a", "@type": "http://www.w3.org/2004/02/skos/core#Concept", "{SKOS.prefLabel}": {label}}}'
    assert "characters that are no text" in refused(text, "x.jsonld")


def test_a_file_without_concepts_is_refused() -> None:
    assert refused(PREFIXES) == "The file has no concepts (skos:Concept)."
    assert refused("{}", "x.jsonld") == "The file has no concepts (skos:Concept)."


# --- Single concepts ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("turtle", "reason"),
    [
        (':a a skos:Concept ; skos:prefLabel "A"@sv .', "example.org/thesaurus#a: no preferred label in Finnish"),
        (':a a skos:Concept ; skos:prefLabel "A"@fi, "B"@fi .', "more than one preferred label in “fi”"),
        (':a a skos:Concept ; skos:prefLabel "A" .', "“A” has no language"),
        (":a a skos:Concept ; skos:prefLabel :b .", "it is no text"),
        (':a a skos:Concept ; skos:prefLabel "A"@fi ; skos:altLabel " "@fi .', "it is empty"),
        (':a a skos:Concept ; skos:prefLabel "A\\u0000"@fi .', "characters that are no text"),
        (f':a a skos:Concept ; skos:prefLabel "A"@fi ; skos:hiddenLabel "{"a" * 101}"@sv .', "has 101 characters, at most 100"),
        ('[] a skos:Concept ; skos:prefLabel "A"@fi .', "a concept needs an address of its own (A)"),
        ('<https://example.org/äiti> a skos:Concept ; skos:prefLabel "A"@fi .', "“äiti” is no identifier"),
        (':a a skos:Concept ; skos:notation "a b" ; skos:prefLabel "A"@fi .', "“a b” is no identifier"),
        ('<https://example.org/x/ero> a skos:Concept ; skos:prefLabel "A"@fi .', "it has the same identifier as"),
        (
            ':a a skos:Concept ; skos:prefLabel "A"@fi ; skos:broader :b .',
            "a broader concept is not in the file: https://example.org/thesaurus#b",
        ),
        (':a a skos:Concept ; skos:prefLabel "A"@fi ; skos:narrower :b .', "a narrower concept is not in the file"),
        (':a a skos:Concept ; skos:prefLabel "A"@fi ; skos:related <https://x.example/b> .', "a related concept is not in the file"),
        (
            ':a a skos:Concept ; skos:prefLabel "A"@fi ; skos:relatedMatch <https://x.example/t#topic/raha> .',
            "there is no topic “raha” here",
        ),
        (':a a skos:Concept ; skos:prefLabel "A"@fi ; <https://x.example/t#property/isCrisis> "yes" .', "must be true or false"),
        (':a a skos:Concept ; skos:prefLabel "A"@fi ; <https://x.example/t#property/isCrisis> true, false .', "must be true or false"),
    ],
)
def test_a_faulty_concept_is_named_with_the_reason(turtle: str, reason: str) -> None:
    assert reason in refused(PREFIXES + ERO + turtle)


def test_every_reason_is_told_at_once() -> None:
    faulty = "".join(f":a{number} a skos:Concept .\n" for number in range(5))
    assert refused(PREFIXES + faulty).count("no preferred label in Finnish") == 5


def test_labels_relations_topics_and_crisis_are_read() -> None:
    file = read(
        """
        :perhe a skos:Concept ; skos:prefLabel "Perhe"@fi ; skos:narrower :ero .
        :ero a skos:Concept ; skos:notation "avioero" ; skos:prefLabel "Ero"@FI, "Skilsmässa"@sv, "Scheidung"@de ;
          skos:altLabel "eroaminen"@fi, "ERO"@fi ; skos:hiddenLabel "me  erotaan"@fi, "vi separerar"@sv ;
          skos:related <https://example.org/other/vauva> ; skos:definition "x"@fi ; skos:exactMatch <https://yso.example/p1> ;
          skos:relatedMatch <https://elsewhere.example/api/v1/thesaurus#topic/ero>, <https://yso.example/p2> ;
          <https://elsewhere.example/api/v1/thesaurus#property/isCrisis> true .
        <https://example.org/other/vauva> a skos:Concept ; skos:prefLabel "Vauva"@fi .
        <https://elsewhere.example/api/v1/thesaurus#topic/ero> a skos:Concept ; skos:prefLabel "Ero"@fi .
        :untyped skos:prefLabel "Jokin"@fi .
        """
    )
    ero, perhe, vauva = file.concepts
    assert (ero.key, perhe.key, vauva.key) == ("avioero", "perhe", "vauva")
    assert ero.preferred == {"fi": "Ero", "sv": "Skilsmässa"}
    assert ero.alternative == {"fi": ("eroaminen",)}
    assert ero.colloquial == {"fi": ("me erotaan",), "sv": ("vi separerar",)}
    assert (ero.broader, ero.related, vauva.related, ero.topics, ero.crisis) == (("perhe",), ("vauva",), ("avioero",), ("ero",), True)
    assert file.without_crisis == {"perhe", "vauva"}
    told = " ".join(file.left_out)
    assert all(
        part in told for part in ("“de”: 1", "skos/core#definition", "skos/core#exactMatch", "no topic of this portal: 1", "concepts")
    )


def test_addresses_may_be_relative_to_the_file() -> None:
    file = read('<b> a skos:Concept ; skos:prefLabel "B"@fi ; skos:broader <#a> .\n<#a> a skos:Concept ; skos:prefLabel "A"@fi .')
    assert [(concept.key, concept.broader) for concept in file.concepts] == [("a", ()), ("b", ("a",))]
    document = {"@id": "vauva", "@type": "http://www.w3.org/2004/02/skos/core#Concept"}
    assert refused(json.dumps(document), "x.jsonld") == "vauva: no preferred label in Finnish"


def test_concepts_of_the_thesaurus_may_be_named_only_when_they_stay() -> None:
    turtle = ':a a skos:Concept ; skos:prefLabel "A"@fi ; skos:broader <https://example.org/thesaurus#stored> .'
    assert "not in the file" in refused(PREFIXES + turtle)
    [concept] = read_graph(parsed((PREFIXES + turtle).encode()), set(), {"stored"}).concepts
    assert concept.broader == ("stored",)


def test_the_form_is_told_by_the_content_when_the_name_does_not() -> None:
    document: dict[str, Any] = {"@context": {"skos": "http://www.w3.org/2004/02/skos/core#"}, "@id": "x:ero", "@type": "skos:Concept"}
    document["skos:prefLabel"] = {"@language": "fi", "@value": "Ero"}
    text = json.dumps(document).encode()
    for name in ("", "x.txt", "x.json", "X.JSONLD"):
        assert read_graph(parsed(text, name), set()).concepts[0].preferred == {"fi": "Ero"}
    assert read_graph(parsed((PREFIXES + ERO).encode(), "thesaurus.txt"), set()).concepts[0].key == "ero"
