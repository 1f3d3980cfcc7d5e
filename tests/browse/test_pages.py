"""Every public page answers, in every language, without cookies."""

import pytest
from django.test import Client

from tests.browse.conftest import Region

PAGES = ["home", "section", "standard", "organisation", "place", "group", "event", "service", "helpline", "guide", "chapter", "material"]
LISTS = ["kohtaamispaikat", "ryhmat", "palvelut", "auttavat-palvelut", "tapahtumat", "oppaat", "materiaalit", "organisaatiot"]
VIEWS = ["kunnat", "kunnat/mikkeli", "kunnat/puumala", "alueet/mikkelin-alue", "apua-nyt", "tanaan"]


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_answers_in_every_language(client: Client, region: Region, name: str, prefix: str) -> None:
    response = client.get(prefix + region.url(name))
    assert response.status_code == 200
    assert response.headers["Content-Language"] == (prefix.strip("/") or "fi")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert "Accept-Language" not in response.headers.get("Vary", "")


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
@pytest.mark.parametrize("path", [*LISTS, *VIEWS])
def test_a_view_answers_in_every_language(client: Client, region: Region, path: str, prefix: str) -> None:
    response = client.get(f"{prefix}/{path}/")
    assert response.status_code == 200
    assert not response.cookies
