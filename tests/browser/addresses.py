"""Where every kind of public page is found in the demo content."""

import json
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

STILL = {
    "home": "/",
    "families": "/perheille/",
    "meeting places": "/kohtaamispaikat/",
    "groups": "/ryhmat/",
    "services": "/palvelut/",
    "helplines": "/auttavat-palvelut/",
    "events": "/tapahtumat/",
    "guides": "/oppaat/",
    "materials": "/materiaalit/",
    "organisations": "/organisaatiot/",
    "a filtered list": "/palvelut/?municipality=491",
    "a list without results": "/ryhmat/?municipality=491&online=1&free=1",
    "map": "/ryhmat/?view=map",
    "map around a municipality": "/kohtaamispaikat/?municipality=491&view=map",
    "map of a search": "/haku/?q=kerho&view=map",
    "map of a municipality": "/kunnat/savonlinna/?view=map",
    "municipalities": "/kunnat/",
    "municipality": "/kunnat/mikkeli/",
    "municipality without a known place": "/kunnat/puumala/",
    "area": "/alueet/mikkeli/",
    "a place with a picture": "/esimerkkiyhdistys/esimerkkilan-olohuone/",
    "help right now": "/apua-nyt/",
    "today": "/tanaan/",
    "calendar, week": "/kalenteri/",
    "news by e-mail": "/uutiskirje/?municipality=491",
    "news by e-mail, what to do next": "/uutiskirje/lahetetty/",
    "calendar, day": "/kalenteri/?view=day",
    "calendar, list with filters": "/kalenteri/?view=list&municipality=999&kind=event",
    "calendar, days that are over": "/kalenteri/?date=2026-01-01",
    "accessibility statement": "/saavutettavuus/",
    "accessibility feedback": "/saavutettavuus/palaute/",
    "thanks for accessibility feedback": "/sv/saavutettavuus/palaute/kiitos/",
    "privacy": "/tietosuoja/",
    "search": "/haku/",
    "search with results": "/haku/?q=erosta+apua",
    "search without results": "/haku/?q=qwertyqwerty",
    "finder, situations": "/perheille/mika-on-tilanteesi/",
    "finder, closer question": "/perheille/mika-on-tilanteesi/ero/",
    "finder, places": "/perheille/mika-on-tilanteesi/ero/lapsi/",
    "finder, suggestions": "/perheille/mika-on-tilanteesi/ero/lapsi/mikkeli/",
    "finder for young people": "/sv/nuorille/mika-mielessa/jutella/puhelin/savonlinna/",
    "the device's saved list": "/tallennetut/",
    "a list of which nothing is left": "/tallennetut/?ids=cut",
    "hand-out of nothing": "/tuloste/",
    "use this service safely": "/turvallisesti/",
    "home in Swedish": "/sv/",
    "home in English": "/en/",
    "search in English": "/en/haku/?q=divorce",
}
"""Pages whose address does not depend on the content."""
DETAILED = ("meeting_place", "peer_group", "service", "helpline", "event", "guide", "material", "organisation")
"""Kinds that have a page for each listing."""

EXAMPLES = "999"
"""Code of the fictional municipality, where the examples are."""


def detail_path(portal: str, kind: str) -> str:
    """Path of one listing of this kind, by the open API; the same one whatever was published since."""
    return str(_by_title(portal, kind)[0]["url"])


def first_example(portal: str, kind: str) -> str:
    """Title of one fictional listing of this kind, by the open API."""
    return next(str(one["title"]) for one in _by_title(portal, kind, municipality=EXAMPLES) if one["information"] == "example")


def report_path(portal: str, kind: str) -> str:
    """Path of the form that reports wrong information on the listing of ``detail_path``. Sent empty, it shows its faults."""
    return f"/palaute/{_by_title(portal, kind)[0]['id']}/"


def claim_path(portal: str) -> str:
    """Path of the form by which somebody asks to edit an organisation, of one that nobody edits yet. Sent empty, it shows its faults."""
    paths = (f"/meidan-organisaatio/{one['id']}/" for one in _by_title(portal, "organisation"))
    return next(path for path in paths if _offers_form(f"{portal}{path}"))


def _by_title(portal: str, kind: str, **filters: str) -> list[dict[str, Any]]:
    """Listings of a kind. The engine's own order among equals changes with each publication; that of titles does not."""
    query = urlencode({"kind": kind, "limit": 100, **filters})
    with urlopen(f"{portal}/api/v1/search?{query}") as answer:  # noqa: S310 (our own portal)
        return sorted(json.load(answer)["results"], key=lambda one: (one["title"], one["id"]))


def _offers_form(address: str) -> bool:
    with urlopen(address) as answer:  # noqa: S310 (our own portal)
        return b'name="email"' in answer.read()
