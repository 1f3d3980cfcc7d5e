"""A small region: enough of everything for every page to have something to show."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import translation

from home.furniture import forget
from portal.listings.schedule import Schedule, Weekly
from portal.regions.models import Municipality
from tests import factories
from tests.built import once_a_file

DAILY = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)
ALWAYS = Schedule(round_the_clock=True)


@pytest.fixture(autouse=True)
def _fresh_furniture() -> None:
    """Navigation and settings of another test are forgotten."""
    forget()


@dataclass
class Region:
    """Pages by name."""

    mikkeli: Municipality
    puumala: Municipality
    pages: dict[str, Any]

    def url(self, name: str) -> str:
        """Path of a page in Finnish, whatever language the request before left active."""
        with translation.override("fi"):
            return str(self.pages[name].url)


def _region() -> Region:
    """Mikkeli with one of everything, Puumala with nothing."""
    area = factories.area(contact_name={"fi": "Perheneuvo"}, contact_phone="015 000 000")
    mikkeli = factories.municipality("491", "Mikkeli", area=area, latitude=61.69, longitude=27.27)
    puumala = factories.municipality("623", "Puumala", area=area, latitude=61.52, longitude=28.18)
    topic = factories.topic("Ero")
    organisation = factories.organisation("Perheyhdistys", municipality=mikkeli, topics=[topic])
    place = factories.place(
        "Olohuone",
        organisation,
        DAILY,
        municipality=mikkeli,
        street="Katu 1",
        latitude=61.69,
        longitude=27.27,
        topics=[topic],
        offers=[factories.offer()],
    )
    group = factories.group(
        "Eroryhmä", organisation, DAILY, meeting_place=place, topics=[topic], audiences=[factories.audience()], is_free=True
    )
    event = factories.event("Perhepäivä", place, DAILY, meeting_place=place, topics=[topic])
    service = factories.service(
        "Eron ensiapu",
        organisation,
        area_scope="county",
        topics=[topic],
        delivery_points=[factories.delivery_point(DAILY, phone="015 111 111", name="Puhelin")],
    )
    helpline = factories.helpline(
        "Kriisipuhelin", organisation, is_crisis=True, delivery_points=[factories.delivery_point(ALWAYS, phone="09 000 0000")]
    )
    section = factories.section("Perheille")
    guide = factories.guide("Eron opas", section, topics=[topic])
    chapter = factories.chapter(
        "Apua heti",
        guide,
        body=[
            factories.text(),
            ("rule_listings", {"heading": "Ryhmät", "kinds": ["peer_group"], "topics": ["ero"], "area": "", "empty_text": "Ei ryhmiä."}),
        ],
    )
    material = factories.material("Vanhemmuussuunnitelma", organisation, topics=[topic])
    standard = factories.standard("Tietoa palvelusta")
    pages = {
        "home": factories.home(),
        "organisation": organisation,
        "place": place,
        "group": group,
        "event": event,
        "service": service,
        "helpline": helpline,
        "section": section,
        "guide": guide,
        "chapter": chapter,
        "material": material,
        "standard": standard,
    }
    return Region(mikkeli, puumala, pages)


_built, region = once_a_file(_region, in_many_files=True)


def words_of(response: HttpResponse) -> str:
    """The page's HTML without the marks that keep a time on its line, so that a sentence with a time is found whole."""
    return re.sub(r'<span class="unbroken">(.*?)</span>', r"\1", response.content.decode())
