"""A listing is shown in the reader's language, else in Finnish, marked so; sensitive pages give nothing away."""

import pytest
from django.test import Client

from tests import factories
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database  # what is drawn; what is not public, test_public.py asks of both


def test_a_text_that_exists_in_finnish_only_is_marked(client: Client, region: Region) -> None:
    body = client.get("/sv" + region.url("group")).content.decode()
    assert 'lang="fi"' in body
    assert "Eroryhmä" in body
    assert 'rel="alternate"' not in body


def test_a_language_version_is_shown_in_its_language_everywhere(client: Client, region: Region) -> None:
    factories.version(region.pages["group"], "sv", "Skilsmässogrupp", summary="För dig som skilt dig.")
    assert "Skilsmässogrupp" in client.get("/sv" + region.url("group")).content.decode()
    listed = client.get("/sv/ryhmat/").content.decode()
    assert "Skilsmässogrupp" in listed
    assert "Eroryhmä" not in listed
    assert "Eroryhmä" in client.get("/en/ryhmat/").content.decode()


def test_an_outdated_version_says_so(client: Client, region: Region) -> None:
    group = region.pages["group"]
    factories.version(group, "en", "Divorce group", summary="For you.", source_digest="of another text")
    assert "The Finnish text has changed" in client.get("/en" + region.url("group")).content.decode()


def test_a_chapter_is_found_in_every_language_and_links_stay_in_it(client: Client, region: Region) -> None:
    body = client.get("/sv" + region.url("chapter")).content.decode()
    assert f'href="/sv{region.url("guide")}"' in body
    assert "Eroryhmä" in body


def test_a_finnish_chapter_of_a_translated_guide_is_marked(client: Client, region: Region) -> None:
    factories.version(region.pages["guide"], "sv", "Guide om skilsmässa", summary="Hjälp i en skilsmässa.")
    title = region.pages["chapter"].title
    guide = client.get("/sv" + region.url("guide")).content.decode()
    assert "Guide om skilsmässa" in guide
    assert f'href="/sv{region.url("chapter")}" lang="fi"' in guide
    assert f'<h1 lang="fi">{title}</h1>' in client.get("/sv" + region.url("chapter")).content.decode()


def test_an_unpublished_chapter_is_not_found(client: Client, region: Region) -> None:
    path = region.url("chapter")
    region.pages["chapter"].unpublish()
    assert client.get(path).status_code == 404


def test_an_unpublished_page_is_not_found(client: Client, region: Region) -> None:
    path = region.url("group")
    region.pages["group"].unpublish()
    assert client.get(path).status_code == 404


def test_a_sensitive_page_gives_nothing_away(client: Client, region: Region) -> None:
    violence = factories.topic("Väkivalta", is_sensitive=True)
    page = factories.service("Väkivallan tuki", topics=[violence])
    response = client.get(page.url)
    body = response.content.decode()
    title = body[body.index("<title>") : body.index("</title>")]
    assert "Väkivallan" not in title
    assert response.headers["Cache-Control"] == "no-store"
    assert 'id="quick-exit"' in body


def test_an_ordinary_page_is_told_to_search_engines_by_its_facts(client: Client, region: Region) -> None:
    body = client.get(region.url("event")).content.decode()
    assert '<script type="application/ld+json">' in body
    assert "no-store" not in client.get(region.url("event")).headers.get("Cache-Control", "")


def test_text_cannot_break_out_of_the_data_block(client: Client, region: Region) -> None:
    event = factories.event("</script><script>alert(1)</script>", slug="merkit")
    assert "<script>alert(1)" not in client.get(event.url).content.decode()


def test_a_list_narrowed_to_a_sensitive_topic_gives_nothing_away(client: Client, region: Region) -> None:
    factories.service("Väkivallan tuki", topics=[factories.topic("Väkivalta", is_sensitive=True)])
    response = client.get("/palvelut/?topic=vakivalta")
    body = response.content.decode()
    assert "<title>Perhekeskus</title>" in body
    assert response.headers["Cache-Control"] == "no-store"
    assert 'id="quick-exit"' in body
    assert 'id="quick-exit"' not in client.get("/palvelut/").content.decode()
