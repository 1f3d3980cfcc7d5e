"""A small region, published and indexed."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from portal.listings.schedule import Dates, Schedule
from tests import factories
from tests.built import once_a_file


def on(days: int, hour: int = 12) -> Schedule:
    """One date, so many days from now, at a full hour."""
    return Schedule(rules=(Dates(dates=(timezone.localdate() + dt.timedelta(days=days),), start=dt.time(hour), end=dt.time(hour + 1)),))


def _region() -> SimpleNamespace:
    """Mikkeli with a place, a group in it with a date in a week, and a Swedish version; a national helpline; a guide."""
    mikkeli = factories.municipality("491", "Mikkeli")
    savonlinna = factories.municipality("740", "Savonlinna")
    organisation = factories.organisation()
    place = factories.place(municipality=mikkeli, street="Maaherrankatu 1", summary="Avoin kohtaamispaikka perheille.")
    group = factories.group(
        "Eroryhmä",
        meeting_place=place,
        schedule=on(7),
        topics=[factories.topic("Ero")],
        summary="Vertaisryhmä eronneille vanhemmille.",
        is_free=True,
    )
    factories.version(group, "sv", "Skilsmässogrupp", summary="Kamratstöd för skilda föräldrar.")
    helpline = factories.helpline(delivery_points=[factories.delivery_point(phone="116 000")])
    guide = factories.guide(summary="Mitä tehdä, kun ero tulee.")
    chapter = factories.chapter("Tapaamiset", parent=guide, body=[factories.text("<p>Vuoroviikot ja tapaamisoikeus.</p>")])
    return SimpleNamespace(
        mikkeli=mikkeli,
        savonlinna=savonlinna,
        organisation=organisation,
        place=place,
        group=group,
        helpline=helpline,
        guide=guide,
        chapter=chapter,
    )


_built, region = once_a_file(_region, in_many_files=True)


@pytest.fixture
def indexed(region: Any, settings: Any, tmp_path: Any) -> Any:
    """The region, in an index of its own."""
    settings.SEARCH_INDEX_DIR = tmp_path / "search"
    call_command("search_rebuild", verbosity=0)
    return region
