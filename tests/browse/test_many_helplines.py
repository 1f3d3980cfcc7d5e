"""The page of who answers now stays a page, however many helplines there are: the rest is in their list."""

import pytest
from django.test import Client

from tests import factories
from tests.browse.conftest import Region

ALL = '<a href="/auttavat-palvelut/">Kaikki auttavat puhelimet ja chatit</a>'


def shown(client: Client) -> tuple[set[str], bool]:
    text = client.get("/apua-nyt/").content.decode()
    return {name for name in ("Aamulinja", "Iltalinja", "Kriisilinja", "Yölinja") if name in text}, ALL in text


def test_of_many_crisis_help_and_the_first_are_told_of(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    for title in ("Aamulinja", "Iltalinja", "Yölinja"):
        factories.helpline(title)
    assert shown(client) == ({"Aamulinja", "Iltalinja", "Yölinja"}, False)
    monkeypatch.setattr("portal.browse.helplines.MOST", 3)
    factories.helpline("Kriisilinja", is_crisis=True)
    found, is_linked = shown(client)
    assert {"Kriisilinja", "Aamulinja"} <= found
    assert "Yölinja" not in found
    assert is_linked
