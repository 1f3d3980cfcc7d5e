"""Municipalities tell honestly whether there is a meeting place, and what is nearest when there is none."""

from django.test import Client

from portal.regions.models import MeetingPlaceState
from tests import factories
from tests.browse.conftest import Region


def page(client: Client, path: str) -> str:
    """The English page."""
    return client.get("/en" + path).content.decode()


def test_an_unknown_municipality_is_not_found(client: Client, region: Region) -> None:
    assert client.get("/kunnat/ei-ole/").status_code == 404
    assert client.get("/alueet/ei-ole/").status_code == 404


def test_a_municipality_with_a_current_place_says_so(client: Client, region: Region) -> None:
    body = page(client, "/kunnat/mikkeli/")
    assert "There is an open meeting place in Mikkeli" in body
    assert "The nearest ones" not in body


def test_without_a_record_nothing_is_known_and_the_nearest_is_shown_about(client: Client, region: Region) -> None:
    body = page(client, "/kunnat/puumala/")
    assert "we do not know whether there is an open meeting place" in body
    assert "Olohuone" in body
    assert "about 52 km" in body


def test_what_is_for_professionals_alone_is_no_help_at_home(client: Client, region: Region) -> None:
    professionals, families = factories.audience("Ammattilaiset"), factories.audience()
    for title, audiences in (("Konsultaatio", [professionals]), ("Kaikille", [professionals, families]), ("Kenelle vain", [])):
        online = factories.delivery_point(kind="chat")
        factories.service(title, area_scope="national", delivery_points=[online], audiences=audiences)
    region.pages["place"].unpublish()
    body = page(client, "/kunnat/puumala/")
    assert ">Kaikille<" in body
    assert ">Kenelle vain<" in body
    assert "Konsultaatio" not in body


def test_not_yet_is_said_only_when_the_coordinator_says_it(client: Client, region: Region) -> None:
    region.puumala.meeting_place_state = MeetingPlaceState.NOT_YET
    region.puumala.save()
    assert "no open meeting place yet" in page(client, "/kunnat/puumala/")


def test_an_old_record_is_no_meeting_place(client: Client, region: Region) -> None:
    factories.place("Muinainen paikka", municipality=region.puumala, record_status="historical", information_from="2017")
    body = page(client, "/kunnat/puumala/")
    assert "we do not know whether" in body
    assert "Old information (2017)" in body
    assert "Olohuone" in body


def test_a_municipality_that_ended_leads_to_its_successor(client: Client, region: Region) -> None:
    factories.municipality("588", "Pertunmaa", successor=region.mikkeli)
    response = client.get("/kunnat/pertunmaa/")
    assert response.status_code == 301
    assert response.headers["Location"] == "/kunnat/mikkeli/"


def test_the_choice_leads_to_the_municipality(client: Client, region: Region) -> None:
    assert client.get("/kunnat/?kunta=puumala").headers["Location"] == "/kunnat/puumala/"
    assert client.get("/kunnat/?kunta=//evil.example").status_code == 200


def test_counts_lead_to_the_lists(client: Client, region: Region) -> None:
    assert 'href="/en/ryhmat/?municipality=491"' in page(client, "/kunnat/mikkeli/")


def test_the_area_names_its_municipalities_and_its_contact(client: Client, region: Region) -> None:
    body = page(client, "/alueet/mikkelin-alue/")
    assert "Puumala" in body
    assert 'href="tel:015000000"' in body


def test_a_place_shows_its_week_and_its_poster(client: Client, region: Region) -> None:
    body = page(client, region.url("place"))
    assert "This week here" in body
    assert "Eroryhmä" in body
    poster = client.get(f"/en/juliste/{region.pages['place'].listing_id}/").content.decode()
    assert "Perhepäivä" in poster
    assert "<svg" in poster
    assert client.get(f"/juliste/{region.pages['group'].listing_id}/").status_code == 404
