"""The situation finder through its addresses: bad ones first, then what a family sees."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from portal.finder.models import FinderPage
from portal.pagecache.kept import HEADER
from portal.regions.models import AreaContact
from tests import factories
from tests.built import once_a_file

pytestmark = pytest.mark.django_db


def answer(text: str, address: str, **more: Any) -> dict[str, Any]:
    return {"text": text, "address": address, "topic": "", "kind": "", "pages": [], "translations": [], **more}


def item(value: Any) -> dict[str, Any]:
    return {"type": "item", "value": value, "id": str(uuid4())}


class Region:
    """Two areas, of which one has a contact; a finder; things on divorce and on violence."""

    def __init__(self) -> None:
        mikkelin = factories.area("mikkelin-alue", contact_name={"fi": "Perheneuvo"}, contact_phone="015 000 000")
        nowhere = factories.area("savonlinnan-alue")
        mikkeli = factories.municipality("491", "Mikkeli", area=mikkelin)
        self.savonlinna = factories.municipality("740", "Savonlinna", area=nowhere)
        self.area = mikkelin
        self.divorce = factories.topic("Ero", is_sensitive=False)
        violence = factories.topic("Väkivalta", is_sensitive=True)
        self.organisation = factories.organisation("Yhdistys", municipality=mikkeli)
        for number in range(7):
            factories.group(f"Eroryhmä {number}", self.organisation, municipality=mikkeli, topics=[self.divorce])
        factories.service("Eroneuvonta", self.organisation, area_scope="county", topics=[self.divorce])
        self.shelter = factories.service("Turvakoti", self.organisation, area_scope="county", topics=[violence])
        self.section = factories.section("Perheille")
        self.page = self.section.add_child(
            instance=FinderPage(title="Mikä on tilanteesi?", slug="tilanne", situations=json.dumps(self.situations()))
        )
        self.page.save_revision().publish()

    def situations(self) -> Any:
        swedish = [item({"locale": "sv", "text": "Vi skiljer oss", "question": "Vad gäller det?"})]
        closer = [item(answer("Sovitaan lapsesta", "lapsi", topic="ero")), item(answer("Pelkään", "pelkaan", topic="vakivalta"))]
        parting = answer("Eroamme", "ero", topic="ero", translations=swedish) | {"question": "Mistä on kyse?", "answers": closer}
        company = answer("Kaipaan seuraa", "seuraa", kind="peer_group") | {"question": "", "answers": []}
        return [{"type": "situation", "value": parting}, {"type": "situation", "value": company}]

    def ask(self, *given: str, lang: str = "") -> Any:
        return Client().get(f"{lang}{self.page.url}{''.join(f'{one}/' for one in given)}")


_built, region = once_a_file(Region)


@pytest.mark.parametrize(
    "given",
    [
        ("tuntematon",),
        ("ero", "tuntematon"),
        ("ero", "lapsi", "tuntematon"),
        ("seuraa", "lapsi"),
        ("seuraa", "mikkeli", "x"),
        ("a", "b", "c", "d"),
    ],
)
def test_an_unknown_answer_is_not_found(region: Region, given: tuple[str, ...]) -> None:
    assert region.ask(*given).status_code == 404


def test_a_page_that_is_not_public_is_not_found(region: Region) -> None:
    region.page.unpublish()
    assert region.ask("ero").status_code == 404


def test_each_step_asks_one_thing_and_leads_on(region: Region) -> None:
    first = region.ask().context["step"]
    assert (first.number, first.question, first.back_url) == (1, "Mikä on tilanteesi?", "")
    assert [choice.title for choice in first.choices] == ["Eroamme", "Kaipaan seuraa"]
    second = region.ask("ero").context["step"]
    assert (second.number, second.question) == (2, "Mistä on kyse?")
    assert second.back_url == region.page.url
    third = region.ask("ero", "lapsi").context["step"]
    assert third.places
    assert [choice.title for choice in third.choices] == ["Mikkeli", "Savonlinna"]
    assert third.back_url == f"{region.page.url}ero/"
    without = region.ask("seuraa").context["step"]
    assert (without.number, without.places) == (2, True)


def test_at_most_five_are_suggested_and_not_all_of_one_kind(region: Region) -> None:
    step = region.ask("ero", "lapsi", "mikkeli").context["step"]
    titles = [card.listing.title for card in step.cards]
    assert len(titles) == 5
    assert "Eroneuvonta" in titles[:3]
    assert not step.sensitive


def test_groups_of_another_municipality_are_not_suggested(region: Region) -> None:
    titles = [card.listing.title for card in region.ask("ero", "lapsi", "savonlinna").context["step"].cards]
    assert titles == ["Eroneuvonta"]


def test_the_contact_is_the_areas_own_and_never_another_areas(region: Region) -> None:
    assert region.ask("ero", "lapsi", "mikkeli").context["step"].contact.phone == "015 000 000"
    for place in ("savonlinna", "kaikkialla"):
        response = region.ask("ero", "lapsi", place)
        assert response.context["step"].contact.phone == ""
        assert "015 000 000" not in response.content.decode()


def test_a_section_may_have_a_contact_of_its_own(region: Region) -> None:
    AreaContact.objects.create(area=region.area, section="youth", name={"fi": "Ohjaamo"}, phone="015 111 111")
    assert region.ask("ero", "lapsi", "mikkeli").context["step"].contact.title == "Perheneuvo"
    region.section.section_kind = "youth"
    region.section.save_revision().publish()
    response = region.ask("ero", "lapsi", "mikkeli")
    assert response.context["step"].contact.title == "Ohjaamo"
    assert 'id="quick-exit"' in response.content.decode()


def test_what_is_sensitive_has_a_quick_exit_and_a_title_that_tells_nothing(region: Region) -> None:
    response = region.ask("ero", "pelkaan", "mikkeli")
    body = response.content.decode()
    assert response.context["step"].cards[0].listing.title == "Turvakoti"
    assert 'id="quick-exit"' in body
    assert "<title>Perhekeskus</title>" in body
    assert response.headers["Cache-Control"] == "no-store"


def test_pages_the_coordinator_chose_come_first(region: Region) -> None:
    situations = region.situations()
    situations[0]["value"]["answers"][0]["value"]["pages"] = [item(region.shelter.pk)]
    region.page.situations = json.dumps(situations)
    region.page.save_revision().publish()
    assert region.ask("ero", "lapsi", "mikkeli").context["step"].cards[0].listing.title == "Turvakoti"


def test_in_swedish_with_the_coordinators_words(region: Region) -> None:
    step = region.ask("ero", lang="/sv").context["step"]
    assert step.question == "Vad gäller det?"
    assert [one.answer for one in step.given] == ["Vi skiljer oss"]
    assert all(choice.url.startswith("/sv/") for choice in step.choices)


def test_steps_are_kept_in_the_page_cache_and_not_in_search_engines(region: Region) -> None:
    response = region.ask("ero")
    assert response.headers[HEADER] == "page"
    assert '<meta name="robots" content="noindex">' in response.content.decode()
    assert "noindex" not in region.ask().content.decode()


@pytest.mark.one_database
def test_as_many_queries_with_many_as_with_few(region: Region) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert region.ask("ero", "lapsi", "mikkeli").status_code == 200
        return len(captured)

    queries()  # writes the site's settings, which is a change
    queries()
    few = queries()
    for number in range(20):
        factories.service(f"Palvelu {number}", region.organisation, area_scope="county", topics=[region.divorce])
    queries()
    assert queries() == few


def test_questions_older_than_the_finnish_ones_say_so_and_the_end_does_not(client: Client, region: Region) -> None:
    factories.version(region.page, "en", "What is your situation?", source_digest="of another text")
    with translation.override("fi"):
        address = region.page.url
    told = [
        b"The Finnish text has changed" in client.get(f"/en{address}{given}").content
        for given in ("", "ero/", "ero/lapsi/", "ero/lapsi/mikkeli/")
    ]
    assert told == [True, True, False, False]
