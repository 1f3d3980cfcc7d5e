"""The privacy page tells what the code keeps, in every language, and is linked from every page."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from portal.privacy.registry import declarations, on_device
from tests.factories import home

pytestmark = pytest.mark.one_database  # declared in the code, and drawn

_STORES = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open")
_KEY = re.compile(r'^const KEY = "([^"]+)";', re.MULTILINE)


@pytest.fixture(autouse=True)
def _site(db: None) -> None:
    home()


@pytest.mark.parametrize(("lang", "prefix"), [("fi", ""), ("sv", "/sv"), ("en", "/en")])
def test_everything_declared_stands_on_the_page(client: Client, lang: str, prefix: str) -> None:
    response = client.get(f"{prefix}/tietosuoja/")
    html = response.content.decode()
    with translation.override(lang):
        for data in declarations():
            wanted = [data.title, data.what, data.purpose, *data.kept, data.basis.value, *(one.value for one in data.seen_by)]
            assert [str(words) for words in wanted if str(escape(words)) not in html] == [], data.key
        assert all(str(escape(stored.title)) in html for stored in on_device())
    assert not response.cookies


def test_times_are_shown_in_words(client: Client) -> None:
    html = client.get("/en/tietosuoja/").content.decode()
    for words in ("90 days after the answer", "180 days after the answer", "1 year after the answer", "30 days after it was sent"):
        assert words in html


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_every_page_links_to_it_in_its_language(client: Client, prefix: str) -> None:
    assert f'href="{prefix}/tietosuoja/"' in client.get(f"{prefix}/").content.decode()


def test_the_page_asks_the_database_nothing_of_its_own(client: Client, django_assert_max_num_queries: Any) -> None:
    client.get("/tietosuoja/")
    with django_assert_max_num_queries(0):
        client.get("/tietosuoja/")


def test_whatever_a_script_keeps_on_the_device_is_declared() -> None:
    keys = set()
    for script in (settings.BASE_DIR / "static" / "js").rglob("*.js"):
        code = script.read_text()
        if "/vendor/" in script.as_posix() or not _STORES.search(code):
            continue
        found = _KEY.search(code)
        assert found is not None, f"{script.name}: name what is kept in a line const KEY = …"
        assert "localStorage" in code, f"{script.name}: keeps something elsewhere than in localStorage"
        keys.add(found[1])
    assert keys == {stored.key for stored in on_device()}
