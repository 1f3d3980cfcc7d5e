"""What front pages lift out of everything: soonest first, crisis first, each in the reader's language."""

import datetime as dt

import pytest
from django.utils import timezone

from portal.catalogue.filters import Filters
from portal.catalogue.lifted import crisis_first, online_for, soonest
from portal.catalogue.queries import Key, entries_of
from portal.listings.kinds import Kind
from portal.listings.schedule import Dates, Schedule
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
KINDS = (Kind.EVENT, Kind.PEER_GROUP)


def titles(keys: list[Key]) -> list[str]:
    return [entry.title for entry in entries_of(keys)]


def on(days: int) -> Schedule:
    return Schedule(rules=(Dates(dates=(timezone.localdate() + dt.timedelta(days=days),)),))


def next_week(most: int = 9, lang: str = "fi") -> list[str]:
    return titles(soonest(KINDS, within=dt.timedelta(days=7), lang=lang, now=timezone.now(), most=most))


def test_what_has_no_date_or_is_too_late_or_over_or_old_is_left_out() -> None:
    factories.group("Aina joskus")
    factories.event("Myöhemmin", schedule=on(9))
    factories.event("Eilen", schedule=on(-1))
    factories.group("Vanha", schedule=on(2), record_status="historical")
    factories.place("Paikka", schedule=on(2))
    assert next_week() == []


def test_real_ones_come_before_examples_and_the_soonest_first() -> None:
    example = factories.example_municipality()
    factories.event("Esimerkki", schedule=on(1), municipality=example, record_status="example")
    factories.event("Kolmas", schedule=on(3))
    factories.group("Toinen", schedule=on(2))
    assert next_week() == ["Toinen", "Kolmas", "Esimerkki"]
    assert next_week(most=1) == ["Toinen"]
    assert next_week(most=2) == ["Toinen", "Kolmas"]


def test_each_in_the_readers_language_where_there_is_one() -> None:
    event = factories.event("Retki", schedule=on(2))
    factories.version(event, "en", "Trip", summary="A day out.")
    assert (next_week(), next_week(lang="en"), next_week(lang="sv")) == (["Retki"], ["Trip"], ["Retki"])


def test_crisis_help_first_then_by_title() -> None:
    young = factories.topic("Nuoret", slug="nuoret")
    factories.helpline("Arki", topics=[young])
    factories.helpline("Kriisi", is_crisis=True)
    factories.helpline("Vanha", record_status="historical")
    factories.service("Päivystys", is_crisis=True, topics=[young])
    factories.service("Neuvola")

    def found(topic: str = "", *, all_crisis: bool, most: int | None = None) -> list[str]:
        filters = Filters(kinds=(Kind.HELPLINE,), topic=topic, current_only=True)
        return titles(crisis_first(filters, lang="fi", now=timezone.now(), all_crisis=all_crisis, most=most))

    assert found(all_crisis=False) == ["Kriisi", "Arki"]
    assert found(all_crisis=True) == ["Kriisi", "Päivystys", "Arki"]
    assert found("nuoret", all_crisis=True) == ["Päivystys", "Arki"]
    assert found(all_crisis=True, most=1) == ["Kriisi"]


def test_what_comes_home_is_not_for_professionals_alone() -> None:
    professionals, families = factories.audience("Ammattilaiset"), factories.audience("Vanhemmat")
    point = factories.delivery_point(kind="chat")
    for title, audiences in (("Konsultaatio", [professionals]), ("Kaikille", [professionals, families]), ("Kenelle vain", [])):
        factories.service(title, area_scope="national", delivery_points=[point], audiences=audiences)
    assert titles(online_for("623", not_only_for="ammattilaiset", lang="fi", now=timezone.now(), most=9)) == ["Kaikille", "Kenelle vain"]
