"""What search engines are told of: every public page once in each of its languages, and nothing else."""

from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from django.test import Client
from wagtail.models import PageViewRestriction

from home.models import SiteSettings
from tests import factories
from tests.browse.conftest import Region

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def document(client: Client, path: str) -> Element:
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    found: Element = ElementTree.fromstring(response.content)
    return found


def told(client: Client, site: str) -> dict[str, dict[str, str]]:
    """Path of every address in every file that the index names -> its language versions' paths."""
    files = [str(one.text).removeprefix(site) for one in document(client, "/sitemap.xml").findall("s:sitemap/s:loc", SPACE)]
    urls = [url for file in files for url in document(client, file).findall("s:url", SPACE)]
    found = {
        str(url.findtext("s:loc", "", SPACE)).removeprefix(site): {
            one.attrib["hreflang"]: one.attrib["href"].removeprefix(site) for one in url.findall("x:link", SPACE)
        }
        for url in urls
    }
    assert len(found) == len(urls), "an address is told twice"
    return found


@pytest.mark.parametrize("path", ["/sitemap-nothing.xml", "/sitemap-pages.xml?p=2", "/sitemap-pages.xml?p=x"])
def test_there_is_no_other_file(client: Client, region: Region, path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_public_page_is_told_and_answers(client: Client, region: Region, settings: Any) -> None:
    paths = told(client, settings.SITE_URL)
    assert {region.url(name) for name in region.pages} | {"/ryhmat/", "/kunnat/mikkeli/", "/apua-nyt/", "/en/ryhmat/"} <= set(paths)
    assert [path for path in paths if client.get(path).status_code != 200] == []


def test_language_versions_name_each_other_and_only_those_there_are(client: Client, region: Region, settings: Any) -> None:
    factories.version(region.pages["group"], "sv", "Skilsmässogrupp", summary="För dig.").page.save_revision().publish()
    paths, group = told(client, settings.SITE_URL), region.url("group")
    assert paths[group] == paths[f"/sv{group}"] == {"fi": group, "sv": f"/sv{group}", "x-default": group}
    assert f"/en{group}" not in paths


def test_what_is_not_public_is_not_told(client: Client, region: Region, settings: Any) -> None:
    example = factories.organisation("Esimerkkiyhdistys", record_status="example")
    PageViewRestriction.objects.create(page=region.pages["standard"], restriction_type=PageViewRestriction.LOGIN)
    region.pages["group"].unpublish()
    paths = set(told(client, settings.SITE_URL))
    assert not paths & {example.url, region.url("standard"), region.url("group")}
    assert not [path for path in paths if path.startswith(("/admin", "/haku", "/tallennetut", "/palaute"))]


def test_robots_are_led_there_unless_the_content_is_a_sample(client: Client, region: Region, settings: Any) -> None:
    line = f"Sitemap: {settings.SITE_URL}/sitemap.xml"
    assert line in client.get("/robots.txt").content.decode().splitlines()
    sample = SiteSettings.load()
    sample.is_sample = True
    sample.save()
    assert line not in client.get("/robots.txt").content.decode()
