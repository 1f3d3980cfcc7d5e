"""An address that is a key stands in no log: who reads logs could use it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import StringConverter

from portal.localisation.addresses import ADMIN, KEYED
from portal.operations.logs import REMOVED, without_query
from tests.logs import everything_written

NO_KEY = {"media/images/": "a picture's name; the view asks whether a public page uses it"}
"""Addresses with free text that is no key, and why."""
KEY = "Imtpc3NhIg:1vN3xS:s-Ala_isuus"


def _free_text(patterns: Iterable[Any], before: str = "") -> Iterator[str]:
    """What comes before each free text in an address of ours."""
    for one in patterns:
        here = before + str(one.pattern).lstrip("^")
        if isinstance(one, URLResolver):
            if not here.startswith(("admin/", "api/")):
                yield from _free_text(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            converters = one.pattern.converters
            if any(type(each) is StringConverter for each in converters.values()) or "(?P<" in here:
                yield re.split(r"<(?!slug|int|uuid)|\(\?P<", here)[0].removesuffix("(")


def test_every_address_with_a_free_part_is_a_known_key_or_none() -> None:
    found = {re.sub(r"^[a-z]{2}/", "", each) for each in _free_text(get_resolver().url_patterns)}
    assert {each.rstrip("/") for each in found - NO_KEY.keys()} == set(KEYED)


@pytest.mark.parametrize("before", KEYED)
@pytest.mark.parametrize("around", ["Not Found: {}", '"GET {}?x=1 HTTP/1.1" 404', "<WSGIRequest: GET '{}'>", "http://localhost:8000{}"])
def test_keys_are_taken_out_wherever_they_stand(before: str, around: str) -> None:
    for prefix in ("/", "/sv/"):
        cleaned = without_query(around.format(f"{prefix}{before}/{KEY}/"))
        assert "s-Ala" not in cleaned
        assert f"{prefix}{before}/{REMOVED}" in cleaned


def test_other_addresses_stay_readable() -> None:
    for line in ("Not Found: /ryhmat/", "Not Found: /uutiskirje/lahetetty/", "/kutsu/", "/admin/pages/7/"):
        assert without_query(line) == line
    assert ADMIN not in {f"/{each}/" for each in KEYED}


@pytest.mark.django_db
def test_opening_a_key_writes_none_of_it(client: Client) -> None:
    with everything_written() as stream:
        for before in KEYED:
            assert client.get(f"/{before}/{KEY}/").status_code < 500
            assert client.get(f"/sv/{before}/{KEY}").status_code < 500
    assert "Not Found" in stream.getvalue()
    assert "s-Ala" not in stream.getvalue()


def test_whoever_sets_up_a_proxy_is_told_all_of_them() -> None:
    text = (Path(settings.BASE_DIR) / "docs/production.md").read_text(encoding="utf-8")
    rule = re.search(r'"~\^(.+)"  \$keyless', text)
    assert rule is not None
    proxy = re.compile(rule[1].replace("(?<", "(?P<"))
    for before in KEYED:
        assert f"`/{before.partition('/tiedosto')[0]}/`" in text
        found = proxy.match(f"/sv/{before}/{KEY}/")
        assert found is not None
        assert KEY not in found["keyless"]
