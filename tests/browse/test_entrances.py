"""The three entrances: what each shows of its own."""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from portal.listings.schedule import Dates, Schedule
from tests import factories
from tests.browse.conftest import Region
from tests.browse.test_budgets import queries

pytestmark = pytest.mark.one_database  # what is drawn, queries counted


def _path(kind: str) -> str:
    return f"/{factories.section(f'Osio {kind}', section_kind=kind).slug}/"


def _on(days: int) -> Schedule:
    return Schedule(rules=(Dates(dates=(timezone.localdate() + dt.timedelta(days=days),)),))


def _page(client: Client, path: str) -> str:
    return str(client.get(f"/en{path}").content.decode())


def test_each_entrance_has_colours_and_an_example_of_its_own(client: Client, region: Region) -> None:
    found = {kind: _page(client, _path(kind)) for kind in ("families", "youth", "professionals")}
    assert all(f'class="section-{kind}"' in page for kind, page in found.items())
    assert "help with a divorce" in found["families"]
    assert "help with a divorce" not in found["youth"] + found["professionals"]
    assert "no energy for school" in found["youth"]
    assert "who-answers" not in found["families"] + found["professionals"]


def test_young_people_see_who_answers_whether_anonymous_and_for_which_age(client: Client, region: Region) -> None:
    path = _path("youth")
    assert "who-answers" not in _page(client, path)  # the region's own line is not for young people
    young = factories.topic("Nuoret", slug="nuoret")
    one = queries(client, path)
    factories.helpline("Nuorten chat", topics=[young], answered_by="volunteer", is_anonymous=True, age_min=13, age_max=29)
    factories.helpline("Outo linja", topics=[young])
    found = _page(client, path)
    told = found[found.index("Nuorten chat") :]
    assert all(words in told for words in ("A trained volunteer", "You do not have to tell your name", "13–29 years"))
    told = found[found.index("Outo linja") :]
    assert "We do not know who answers" in told
    assert "Ask whether you may be anonymous" in told
    assert queries(client, path) == one


def test_a_line_that_answers_in_the_readers_language_comes_first(client: Client, region: Region) -> None:
    path = _path("youth")
    young = factories.topic("Nuoret", slug="nuoret")
    factories.helpline("Ungdomstelefonen", topics=[young], service_languages=[factories.language("sv", "ruotsi")])
    factories.helpline("Nuorten puhelin", topics=[young], service_languages=[factories.language()])
    for lang, first, second in (("", "Nuorten puhelin", "Ungdomstelefonen"), ("/sv", "Ungdomstelefonen", "Nuorten puhelin")):
        found = client.get(f"{lang}{path}").content.decode()
        told = found[found.index("who-answers") :]
        assert told.index(first) < told.index(second), lang


def test_professionals_see_the_latest_materials_and_never_examples(client: Client, region: Region) -> None:
    path = _path("professionals")
    factories.material("Vanhempi ohje", region.pages["organisation"])
    one = queries(client, path)
    for number in range(19):
        factories.material(f"Ohje {number}", region.pages["organisation"])
    factories.material("Keksitty", region.pages["organisation"], record_status="example")
    found = _page(client, path)
    assert found.index("Ohje 18") < found.index("Ohje 17")
    assert "Keksitty" not in found
    assert "Vanhempi ohje" not in found
    assert queries(client, path) == one


def test_professionals_see_what_they_are_invited_to(client: Client, region: Region) -> None:
    path = _path("professionals")
    assert "Next meetings" not in _page(client, path)
    invited = [factories.audience("Ammattilaiset")]
    for title, days in (("Verkostopäivä", 80), ("Työpaja", 20), ("Ensi vuonna", 200), ("Eilen", -1)):
        factories.event(title, schedule=_on(days), audiences=invited)
    factories.event("Perheille", schedule=_on(10))
    found = _page(client, path)
    told = found[found.index("Next meetings") :]
    assert told.index("Työpaja") < told.index("Verkostopäivä")
    assert not any(title in told for title in ("Ensi vuonna", "Eilen", "Perheille"))
    assert "Next meetings" not in _page(client, _path("families"))
