"""Listings of the synthetic portal: every kind, municipality, topic and language, each told by its number and the seed."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID, uuid5

import yaml

from bench.corpus.sentences import ENGLISH, SWEDISH, Writer, foreign
from bench.corpus.words import Frequent, seeded
from portal import taxonomy
from portal.listings.kinds import AreaScope, DeliveryKind, EventStatus, Kind, PointPrecision
from portal.listings.listing import (
    Contact,
    DeliveryPoint,
    Eligibility,
    Freshness,
    Listing,
    MunicipalityRef,
    OrganisationRef,
    Place,
    Point,
    Price,
    Section,
    SectionType,
    ServiceArea,
    SignUp,
    Source,
    Term,
)
from portal.listings.schedule import Dates, Schedule, Weekly

SEED = 20_261_122
_NAMESPACE = UUID("5f0c2f5e-8a5e-4c3b-9d0a-3b1c7a1f2e64")
_KINDS = (
    *(Kind.SERVICE,) * 5,
    *(Kind.PEER_GROUP,) * 4,
    *(Kind.EVENT,) * 4,
    *(Kind.MEETING_PLACE,) * 2,
    *(Kind.MATERIAL,) * 2,
    Kind.ORGANISATION,
    Kind.HELPLINE,
    Kind.GUIDE,
)
"""A kind for each of twenty listings in turn."""
_LISTINGS_OF_AN_ORGANISATION = 50
_SWEDISH_SHARE, _ENGLISH_SHARE = 0.10, 0.05
_ONLINE_SHARE, _NATIONAL_SHARE = 0.15, 0.04
_REAL = {
    "491": "Mikkeli", "740": "Savonlinna", "593": "Pieksämäki", "507": "Mäntyharju", "178": "Juva", "213": "Kangasniemi",
    "681": "Rantasalmi", "623": "Puumala", "768": "Sulkava", "097": "Hirvensalmi", "588": "Pertunmaa", "046": "Enonkoski",
}  # fmt: skip
"""South Savo by Statistics Finland's codes; the rest of the synthetic country's municipalities are invented."""
MUNICIPALITIES = 60


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality and where it is, WGS 84 degrees."""

    code: str
    name: str
    lat: float
    lon: float

    @property
    def reference(self) -> MunicipalityRef:
        """As listings name it."""
        return MunicipalityRef(code=self.code, name=self.name)


class Corpus:
    """The synthetic portal. Listing ``number`` is the same in a corpus of any size, and needs none of the others."""

    def __init__(self, seed: int = SEED, today: dt.date = dt.date(2026, 11, 21)) -> None:
        """``today``: around which dates lie (Europe/Helsinki)."""
        self._seed = seed
        self._today = today
        self._writer = Writer(seed)
        self._towns = Frequent(towns(seed))
        self._terms = {name: Frequent(terms) for name, terms in _vocabularies().items()}

    def listings(self, start: int, end: int) -> Iterator[list[Listing]]:
        """Listings ``start`` to ``end``, the end not included, each as its language versions, Finnish first."""
        return (self.versions(number) for number in range(start, end))

    def versions(self, number: int) -> list[Listing]:
        """The language versions of one listing, Finnish first."""
        random = seeded(self._seed * 1_000_003 + number)
        finnish = self._finnish(number, random)
        versions = [finnish]
        for lang, share, sentences in (("sv", _SWEDISH_SHARE, SWEDISH), ("en", _ENGLISH_SHARE, ENGLISH)):
            if random.random() < share:
                versions.append(_translated(finnish, lang, foreign(sentences, random, 6)))
        return versions

    def _finnish(self, number: int, random: Random) -> Listing:
        kind = _KINDS[number % len(_KINDS)]
        town = self._towns.choose(random)
        body = self._writer.body(random, random.randint(8, 20))
        listing_id = uuid5(_NAMESPACE, str(number))
        national = kind is Kind.HELPLINE or random.random() < _NATIONAL_SHARE
        place = self._place(town, random) if kind in {Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.EVENT} else None
        facts: dict[str, Any] = {
            "id": listing_id,
            "external_id": f"synthetic-{number}",
            "kind": kind,
            "lang": "fi",
            "url": f"/synteettinen/{number}/",
            "title": self._writer.title(random),
            "summary": self._writer.summary(random),
            "sections": (Section(type=SectionType.TEXT, html="".join(f"<p>{sentence}</p>" for sentence in body)),),
            "body_text": "\n".join(body),
            "organisation": self._organisation(number // _LISTINGS_OF_AN_ORGANISATION),
            "place": place,
            "online": random.random() < _ONLINE_SHARE,
            "area": ServiceArea(scope=AreaScope.NATIONAL) if national else None,
            "municipalities": () if national else (town.reference,),
            "locations": (town.reference,) if place else (),
            "eligibility": self._eligibility(random),
            "topics": self._chosen("topics", random, 3),
            "service_languages": self._chosen("service_languages", random, 2),
            "schedule": self._schedule(kind, random),
            "status": EventStatus.CANCELLED if kind is Kind.EVENT and random.random() < 0.02 else EventStatus.SCHEDULED,
            "price": Price(free=random.choice((True, True, False, None))),
            "sign_up": SignUp(required=random.choice((True, False, None))),
            "contacts": (Contact(name="Neuvonta", phone=f"015 {random.randint(100, 999)} {random.randint(1000, 9999)}"),),
            "delivery_points": self._delivery_points(town, random) if kind in {Kind.SERVICE, Kind.HELPLINE} else (),
            "freshness": Freshness(information_from=str(random.choice((2024, 2025, 2026)))),
            "sources": (Source(title="Synteettinen aineisto"),),
            "crisis": kind is Kind.HELPLINE and random.random() < 0.2,
            "modified": dt.datetime.combine(self._today, dt.time(12), dt.UTC) - dt.timedelta(hours=random.randint(0, 20_000)),
        }
        return Listing(**facts)

    def _organisation(self, number: int) -> OrganisationRef:
        name = self._writer.organisation(seeded(self._seed + number))
        return OrganisationRef(id=uuid5(_NAMESPACE, f"organisation {number}"), name=name, url=f"/synteettinen/organisaatio-{number}/")

    def _place(self, town: Town, random: Random) -> Place:
        point = Point(
            lat=round(town.lat + random.gauss(0, 0.08), 4), lon=round(town.lon + random.gauss(0, 0.16), 4), precision=PointPrecision.STREET
        )
        street = f"{self._writer.place(random)}ntie {random.randint(1, 90)}"
        return Place(name=self._writer.place(random), street=street, city=town.name, municipality=town.reference, point=point)

    def _delivery_points(self, town: Town, random: Random) -> tuple[DeliveryPoint, ...]:
        phone = DeliveryPoint(id="1", kind=DeliveryKind.PHONE, phone="015 000 000")
        return (
            (phone, DeliveryPoint(id="2", kind=DeliveryKind.PLACE, place=self._place(town, random))) if random.random() < 0.5 else (phone,)
        )

    def _eligibility(self, random: Random) -> Eligibility:
        low, high = random.choice(((0, 1), (0, 6), (3, 6), (7, 12), (13, 17), (18, None), (None, None), (None, None)))
        return Eligibility(
            age_min=low,
            age_max=high,
            audiences=self._chosen("audiences", random, 2),
            age_bands=self._chosen("age_bands", random, 2),
            life_situations=self._chosen("life_situations", random, 2),
        )

    def _chosen(self, vocabulary: str, random: Random, most: int) -> tuple[Term, ...]:
        return tuple(dict.fromkeys(self._terms[vocabulary].choose(random) for _ in range(random.randint(1, most))))

    def _schedule(self, kind: Kind, random: Random) -> Schedule | None:
        start = dt.time(random.randint(9, 18))
        end = dt.time(start.hour + 2)
        if kind is Kind.EVENT:
            return Schedule(rules=(Dates(dates=(self._today + dt.timedelta(days=random.randint(-60, 240)),), start=start, end=end),))
        if kind in {Kind.PEER_GROUP, Kind.MEETING_PLACE}:
            return Schedule(rules=(Weekly(weekdays=tuple(random.sample(range(1, 8), random.randint(1, 2))), start=start, end=end),))
        return None


@cache
def towns(seed: int = SEED) -> tuple[Town, ...]:
    """Municipalities of the synthetic country, the most frequent first."""
    random = seeded(seed)
    writer = Writer(seed)
    free = (f"{code}" for code in range(900, 1000) if f"{code}" != "999")  # no such municipalities; 999 is the demo's example
    named = [*_REAL.items(), *((next(free), f"{writer.place(random)}nkoski") for _ in range(MUNICIPALITIES - len(_REAL)))]
    return tuple(Town(code, name, round(random.uniform(60.5, 63.5), 3), round(random.uniform(24.0, 30.0), 3)) for code, name in named)


@cache
def _vocabularies() -> dict[str, tuple[Term, ...]]:
    """The portal's own starter vocabularies, in Finnish."""
    starter = yaml.safe_load((Path(taxonomy.__file__).parent / "starter.yaml").read_text(encoding="utf-8"))
    leaves = [leaf for parent in starter["topics"] for leaf in parent["children"]]
    found = {"topics": leaves, **{name: starter[name] for name in ("audiences", "age_bands", "life_situations", "service_languages")}}
    return {name: tuple(Term(slug=row["slug"], label=row["fi"]) for row in rows) for name, rows in found.items()}


def _translated(listing: Listing, lang: str, sentences: list[str]) -> Listing:
    changed = {
        "lang": lang,
        "languages": ("fi", lang),
        "url": f"/{lang}{listing.url}",
        "summary": sentences[0],
        "body_text": "\n".join(sentences),
        "sections": (),
    }
    return listing.model_copy(update=changed)
