"""Files of translators: what is refused before a text is read, and that both formats carry everything."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.utils import translation

from portal.translating import po, xliff
from portal.translating.exporting import plain_lines
from portal.translating.files import MOST_BYTES, Entry, Format, RefusedFileError, TextFile, read_file

TEXTS = TextFile(
    "sv",
    (
        Entry("a:title", "Vauvaryhmä", "Babygrupp", note="Vauvaryhmä: nimi"),
        Entry("a:body:b:words", '<p>Tule & <a href="https://x.example/?a=1&amp;b=2">katso</a></p>', "<p>Kom</p>", is_sure=False),
        Entry("a:summary", "Kaksi\nriviä “lainaus” \\ ja \t sarkain", "", note="kaksi\nriviä"),
    ),
)
ENTITY = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
UNIT = '<trans-unit id="a:title"><source>Vauvaryhmä</source><target>&e;</target></trans-unit>'


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def xliff_of(units: str, before: str = "") -> bytes:
    body = f'<file source-language="fi" target-language="sv" original="x" datatype="plaintext"><body>{units}</body></file>'
    return f'{before}<xliff version="1.2" xmlns="{xliff.NAMESPACE}">{body}</xliff>'.encode()


@pytest.mark.parametrize("name", ["texts.exe", "texts", ".po.html", "texts.po.zip"])
def test_other_kinds_of_files_are_refused(name: str) -> None:
    with pytest.raises(RefusedFileError, match=r"\.po"):
        read_file(name, po.write(TEXTS))


@pytest.mark.parametrize("suffix", [".po", ".xlf"])
@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"a\x00b", b"nonsense", b"<html></html>", b"/etc/passwd", b'msgid "half'])
def test_what_is_no_such_file_is_refused_or_empty(suffix: str, data: bytes) -> None:
    with suppress(RefusedFileError):
        assert not any(entry.key for entry in read_file(f"texts{suffix}", data).entries)


def test_a_text_that_names_a_file_of_the_server_does_not_open_it() -> None:
    existing = Path("locale/fi/LC_MESSAGES/django.po")
    assert existing.exists()
    with pytest.raises(RefusedFileError):
        read_file("texts.po", str(existing).encode())


def test_a_large_file_is_refused() -> None:
    with pytest.raises(RefusedFileError, match="3 MB"):
        read_file("texts.po", b" " * (MOST_BYTES + 1))


@pytest.mark.parametrize("before", [ENTITY, BOMB, '<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://x.example/x.dtd">'])
def test_entities_and_document_types_are_refused(before: str) -> None:
    with pytest.raises(RefusedFileError, match="entities"):
        read_file("texts.xlf", xliff_of(UNIT, before))


def test_two_target_languages_are_refused() -> None:
    two = xliff_of("").replace(b"</xliff>", b'<file target-language="en"><body/></file></xliff>')
    with pytest.raises(RefusedFileError, match="one target language"):
        read_file("texts.xlf", two)


@pytest.mark.parametrize("kind", [po.PO, xliff.XLIFF], ids=lambda kind: kind.suffix)
def test_what_is_written_is_read_again(kind: Format) -> None:
    read = read_file(f"x{kind.suffix}", kind.write(TEXTS))
    assert read.lang == "sv"
    assert [(one.key, one.source, one.target) for one in read.entries] == [(one.key, one.source, one.target) for one in TEXTS.entries]
    assert [one.is_sure for one in read.entries if one.target] == [True, False]


def test_a_fuzzy_text_shows_the_earlier_finnish_one() -> None:
    written = po.write(TextFile("sv", (Entry("a:title", "Uusi", "Ny", is_sure=False, was="Vanha"),))).decode()
    assert "#, fuzzy" in written
    assert '#| msgid "Vanha"' in written


@pytest.mark.parametrize("kind", [po.PO, xliff.XLIFF])
def test_a_text_with_a_pasted_control_character_comes_back(kind: Format) -> None:
    text = plain_lines("Perhe\x0bkahvila\r\nja \tmuuta")
    assert [entry.source for entry in kind.read(kind.write(TextFile("sv", (Entry("a:title", text, "x"),)))).entries] == [text]
