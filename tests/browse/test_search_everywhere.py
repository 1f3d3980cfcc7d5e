"""Whatever page a family lands on, it can search from there: one search form, told to assistive technology as such."""

import re

import pytest
from django.test import Client

from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database

VIEWS = ("/", "/ryhmat/", "/kunnat/", "/kunnat/mikkeli/", "/apua-nyt/", "/tanaan/", "/haku/", "/haku/?q=ero", "/ei-ole/")
PAGES = ("section", "place", "group", "service", "event", "guide", "chapter")


def searches(body: str) -> list[str]:
    """Forms with the role of search."""
    return re.findall(r'<form[^>]*role="search".*?</form>', body, re.DOTALL)


@pytest.mark.parametrize("path", VIEWS)
def test_views_have_one_search(client: Client, region: Region, path: str) -> None:
    (form,) = searches(client.get(path).content.decode())
    assert 'name="q"' in form


@pytest.mark.parametrize("name", PAGES)
def test_pages_have_one_search(client: Client, region: Region, name: str) -> None:
    (form,) = searches(client.get(region.url(name)).content.decode())
    assert 'name="q"' in form
