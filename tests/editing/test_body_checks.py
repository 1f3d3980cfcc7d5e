"""What keeps readers from finding their way in a text is named with its words, and with what to do."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from portal.content.blocks.body import BodyBlock
from portal.editing.body_checks import TextFinding, body_findings
from tests import factories


def found(*rows: tuple[str, Any], sentences: bool = True) -> list[TextFinding]:
    body = BodyBlock().to_python([{"type": name, "value": value, "id": str(number)} for number, (name, value) in enumerate(rows)])
    with translation.override("en"):
        return body_findings(body, sentences=sentences)


def in_text(html: str, **options: Any) -> list[TextFinding]:
    return found(("text", html), **options)


@pytest.mark.parametrize(
    ("html", "named"),
    [
        ("<h3>Ajanvaraus</h3><p>Soita.</p>", "Ajanvaraus"),
        ("<h2></h2><p>Soita.</p>", "heading without words"),
        ("<p><b>Ajanvaraus</b></p><p>Soita.</p>", "Ajanvaraus"),
        ("<p><b>Ajan</b><b>varaus</b></p>", "Ajanvaraus"),
        ('<p>Varaa aika <a href="https://example.org/">tästä</a>.</p>', "tästä"),
        ('<p><a href="https://example.org/">Lue lisää &gt;</a></p>', "Lue lisää >"),
        ('<p><a href="https://example.org/">Klicka här!</a></p>', "Klicka här!"),
        ('<p><a linktype="page" id="3">read more</a></p>', "read more"),
        ('<p><a href="https://example.org/aika">https://example.org/aika</a></p>', "https://example.org/aika"),
        ('<p><a href="https://example.org/">www.example.org</a></p>', "www.example.org"),
        ('<p>Soita <a href="https://example.org/"></a></p>', "link without words"),
        ("<p>Tule" + " pian" * 20 + ".</p>", "pian"),
    ],
)
def test_a_fault_is_named_once_with_what_to_do(html: str, named: str) -> None:
    (finding,) = in_text(html)
    assert named in finding.text
    assert finding.advice


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Ajanvaraus</h2><h3>Puhelimella</h3><p>Soita.</p><h2>Hinta</h2>",
        "<p><b>Huom!</b> Ovi on auki kello yhdeksästä.</p>",
        '<p><a href="https://example.org/">Perheneuvolan ajanvaraus</a></p>',
        '<p><a href="https://example.org/">Soita tästä numerosta lisää tietoa</a></p>',
        "<p><b>" + "Tämä on tärkeä kohta. " * 6 + "</b></p>",
    ],
)
def test_good_text_is_left_in_peace(html: str) -> None:
    assert in_text(html) == []


def test_levels_go_on_from_block_to_block() -> None:
    cards = ("rule_listings", {"heading": "Ryhmät", "kinds": ["peer_group"], "empty_text": "Ei ryhmiä."})
    untitled = ("rule_listings", {"heading": "", "kinds": ["peer_group"], "empty_text": "Ei ryhmiä."})
    assert found(cards, ("text", "<h3>Juvalla</h3>")) == []
    assert found(("text", "<h2>Ryhmät</h2>"), untitled, ("text", "<h3>Juvalla</h3>")) == []
    assert len(found(untitled, ("text", "<h3>Juvalla</h3>"))) == 1


def test_notices_are_read_too_and_what_is_quoted_is_short() -> None:
    (finding,) = found(("notice", {"level": "info", "text": '<p>Katso <a href="https://example.org/">täältä</a></p>'}))
    assert "täältä" in finding.text
    (finding,) = in_text(f"<p>Tule{' pian' * 40}.</p>")
    assert len(finding.text) < 100
    assert in_text(f"<p>Tule{' pian' * 40}.</p>", sentences=False) == []


@pytest.mark.django_db
def test_an_editor_sees_it_above_the_form_for_every_language(client: Client) -> None:
    client.force_login(factories.coordinator())
    chapter = factories.chapter(body=[factories.text('<p><a href="https://example.org/">tästä</a></p><p>Tule' + " pian" * 20 + ".</p>")])
    factories.version(chapter, "sv", body=[factories.text('<p><a href="https://example.org/">här</a></p>')])
    chapter.save_revision()
    form = client.get(reverse("wagtailadmin_pages:edit", args=[chapter.pk])).content.decode()
    assert all(f"“{words}" in form for words in ("tästä", "här", "Tule pian"))
    chapter.body = []
    chapter.language_versions.all().delete()
    chapter.save_revision().publish()
    assert "“tästä" not in client.get(reverse("wagtailadmin_pages:edit", args=[chapter.pk])).content.decode()
