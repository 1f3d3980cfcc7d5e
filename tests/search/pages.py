"""The result page for tests: what is published and indexed, and how the page is read."""

import re
from html import unescape
from typing import Any

from django.test import Client

from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import DeliveryKind, Kind
from portal.listings.listing import DeliveryPoint, Listing
from search import names
from search.sync import rebuild
from tests.search.builders import make_listing, publish

LAKE, HILL = (61.70, 27.30), (61.90, 28.90)
"""Some 90 km apart."""


def index(*listings: Listing) -> None:
    for listing in listings:
        publish(listing)
    CatalogueEntry.objects.filter(lang="fi").update(is_primary=True)
    rebuild()
    names.forget()


def page(client: Client, query: str, lang: str = "") -> str:
    response = client.get(f"{lang}/haku/{query}")
    assert response.status_code == 200
    assert not response.cookies
    return str(response.content.decode())


def main(html: str) -> str:
    return html[html.index("<main") : html.index("</main>")]


def titles(html: str) -> list[str]:
    found = re.findall(r'class="card-title"[^>]*><a[^>]*>(.*?)</a>', html)
    return [unescape(re.sub(r"</?mark>", "", title)) for title in found]


def links(html: str, words: str) -> list[str]:
    """Addresses of the links that hold these words."""
    found = re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return [unescape(address) for address, inner in found if words in unescape(re.sub(r"<[^>]+>", "", inner))]


def helpline(external_id: str, title: str, phone: str, **values: Any) -> Listing:
    points = (DeliveryPoint(id=external_id, kind=DeliveryKind.PHONE, phone=phone),)
    return make_listing(external_id, title, kind=Kind.HELPLINE, delivery_points=points, **values)
