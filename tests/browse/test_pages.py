"""Every public page answers; what is not there or not public says so."""

from urllib.parse import unquote

import pytest
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction

from portal.browse.errors import server_error
from tests.browse.conftest import Region

PAGES = ["home", "section", "standard", "organisation", "place", "group", "event", "service", "helpline", "guide", "chapter", "material"]
LISTS = ["kohtaamispaikat", "ryhmat", "palvelut", "auttavat-palvelut", "tapahtumat", "oppaat", "materiaalit", "organisaatiot"]
VIEWS = ["kunnat", "kunnat/mikkeli", "kunnat/puumala", "alueet/mikkelin-alue", "apua-nyt", "tanaan"]


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_every_page_answers_in_every_language_without_cookies(client: Client, region: Region, prefix: str) -> None:
    paths = [*(region.url(name) for name in PAGES), *(f"/{path}/" for path in (*LISTS, *VIEWS))]
    responses = {path: client.get(prefix + path) for path in paths}
    assert {path: response.status_code for path, response in responses.items()} == dict.fromkeys(paths, 200)
    for path, response in responses.items():
        assert response.headers["Content-Language"] == (prefix.strip("/") or "fi"), path
        assert not response.cookies, path
        assert "Cookie" not in response.headers.get("Vary", ""), path
        assert "Accept-Language" not in response.headers.get("Vary", ""), path


@pytest.mark.parametrize("path", ["/sivua-ei-ole/", "/sv/sidan-finns-inte/", "/en/ei/ole/tallaista/"])
def test_an_unknown_address_is_not_found_and_tells_what_to_do(client: Client, region: Region, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert 'role="search"' in response.content.decode()


def test_a_page_closed_to_the_public_is_not_shown(client: Client, region: Region) -> None:
    for name in ("section", "group"):
        PageViewRestriction.objects.create(page=region.pages[name], restriction_type="login")
        response = client.get(region.url(name))
        assert response.status_code == 302, name
        asked = unquote(client.get(response.headers["Location"]).headers["Location"])
        assert asked.startswith("/accounts/login/"), name
        assert region.url(name) in asked, name


def test_what_fails_says_so_without_the_database(client: Client) -> None:
    response = server_error(RequestFactory().get("/"))
    assert response.status_code == 500
    assert "112" in response.content.decode()
