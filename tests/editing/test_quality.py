"""The score explains itself: every point it takes has a sentence that says what to do, and a compound word costs nothing."""

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from portal.editing.quality import FULL, quality_of
from portal.editing.readability import long_sentences, sentences
from portal.listings.kinds import DeliveryKind, Kind
from portal.listings.listing import (
    Contact,
    DeliveryPoint,
    Eligibility,
    Freshness,
    Image,
    Listing,
    MunicipalityRef,
    Place,
    Price,
    SignUp,
    Term,
)
from portal.listings.schedule import Schedule, Weekly
from tests import factories

TODAY = dt.date(2026, 11, 25)
WEEKLY = Schedule(rules=(Weekly(weekdays=(3,), start=dt.time(9)),))
FULLY_TOLD: dict[str, Any] = {
    "languages": ("fi", "sv", "en"),
    "summary": "Vauvaperheiden avoin ryhmä.",
    "plain_summary": "Tule vauvan kanssa. Juomme kahvia.",
    "topics": (Term(slug="vertaistuki", label="Vertaistuki"),),
    "eligibility": Eligibility(text="Vauvaperheet"),
    "place": Place(name="Olohuone", street="Katu 1", municipality=MunicipalityRef(code="491", name="Mikkeli")),
    "schedule": WEEKLY,
    "sign_up": SignUp(required=False),
    "price": Price(free=True),
    "contacts": (Contact(name="Toimisto", phone="015 000 000"),),
}


def listing(kind: Kind = Kind.PEER_GROUP, **values: Any) -> Listing:
    return Listing(id=uuid4(), kind=kind, lang="fi", url="/x/", title="Vauvaryhmä", **values)


def codes(one: Listing) -> set[str]:
    return {finding.code for finding in quality_of(one, TODAY).findings}


def test_a_page_with_nothing_but_a_name_gets_every_finding_and_no_negative_score() -> None:
    quality = quality_of(listing(), TODAY)
    assert codes(listing()) == {
        *("times", "place", "contact", "audience", "sign_up", "price", "summary", "plain", "topics", "sv", "en"),
    }
    assert quality.score == max(0, FULL - sum(finding.points for finding in quality.findings)) == 0
    assert all(finding.text and finding.advice and finding.field and finding.tab and finding.points > 0 for finding in quality.findings)
    assert [finding.points for finding in quality.findings] == sorted((finding.points for finding in quality.findings), reverse=True)


def test_a_page_that_tells_everything_is_full() -> None:
    quality = quality_of(listing(**FULLY_TOLD), TODAY)
    assert (quality.score, quality.findings, quality.is_good) == (FULL, (), True)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("times", {"schedule": None}),
        ("old_times", {"schedule": WEEKLY.model_copy(update={"check": True})}),
        ("old_times", {"schedule": WEEKLY.model_copy(update={"as_of": dt.date(2024, 1, 1)})}),
        ("place", {"place": None}),
        ("municipality", {"place": Place(name="Olohuone")}),
        ("contact", {"contacts": ()}),
        ("audience", {"eligibility": Eligibility()}),
        ("sign_up", {"sign_up": SignUp()}),
        ("price", {"price": Price()}),
        ("summary", {"summary": ""}),
        ("plain", {"plain_summary": ""}),
        ("topics", {"topics": ()}),
        ("long_summary", {"summary": f"Tämä {'ja tuo ' * 12}lause ei lopu."}),
        ("long_body", {"body_text": f"Tämä {'ja tuo ' * 12}lause ei lopu."}),
        ("sv", {"languages": ("fi", "en")}),
        ("en", {"languages": ("fi", "sv")}),
        ("picture", {"image": Image(url="/x.webp", width=1, height=1)}),
        ("confirmed", {"freshness": Freshness(confirmed_on=dt.date(2025, 1, 1))}),
    ],
)
def test_each_thing_that_is_missing_is_the_only_finding(code: str, changed: dict[str, Any]) -> None:
    assert codes(listing(**FULLY_TOLD | changed)) == {code}


def test_what_needs_no_place_or_times_is_not_asked_for_them() -> None:
    point = DeliveryPoint(id="1", kind=DeliveryKind.PHONE, phone="015 000 000", schedule=WEEKLY)
    told = FULLY_TOLD | {
        "schedule": None,
        "place": None,
        "contacts": (),
        "sign_up": SignUp(),
        "price": Price(),
        "delivery_points": (point,),
    }
    assert codes(listing(Kind.HELPLINE, **told)) == set()
    assert codes(listing(Kind.HELPLINE, **told | {"delivery_points": ()})) == {"points", "contact"}
    silent = point.model_copy(update={"schedule": None})
    assert codes(listing(Kind.HELPLINE, **told | {"delivery_points": (silent,)})) == {"hours"}
    assert codes(listing(online=True, **FULLY_TOLD | {"place": None})) == set()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Tule mukaan! Tarjolla on kahvia. Mitä tuoda? Ei mitään.", 4),
        ("Ryhmä kokoontuu 1.9. klo 9.30 ja esim. syksyllä 2.10. alkaen.", 1),
        ("Kysy puh. 015 000 000. Vastaamme ark. 9–15.", 2),
        ("Ensimmäinen kappale\nToinen kappale", 2),
        ("”Tule!” sanoi äiti. Hän tuli.", 2),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def test_long_compounds_cost_nothing_and_long_sentences_are_quoted() -> None:
    compounds = "Perhekeskustoimintasuunnitelmassa lapsiperhepalveluohjauskeskustelut järjestetään kohtaamispaikkatoiminnassa."
    assert long_sentences(compounds) == []
    shorter, longer = f"A{' sana' * 19}.", f"B{' sana' * 25}."
    assert long_sentences(f"{shorter} {longer}") == [longer, shorter]


@pytest.mark.django_db
def test_the_editor_shows_what_the_draft_lacks(client: Client) -> None:
    group = factories.group()
    client.force_login(factories.member(organisation=group.get_parent().specific))
    form = client.get(reverse("wagtailadmin_pages:edit", args=[group.pk])).content.decode()
    lacking = quality_of(group.to_listing("fi"), timezone.localdate())
    assert f"{lacking.score}/100" in form
    assert all(escape(finding.advice) in form for finding in lacking.findings)


@pytest.mark.django_db
def test_a_new_page_is_not_judged(client: Client) -> None:
    organisation = factories.organisation()
    client.force_login(factories.member(organisation=organisation))
    form = client.get(reverse("wagtailadmin_pages:add", args=["groups", "peergrouppage", organisation.pk])).content.decode()
    assert "form-notice" in form
    assert "/100" not in form
