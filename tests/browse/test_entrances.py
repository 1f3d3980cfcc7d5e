"""The three entrances: what each shows of its own."""

import pytest
from django.test import Client

from tests import factories
from tests.browse.conftest import Region
from tests.browse.test_budgets import queries

pytestmark = pytest.mark.one_database  # what is drawn, queries counted


def _path(kind: str) -> str:
    return f"/{factories.section(f'Osio {kind}', section_kind=kind).slug}/"


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
