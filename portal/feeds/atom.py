"""News as an Atom feed (RFC 4287), by Django's own generator."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

from django.utils.feedgenerator import Atom1Feed

from portal.content.xml_text import xml_text

CONTENT_TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class NewsItem:
    """A listing in a feed. ``id``: an address or a URN that never changes; moments are aware; ``picture``: address of a JPEG, or empty."""

    id: str
    title: str
    url: str
    summary: str
    categories: tuple[str, ...]
    author: str
    published: dt.datetime | None
    updated: dt.datetime
    picture: str = ""


class _Feed(Atom1Feed):
    """A feed without items has not changed since a fixed moment, so that it stays the same from one request to the next."""

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        """With the picture as an enclosure. Django's own enclosures want a length, which is a hint that asks a storage for each."""
        super().add_item_elements(handler, item)
        if item["picture"]:
            handler.addQuickElement("link", "", {"rel": "enclosure", "type": "image/jpeg", "href": item["picture"]})


def atom(items: Iterable[NewsItem], *, title: str, subtitle: str, url: str, feed_url: str, lang: str) -> bytes:
    """The feed, the last changed item first as given. ``url``: the page it belongs to; both addresses are absolute."""
    title = xml_text(title)
    feed = _Feed(title=title, link=url, description=subtitle, language=lang, subtitle=subtitle, feed_url=feed_url, author_name=title)
    for item in items:
        feed.add_item(
            title=xml_text(item.title),
            link=item.url,
            # The generator says that summaries are HTML.
            description=escape(xml_text(item.summary), quote=False),
            author_name=xml_text(item.author),
            unique_id=item.id,
            categories=tuple(map(xml_text, item.categories)),
            pubdate=item.published,
            updateddate=item.updated,
            picture=item.picture,
        )
    return feed.writeString("utf-8").encode()
