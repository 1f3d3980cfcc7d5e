"""Search engines stay away from sample content."""

from django.test import Client

from home.models import SiteSettings
from tests.browse.conftest import Region


def test_sample_content_is_kept_from_search_engines(client: Client, region: Region) -> None:
    settings = SiteSettings.load()
    settings.is_sample = True
    settings.save()
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()
    settings.is_sample = False
    settings.save()
    told = client.get("/robots.txt").content.decode()
    assert "Disallow: /\n" not in told
    assert "Disallow: /admin/" in told


def test_the_old_address_of_the_icon_leads_to_the_mark(client: Client, region: Region) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("img/mark.svg")


def test_areas_have_a_way_in(client: Client, region: Region) -> None:
    assert client.get("/alueet/").headers["Location"] == "/kunnat/"
