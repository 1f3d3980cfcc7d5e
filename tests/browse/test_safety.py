"""Pages that somebody may have to leave at once: the way out comes first, says what it does not do, and nothing gives the subject away."""

import re
from typing import Any

import pytest
from django.test import Client

from tests import factories
from tests.browse.conftest import ALWAYS, Region

pytestmark = pytest.mark.one_database  # what is drawn, and what of it is kept

CRISIS, SENSITIVE = {"is_crisis": True, "is_sensitive": True}, {"is_sensitive": True}
PANEL = 'class="crisis"'


def shelter(region: Region, **topic: Any) -> Any:
    return factories.service("Väkivallan tuki", region.pages["organisation"], topics=[factories.topic("Väkivalta", **topic)])


def title_of(body: str) -> str:
    return body[body.index("<title>") + 7 : body.index("</title>")]


def test_the_way_out_is_the_first_thing_one_tabs_to_and_says_what_it_does_not_do(client: Client, region: Region) -> None:
    body = client.get(f"/en{shelter(region, **SENSITIVE).url}").content.decode()
    first, second = re.findall(r"<(?:a|button|input|select)\b[^>]*>", body[body.index("<body") :])[:2]
    assert 'id="quick-exit"' in first
    assert 'rel="noreferrer' in first
    assert 'href="/en/turvallisesti/"' in second
    assert "does not clear your browsing history" in body


def test_what_a_preview_of_the_link_would_tell_is_neutral(client: Client, region: Region) -> None:
    page, home = shelter(region, **SENSITIVE), client.get("/kunnat/").content.decode()
    told = re.search(r'<meta name="description" content="([^"]+)">', client.get(page.url).content.decode())
    assert told is not None
    assert told.group() in home


@pytest.mark.parametrize("prefix", ["", "/sv", "/en"])
def test_how_to_leave_no_traces(client: Client, region: Region, prefix: str) -> None:
    response = client.get(f"{prefix}/turvallisesti/")
    body = response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert title_of(body) == title_of(client.get(f"{prefix}/apua-nyt/").content.decode())
    assert f'href="{prefix}/tallennetut/"' in body
    for browser in ("Chrome", "Safari", "Firefox", "Samsung"):
        assert browser in body
    assert PANEL in body
    assert client.post(f"{prefix}/turvallisesti/").status_code == 405


def test_the_front_page_of_young_people_stays_in_no_browser(client: Client, region: Region) -> None:
    factories.section("Nuorille", section_kind="youth")
    response = client.get("/nuorille/")
    assert 'id="quick-exit"' in response.content.decode()
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers.get("Cache-Control") != client.get(region.url("section")).headers["Cache-Control"]


@pytest.mark.parametrize("kind", ["poster", "guide"])
def test_paper_has_a_neutral_name_and_a_way_out(client: Client, region: Region, kind: str) -> None:
    topic = factories.topic("Väkivalta", **SENSITIVE)
    if kind == "poster":
        page = factories.place("Väkivallan uhrien talo", region.pages["organisation"], topics=[topic])
    else:
        page = factories.guide("Väkivallasta vapaaksi", region.pages["section"], topics=[topic])
    path = "juliste" if kind == "poster" else "tuloste"
    response = client.get(f"/{path}/{page.listing_id}/")
    body = response.content.decode()
    assert title_of(body) == "Perhekeskus"
    assert 'id="quick-exit"' in body
    assert "quick-exit.js" in body
    assert response.headers["Cache-Control"] == "no-store"


# --- Whom to call ----------------------------------------------------------------------------------------------
def test_a_page_on_a_crisis_topic_says_whom_to_call(client: Client, region: Region) -> None:
    page = shelter(region, **CRISIS)
    body = client.get(page.url).content.decode()
    assert PANEL in body
    assert "tel:112" in body[body.index(PANEL) :]
    assert "09 000 0000" in body or "tel:090000000" in body
    assert PANEL not in client.get(region.url("service")).content.decode()


def test_a_line_on_the_same_topic_comes_first_and_one_without_a_number_not_at_all(client: Client, region: Region) -> None:
    page = shelter(region, **CRISIS)
    topic = page.topics.get()
    organisation = region.pages["organisation"]
    for number in range(3):
        line = factories.delivery_point(ALWAYS, phone=f"09 111 000{number}")
        factories.helpline(f"Aina auki {number}", organisation, is_crisis=True, delivery_points=[line])
    factories.helpline("Numeroton", organisation, is_crisis=True)
    factories.helpline(
        "Nollalinja", organisation, is_crisis=True, topics=[topic], delivery_points=[factories.delivery_point(phone="080 005 005")]
    )
    body = client.get(page.url).content.decode()
    panel = body[body.index(PANEL) : body.index("</section>", body.index(PANEL))]
    assert "Nollalinja" in panel
    assert "Numeroton" not in panel
    assert panel.count('class="crisis-line') == 4  # 112 and three more


def test_crisis_help_has_its_own_number_and_112_alone(client: Client, region: Region) -> None:
    body = client.get(region.url("helpline")).content.decode()
    panel = body[body.index(PANEL) : body.index("</section>", body.index(PANEL))]
    assert panel.count('class="crisis-line') == 1


def test_a_list_on_a_crisis_topic_says_whom_to_call(client: Client, region: Region) -> None:
    shelter(region, **CRISIS)
    assert PANEL in client.get("/palvelut/?topic=vakivalta").content.decode()
    assert PANEL not in client.get("/palvelut/").content.decode()


# --- Where one goes from here ----------------------------------------------------------------------------------
def test_no_other_site_hears_where_somebody_came_from(client: Client, region: Region) -> None:
    shelter(region, **CRISIS)
    paths = ["/", "/apua-nyt/", "/turvallisesti/", "/palvelut/?topic=vakivalta", *map(region.url, region.pages)]
    for path in paths:
        response = client.get(path)
        assert response.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}, path
        for link in re.findall(r'<a [^>]*href="https?://[^>]*>', response.content.decode()):
            assert "localhost" in link or "noreferrer" in link, (path, link)
