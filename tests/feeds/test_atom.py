"""A feed stays readable whatever somebody has pasted into one page."""

import datetime as dt

import pytest
from defusedxml import ElementTree

from portal.feeds.atom import NewsItem, atom

NOW = dt.datetime(2026, 9, 1, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("sign", ["\x0b", "\x0c", "\x01", "\x1f", "\uffff"])
def test_a_control_character_does_not_break_the_feed(sign: str) -> None:
    pasted = f"Perhe{sign}kahvila"
    item = NewsItem("urn:uuid:1", pasted, "https://example.org/a/", f"{pasted} & muuta", (pasted,), pasted, NOW, NOW)
    feed = atom([item], title=pasted, subtitle="Uutta", url="https://example.org/", feed_url="https://example.org/uutta.atom", lang="fi")
    entry = ElementTree.fromstring(feed).find("{*}entry")
    assert entry is not None
    assert entry.findtext("{*}title") == "Perhekahvila"
    assert entry.findtext("{*}summary") == "Perhekahvila &amp; muuta"


@pytest.mark.parametrize("picture", ["", "https://example.org/media/images/talo.jpg"])
def test_a_picture_comes_along(picture: str) -> None:
    item = NewsItem("urn:uuid:1", "Olohuone", "https://example.org/a/", "", (), "Perhekeskus", NOW, NOW, picture)
    feed = atom([item], title="Uutta", subtitle="", url="https://example.org/", feed_url="https://example.org/uutta.atom", lang="fi")
    enclosures = [link for link in ElementTree.fromstring(feed).iterfind("{*}entry/{*}link") if link.get("rel") == "enclosure"]
    told = [(one.get("href"), one.get("type"), one.get("length")) for one in enclosures]
    assert told == ([(picture, "image/jpeg", None)] if picture else [])
