"""Listings' pages that are kept drawn say at every moment, in every language and after every change what a page drawn now would say."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.browse import detail
from portal.browse.drawn_details import kept_details
from portal.pagecache.unchanged import forget_all
from tests import factories
from tests.browse.conftest import ALWAYS, DAILY, Region, words_of

pytestmark = pytest.mark.one_database
MORNING = timezone.localtime().replace(hour=6, minute=30, second=0, microsecond=0)
NAMES = ("place", "organisation", "group", "event", "service", "helpline", "guide", "chapter", "material")


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return words_of(response)


def drawn_anew(client: Client, path: str) -> str:
    forget_all()
    return shown(client, path)


def at(patch: pytest.MonkeyPatch, now: dt.datetime) -> None:
    patch.setattr(timezone, "now", lambda: now.astimezone(dt.UTC))


@pytest.mark.parametrize("name", NAMES)
def test_at_every_moment(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = region.url(name)
    moments = [MORNING + dt.timedelta(minutes=minutes) for minutes in range(0, 60 * 31, 37)]
    said = []
    for now in moments:
        at(monkeypatch, now)
        said.append(shown(client, path))
    for now, body in zip(moments, said, strict=True):
        at(monkeypatch, now)
        assert drawn_anew(client, path) == body, now


def test_words_change_with_the_hour_and_the_day(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, MORNING)
    group, place = region.url("group"), region.url("place")
    assert "tänään klo 9–11" in shown(client, group)
    assert "Suljettu, aukeaa tänään klo 9" in shown(client, place)
    at(monkeypatch, MORNING.replace(hour=9, minute=0))
    assert "Auki nyt, sulkeutuu klo 11" in shown(client, place)
    at(monkeypatch, MORNING.replace(hour=11, minute=0))
    assert "Suljettu, aukeaa huomenna" in shown(client, place)
    assert "tänään klo 9–11" not in shown(client, group)
    at(monkeypatch, MORNING + dt.timedelta(days=1))
    assert "tänään klo 9–11" in shown(client, group)


@pytest.mark.parametrize("name", NAMES)
def test_a_kept_page_is_not_worked_out_again(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    path = region.url(name)
    shown(client, path)  # the very first page of a portal writes its settings
    body = shown(client, path)

    def refuse(*_given: Any, **_named: Any) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr(detail, "detail_context", refuse)
    with CaptureQueriesContext(connection) as captured:
        assert shown(client, path) == body
    assert len(captured) <= 3, [one["sql"][:90] for one in captured.captured_queries]


def test_its_own_change_is_seen(client: Client, region: Region) -> None:
    path, group = region.url("group"), region.pages["group"]
    assert "Eroryhmä" in shown(client, path)
    group.title = "Toinen nimi"
    group.save_revision().publish()
    assert "Toinen nimi" in shown(client, path)
    group.unpublish()
    assert client.get(path).status_code == 404


def test_what_it_repeats_of_others_is_seen(client: Client, region: Region) -> None:
    organisation, offer = region.pages["organisation"], region.pages["place"].offers.get()
    assert "Perheyhdistys" in shown(client, region.url("group"))
    assert offer.labels["fi"] in shown(client, region.url("place"))
    assert "Mikkeli" in shown(client, region.url("place"))
    organisation.title = "Uusi yhdistys"
    organisation.save_revision().publish()
    offer.labels = {"fi": "Uusi tarjous"}
    offer.save()
    region.mikkeli.names = {"fi": "Uusikunta"}
    region.mikkeli.save()
    group, place = shown(client, region.url("group")), shown(client, region.url("place"))
    assert "Uusi yhdistys" in group
    assert "Perheyhdistys" not in group
    assert "Uusi tarjous" in place
    assert "Uusikunta" in place
    assert "Mikkeli" not in place


def test_what_it_shows_besides_itself_is_seen(client: Client, region: Region) -> None:
    pages = {name: region.url(name) for name in ("place", "organisation", "chapter")}
    for path in pages.values():
        assert "Eroryhmä" in shown(client, path)
    group = region.pages["group"]
    group.title = "Iltaryhmä"
    group.save_revision().publish()
    for path in pages.values():
        body = shown(client, path)
        assert "Iltaryhmä" in body
        assert "Eroryhmä" not in body
    factories.group("Aamuryhmä", region.pages["organisation"], DAILY, meeting_place=region.pages["place"], topics=list(group.topics.all()))
    for path in pages.values():
        assert "Aamuryhmä" in shown(client, path)
    group.unpublish()
    for path in pages.values():
        assert "Iltaryhmä" not in shown(client, path)


def test_a_topic_that_becomes_one_of_crisis_brings_the_lines(client: Client, region: Region) -> None:
    path, topic = region.url("group"), region.pages["group"].topics.get()
    assert "crisis-line" not in shown(client, path)
    topic.is_crisis = True
    topic.save()
    assert "09 000 0000" in shown(client, path)
    line = region.pages["helpline"]
    line.delivery_points = factories.stream([factories.delivery_point(ALWAYS, phone="09 000 1111")])
    line.save_revision().publish()
    forget_all()  # a process that does not watch for changes reads the lines anew after a minute only
    body = shown(client, path)
    assert "09 000 1111" in body
    assert "09 000 0000" not in body


def test_each_language_has_its_own(client: Client, region: Region) -> None:
    factories.version(region.pages["group"], "sv", "Skilsmässogrupp", summary="För dig.").page.save_revision().publish()
    path = region.url("group")
    finnish, swedish, english = (shown(client, f"{prefix}{path}") for prefix in ("", "/sv", "/en"))
    assert "Skilsmässogrupp" in swedish
    assert "Skilsmässogrupp" not in finnish
    assert "Skilsmässogrupp" not in english
    assert "This page is in Finnish only." in english
    assert [shown(client, f"{prefix}{path}") for prefix in ("", "/sv", "/en")] == [finnish, swedish, english]


def test_a_preview_is_neither_kept_nor_taken_from_what_is(client: Client, region: Region) -> None:
    path, page = region.url("place"), region.pages["place"]
    body = shown(client, path)
    kept = len(kept_details)
    page.title = "Luonnos"
    assert "Luonnos" in page.make_preview_request(preview_mode=page.default_preview_mode).content.decode()
    assert len(kept_details) == kept
    assert shown(client, path) == body


def test_nothing_of_the_address_is_kept(client: Client, region: Region) -> None:
    path = region.url("group")
    plain = shown(client, path)
    forget_all()
    assert "haettu" not in shown(client, f"{path}?q=haettu")
    assert shown(client, path) == plain


def test_memory_is_bounded(client: Client, region: Region, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_details, "most", 2)
    for name in NAMES:
        shown(client, region.url(name))
    assert len(kept_details) == 2


@pytest.mark.parametrize("tag", ["{% drawn %}{% enddrawn %}", "{% drawn one two %}{% enddrawn %}", "{% drawn one %}"])
def test_a_part_that_is_not_understood_is_refused_when_the_template_is_read(tag: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template("{% load drawn %}" + tag)


def test_a_part_is_drawn_once_where_parts_are_kept_and_each_time_where_not() -> None:
    template = Template("{% load drawn %}{% drawn one %}{{ word }}{% enddrawn %}-{{ word }}")
    parts: dict[str, str] = {}
    assert [template.render(Context({"drawn": parts, "word": word})) for word in "ab"] == ["a-a", "a-b"]
    assert parts == {"one": "a"}
    assert [template.render(Context({"word": word})) for word in "ab"] == ["a-a", "b-b"]
