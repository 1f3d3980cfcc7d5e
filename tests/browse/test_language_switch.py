"""A reader of another language: the switch keeps the page, Finnish-only says so, Finnish words are marked, plain language is a switch."""

import datetime as dt
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests import factories
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database  # what is drawn


def page_at(client: Client, path: str) -> Any:
    response = client.get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def switch(page: BeautifulSoup) -> dict[str, tuple[str, str, str]]:
    """Language -> address, language of the text there, words."""
    links = page.select(".language-switch a")
    return {str(link["lang"]): (str(link["href"]), str(link["hreflang"]), link.get_text()) for link in links}


def alternates(page: BeautifulSoup) -> dict[str, str]:
    return {str(link["hreflang"]): str(link["href"]) for link in page.select("link[rel=alternate][hreflang]")}


# --- The switch ----------------------------------------------------------------------------------------------------
def test_it_keeps_what_was_chosen_and_nothing_else(client: Client, region: Region) -> None:
    page = page_at(client, "/ryhmat/?municipality=491&page=1&utm_source=x&q=secret")
    assert switch(page)["sv"][0] == "/sv/ryhmat/?municipality=491&page=1"
    assert "secret" not in str(page.select_one(".language-switch"))


def test_it_cannot_be_broken_out_of(client: Client, region: Region) -> None:
    body = client.get('/ryhmat/?topic="><script>alert(1)</script>').content.decode()
    assert "<script>alert(1)" not in body


def test_it_says_where_the_text_is_in_finnish_only(client: Client, region: Region) -> None:
    group = region.pages["group"]
    factories.version(group, "sv", "Skilsmässogrupp", summary="För dig som skilt dig.")
    found = switch(page_at(client, region.url("group")))
    assert (found["sv"][1], found["en"][1]) == ("sv", "fi")
    assert "the text is in Finnish only" in found["en"][2]
    assert found["sv"][2] == "Svenska"


def test_a_page_in_finnish_only_offers_the_finnish_one(client: Client, region: Region) -> None:
    page = page_at(client, "/sv" + region.url("group"))
    link = page.select_one(f'.notice a[href="{region.url("group")}"]')
    assert link is not None
    assert (link["lang"], link["hreflang"]) == ("fi", "fi")
    assert page.select_one("link[rel=canonical]")["href"].endswith(region.url("group"))
    assert page_at(client, region.url("group")).select_one("link[rel=canonical]") is None


# --- hreflang ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/ryhmat/", "/kunnat/", "/apua-nyt/", "/en/ryhmat/"])
def test_lists_name_every_language(client: Client, region: Region, path: str) -> None:
    found = alternates(page_at(client, path))
    assert set(found) == {"fi", "sv", "en", "x-default"}
    assert found["x-default"] == found["fi"]
    assert found["sv"].endswith("/sv" + path.removeprefix("/en"))


def test_a_page_names_the_languages_it_has(client: Client, region: Region) -> None:
    factories.version(region.pages["group"], "sv", "Skilsmässogrupp", summary="För dig som skilt dig.")
    assert set(alternates(page_at(client, region.url("group")))) == {"fi", "sv", "x-default"}


def test_a_chapter_has_languages_of_its_own(client: Client, region: Region) -> None:
    factories.version(region.pages["guide"], "sv", "Guide om skilsmässa", summary="Hjälp i en skilsmässa.")
    assert alternates(page_at(client, region.url("chapter"))) == {}
    factories.version(region.pages["chapter"], "en", "First chapter", summary="Begin here.")
    assert set(alternates(page_at(client, region.url("chapter")))) == {"fi", "en", "x-default"}


# --- Outdated -------------------------------------------------------------------------------------------------------
def test_an_older_version_tells_its_day_and_leads_to_the_finnish_one(client: Client, region: Region) -> None:
    group = region.pages["group"]
    when = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
    factories.version(group, "en", "Divorce group", summary="For you.", source_digest="of another text", source_on=when)
    page = page_at(client, "/en" + region.url("group"))
    assert "it is from 3.3.2026" in page.get_text()
    assert page.select_one(f'.notice a[href="{region.url("group")}"]') is not None


def test_a_plain_page_says_so_too(client: Client, region: Region) -> None:
    page = factories.standard("Tietoa", summary="Uusi teksti.")
    address = page.url
    assert "This page is in Finnish only." in client.get(f"/en{address}").content.decode()
    factories.version(page, "en", "About", summary="Old text.", source_digest="of another text")
    assert "The Finnish text has changed" in client.get(f"/en{address}").content.decode()
    assert "The Finnish text has changed" not in client.get(address).content.decode()


# --- Finnish words on another language's page ---------------------------------------------------------------------
def test_facts_nobody_has_translated_are_marked(client: Client, region: Region) -> None:
    group = region.pages["group"]
    group.price_text, group.sign_up_text = "Maksuton kaikille", "Soita ensin"
    group.save_revision().publish()
    factories.version(group, "sv", "Skilsmässogrupp", summary="För dig.", sign_up_text="Ring först")
    page = page_at(client, "/sv" + region.url("group"))
    (price,) = page.find_all(string=re.compile("Maksuton kaikille"))
    (join,) = page.find_all(string=re.compile("Ring först"))
    assert price.find_parent(attrs={"lang": True})["lang"] == "fi"
    assert join.find_parent(attrs={"lang": True}).name == "html"
    finnish = page_at(client, region.url("group"))
    (own,) = finnish.find_all(string=re.compile("Maksuton kaikille"))
    assert own.find_parent(attrs={"lang": True}).name == "html"


# --- Plain language ---------------------------------------------------------------------------------------------------
def test_plain_language_is_behind_a_switch_with_an_address(client: Client, region: Region) -> None:
    group = region.pages["group"]
    assert page_at(client, region.url("group")).select_one(".plain-language") is None
    group.plain_summary = "Tule juttelemaan.\n\nSe ei maksa."
    group.save_revision().publish()
    shown = page_at(client, region.url("group")).select_one("details.plain-language")
    assert shown is not None
    assert shown.select_one("summary") is not None
    assert shown.select_one("#plain").get_text(" ", strip=True) == "Tule juttelemaan. Se ei maksa."
    foreign = page_at(client, "/sv" + region.url("group")).select_one("#plain")
    assert foreign["lang"] == "fi"


def test_plain_language_is_a_field_of_its_own_in_the_api(client: Client, region: Region) -> None:
    group = region.pages["group"]
    group.plain_summary = "Tule juttelemaan."
    group.save_revision().publish()
    found = client.get(f"/api/v1/listings/{group.listing_id}").json()
    assert found["plain_summary"] == "Tule juttelemaan."
    assert found["summary"] != found["plain_summary"]
