"""Front pages lead to their own finder."""

import pytest
from django.test import Client

from portal.pagecache.unchanged import forget_all
from tests import factories

pytestmark = pytest.mark.django_db

WORDS = "Vastaa kolmeen lyhyeen kysymykseen"


def test_without_a_finder_nothing_is_promised(client: Client) -> None:
    factories.home(doors=[("door", {"title": "Ero", "topic": factories.topic("Ero").slug, "translations": []})])
    assert WORDS not in client.get("/").content.decode()


def test_each_section_leads_to_its_own(client: Client) -> None:
    doors = [("door", {"title": "Ero", "topic": factories.topic("Ero").slug, "translations": []})]
    home = factories.home(doors=doors)
    families = factories.section("Perheille", doors=doors)
    youth = factories.section("Nuorille", section_kind="youth", doors=doors)
    own, theirs = factories.finder(parent=families), factories.finder(parent=youth)
    for page, expected in ((home, own), (families, own), (youth, theirs)):
        assert f'href="{expected.url}">{WORDS}' in client.get(page.url).content.decode()
    assert f'href="/sv{own.url}"' in client.get("/sv/").content.decode()
    own.unpublish()
    forget_all()
    assert own.url not in client.get("/").content.decode()
