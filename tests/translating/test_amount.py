"""Everything at once: an export costs the same however many pages there are, and no file makes the server read for minutes."""

import time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from portal.translating.files import MOST_TEXT, RefusedFileError, read_file
from tests import factories
from tests.translating.conftest import World

EXPORT = {"language": "sv", "what": "all"}


@pytest.mark.django_db
@pytest.mark.one_database
def test_exporting_everything_costs_the_same_with_twenty_pages(client: Client, world: World) -> None:
    client.force_login(world.coordinator)

    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            response = client.get(reverse("translating_export"), EXPORT)
        assert response.status_code == 200
        return len(captured)

    asked()
    few = asked()
    organisation, body = world.group.get_parent(), [("text", "<p>Tervetuloa.</p>")]
    for number in range(20):
        group = factories.group(f"Ryhmä {number}", organisation, summary="Kaikille.", body=body)
        factories.version(group, "sv", f"Grupp {number}", summary="För alla.").save()
    text = client.get(reverse("translating_export"), EXPORT).content.decode()
    assert text.count("Grupp ") == 20
    assert asked() == few


HEAD = 'msgid ""\nmsgstr ""\n"Language: sv\\n"\n\n'
LONG = 3_000_000 - 200
BOMBS = {
    "lines": HEAD + 'msgctxt "a:title"\nmsgid "a"\nmsgstr ""\n' + '"x"\n' * (LONG // 4),
    "old lines": HEAD + 'msgid "a"\rmsgstr ""\r' + '"x"\r' * (LONG // 4),
    "comments": HEAD + "# x\n" * (LONG // 4) + 'msgid "a"\nmsgstr "b"\n',
    "earlier": HEAD + '#| msgid ""\n' + '#| "x"\n' * (LONG // 7) + 'msgid "a"\nmsgstr "b"\n',
    "flags": HEAD + "#, a\n" * (LONG // 5) + 'msgid "a"\nmsgstr "b"\n',
    "one line": HEAD + f'msgid "a"\nmsgstr "{"x" * LONG}"\n',
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_one_huge_text_is_refused_before_it_is_read(bomb: str) -> None:
    started = time.process_time()
    with translation.override("en"), pytest.raises(RefusedFileError, match=r"too long \(line \d+\): at most 100000"):
        read_file("texts.po", BOMBS[bomb].encode())
    assert time.process_time() - started < 2, "the reader of PO takes half a minute for it"


def test_one_huge_text_in_xliff_is_refused_and_named() -> None:
    unit = f'<trans-unit id="a:title"><source>Ryhmä</source><target>{"x" * MOST_TEXT}</target></trans-unit>'
    body = f'<file source-language="fi" target-language="sv" original="x" datatype="plaintext"><body>{unit}</body></file>'
    data = f'<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">{body}</xliff>'.encode()
    with translation.override("en"), pytest.raises(RefusedFileError, match="Ryhmä"):
        read_file("texts.xlf", data)


def test_many_texts_of_a_good_length_are_read() -> None:
    entries = "".join(
        f'msgctxt "a:{number}"\nmsgid "{"x" * 9000}"\nmsgstr "y"\n\n#~ msgid "old"\n#~ msgstr "x"\n\n' for number in range(200)
    )
    assert len(read_file("texts.po", (HEAD + entries).encode()).entries) == 200
