"""Real records for tests, one plain function each: what is not named has a harmless default, and pages are published.

Fields that are many-to-many (topics, audiences, …) take lists of terms; StreamFields take lists of ``(type, value)``
pairs in Wagtail's raw form. Everything else is handed to the model as it is.
"""

import json
from collections.abc import Iterable
from itertools import count
from typing import Any, TypeVar

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils.text import slugify
from wagtail.models import Page, Site

from home.models import HomePage, SectionPage, StandardPage
from portal.accounts.models import User
from portal.content.blocks.schedule import raw_exceptions, raw_rules, raw_seasons
from portal.content.models import LanguageVersion
from portal.events.models import EventPage
from portal.finder.models import FinderPage
from portal.groups.models import PeerGroupPage
from portal.guides.models import GuideChapterPage, GuidePage
from portal.listings.schedule import Schedule
from portal.materials.models import MaterialPage
from portal.members.models import Role
from portal.members.services import grant
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.regions.models import FamilyCentreArea, Municipality
from portal.services.models import ServicePage
from portal.taxonomy.models import AgeBand, Audience, LifeSituation, Offer, ServiceLanguage, Term, Topic
from tests.again import again, note

Made = TypeVar("Made")

_ORGANISATION = "Perheyhdistys"
_numbers = count(1)
_MANY = {
    *("topics", "audiences", "life_situations", "age_bands", "first_visit_facts", "accessibility_facts", "service_languages", "offers"),
}
_STREAMS = {"situations", "body", "contacts", "sources", "providers", "hosts", "co_hosts", "delivery_points", "doors"}


# --- Vocabularies and regions ------------------------------------------------------------------------------------
def area(slug: str = "mikkelin-alue", **fields: Any) -> FamilyCentreArea:
    """A family-centre area."""
    made: FamilyCentreArea = FamilyCentreArea.objects.create(slug=slug, **{"names": {"fi": slug.replace("-", " ").capitalize()}} | fields)
    return made


def municipality(code: str = "491", name: str = "Mikkeli", **fields: Any) -> Municipality:
    """A municipality; it has no point unless ``latitude`` and ``longitude`` are given."""
    made: Municipality = Municipality.objects.create(code=code, **{"slug": slugify(name), "names": {"fi": name}} | fields)
    return made


def example_municipality() -> Municipality:
    """The fictional municipality."""
    return municipality("999", "Esimerkkilä", is_example=True)


def term(model: type[Term], label: str, **fields: Any) -> Any:
    """A term of a vocabulary by its Finnish label, made once."""
    return model._default_manager.get_or_create(slug=slugify(label), defaults={"labels": {"fi": label}} | fields)[0]


def topic(label: str = "Vertaistuki", **fields: Any) -> Topic:
    """A topic."""
    found: Topic = term(Topic, label, **fields)
    return found


def audience(label: str = "Lapsiperheet") -> Audience:
    """An audience."""
    found: Audience = term(Audience, label)
    return found


def age_band(label: str = "0–2 vuotta", **fields: Any) -> AgeBand:
    """An age band."""
    found: AgeBand = term(AgeBand, label, **fields)
    return found


def language(slug: str = "fi", label: str = "suomi") -> ServiceLanguage:
    """A language of service."""
    return ServiceLanguage.objects.get_or_create(slug=slug, defaults={"labels": {"fi": label}})[0]


def life_situation(label: str = "Ero edessä tai takana") -> LifeSituation:
    """A life situation."""
    found: LifeSituation = term(LifeSituation, label)
    return found


def offer(label: str = "Avoin toiminta") -> Offer:
    """A content of a meeting place."""
    found: Offer = term(Offer, label)
    return found


# --- Pages -------------------------------------------------------------------------------------------------------
def home(**fields: Any) -> HomePage:
    """The front page of the default site, made once."""
    found: HomePage | None = HomePage.objects.first()
    if found is not None:
        return found
    return _front_page(fields) if fields else again(HomePage, _plain_home)


def section(title: str = "Perheille", **fields: Any) -> SectionPage:
    """A section under the front page."""
    return _publish(home(), SectionPage, title, fields)


def standard(title: str = "Tietoa palvelusta", **fields: Any) -> StandardPage:
    """A plain page of text."""
    return _publish(home(), StandardPage, title, fields)


def finder(title: str = "Mikä on tilanteesi?", parent: Page | None = None, **fields: Any) -> FinderPage:
    """A situation finder of one situation, under the front page unless said otherwise."""
    company = {"text": "Kaipaan seuraa", "address": "seuraa", "kind": "peer_group", "pages": [], "translations": [], "answers": []}
    return _publish(parent or home(), FinderPage, title, {"situations": [("situation", company)]} | fields)


def organisation(title: str = _ORGANISATION, **fields: Any) -> OrganisationPage:
    """An organisation under the front page."""
    front = home()
    if fields or title != _ORGANISATION:
        return _publish(front, OrganisationPage, title, fields)
    return again(OrganisationPage, _plain_organisation)


def note_the_beginning() -> None:
    """What so many tests begin with: the front page, and an organisation of which they want to know nothing (``tests.again``)."""
    note((HomePage, _plain_home), (OrganisationPage, _plain_organisation))


def place(
    title: str = "Perheiden olohuone", parent: Page | None = None, schedule: Schedule | None = None, **fields: Any
) -> MeetingPlacePage:
    """A meeting place."""
    return _publish(parent or _any_organisation(), MeetingPlacePage, title, _times(schedule) | fields)


def group(title: str = "Vauvaryhmä", parent: Page | None = None, schedule: Schedule | None = None, **fields: Any) -> PeerGroupPage:
    """A peer group."""
    return _publish(parent or _any_organisation(), PeerGroupPage, title, _times(schedule) | fields)


def event(title: str = "Perhepäivä", parent: Page | None = None, schedule: Schedule | None = None, **fields: Any) -> EventPage:
    """An event."""
    return _publish(parent or _any_organisation(), EventPage, title, _times(schedule) | fields)


def service(title: str = "Perheneuvo", parent: Page | None = None, **fields: Any) -> ServicePage:
    """A service; give ``delivery_points=[delivery_point(...)]``."""
    return _publish(parent or _any_organisation(), ServicePage, title, fields)


def helpline(title: str = "Vanhempien puhelin", parent: Page | None = None, **fields: Any) -> ServicePage:
    """A helpline, serving the whole country."""
    return service(title, parent, **{"service_kind": "helpline", "area_scope": "national"} | fields)


def guide(title: str = "Eron opas", parent: Page | None = None, **fields: Any) -> GuidePage:
    """A guide in the families' section."""
    return _publish(parent or SectionPage.objects.first() or section(), GuidePage, title, fields)


def chapter(title: str = "Ennen eroa", parent: GuidePage | None = None, **fields: Any) -> GuideChapterPage:
    """A chapter of a guide."""
    return _publish(parent or GuidePage.objects.first() or guide(), GuideChapterPage, title, fields)


def material(title: str = "Vanhemmuussuunnitelma", parent: Page | None = None, **fields: Any) -> MaterialPage:
    """A material; by default one asks its owner for it."""
    return _publish(parent or _any_organisation(), MaterialPage, title, {"ask_owner": True, "owner_text": "Perhekeskus"} | fields)


# --- Parts of pages ----------------------------------------------------------------------------------------------
def delivery_point(schedule: Schedule | None = None, **fields: Any) -> tuple[str, dict[str, Any]]:
    """A row of a service: a telephone unless another ``kind`` is given. Its hours are ``schedule``'s."""
    hours: dict[str, Any] = {}
    if schedule is not None:
        hours = {
            "rules": raw_rules(schedule),
            "exceptions": raw_exceptions(schedule),
            **schedule.model_dump(
                mode="json", include={"round_the_clock", "closed_on_holidays", "by_appointment", "text", "as_of", "check"}
            ),
        }
    return "point", {"kind": "phone", "hours": hours} | fields


def version(page: Page, locale: str = "sv", title: str = "Titel", **fields: Any) -> LanguageVersion:
    """A language version of a page, published with it."""
    made = LanguageVersion(locale=locale, title=title, **_streams(fields))
    page.language_versions.add(made)
    page.save()
    return made


def text(html: str = "<p>Tervetuloa.</p>") -> tuple[str, str]:
    """A paragraph of a body."""
    return "text", html


def stream(rows: list[tuple[str, Any]]) -> str:
    """Rows of a StreamField as its raw JSON."""
    return json.dumps([{"type": kind, "value": one} for kind, one in rows])


def _times(schedule: Schedule | None) -> dict[str, Any]:
    if schedule is None:
        return {}
    return {
        "schedule_rules": json.dumps(raw_rules(schedule)),
        "seasons": json.dumps(raw_seasons(schedule)),
        "schedule_exceptions": json.dumps(raw_exceptions(schedule)),
        "round_the_clock": schedule.round_the_clock,
        "closed_on_holidays": schedule.closed_on_holidays,
        "by_appointment": schedule.by_appointment,
        "schedule_text": schedule.text,
        "schedule_as_of": schedule.as_of,
        "schedule_check": schedule.check,
    }


def _any_organisation() -> OrganisationPage:
    return OrganisationPage.objects.first() or organisation()


def _plain_home() -> HomePage:
    return _front_page({})


def _plain_organisation() -> OrganisationPage:
    return _publish(home(), OrganisationPage, _ORGANISATION, {})


def _front_page(fields: dict[str, Any]) -> HomePage:
    page = _publish(Page.objects.get(depth=1), HomePage, "Etusivu", {"slug": "etusivu"} | fields)
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", port=80, root_page=page, is_default_site=True)
    return page


def _streams(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: stream(value) if name in _STREAMS else value for name, value in fields.items()}


def _publish(parent: Page, model: type[Made], title: str, fields: dict[str, Any]) -> Made:
    plain = {name: value for name, value in fields.items() if name not in _MANY}
    slug = plain.pop("slug", "") or slugify(title)
    if Page.objects.child_of(parent).filter(slug=slug).exists():
        slug = f"{slug}-{next(_numbers)}"
    create: Any = model
    page = create(title=title, slug=slug, live=True, **_streams(plain))
    for name in _MANY & fields.keys():
        setattr(page, name, fields[name])
    parent.add_child(instance=page)
    made: Made = page
    return made


# --- People -------------------------------------------------------------------------------------------------------
def user(email: str = "", **fields: Any) -> User:
    """A user with a second factor, so that the admin lets them in: ``client.force_login(user)``. No rights yet."""
    made = User.objects.create_user(email or f"user{next(_numbers)}@example.org", **fields)
    TOTP.activate(made, generate_totp_secret())
    return made


def administrator(email: str = "", **fields: Any) -> User:
    """An administrator: a superuser with a second factor."""
    return user(email, is_superuser=True, is_staff=True, **fields)


def member(role: Role = Role.EDITOR, organisation: OrganisationPage | None = None, *, places: Iterable[Page] = (), **fields: Any) -> User:
    """A user with a role in an organisation (made when none is given), provisioned as an accepted invitation would."""
    made = user(**fields)
    grant(made, role, None if role is Role.COORDINATOR else organisation or _any_organisation(), by=None, places=places)
    return made


def coordinator(email: str = "", **fields: Any) -> User:
    """A coordinator."""
    return member(Role.COORDINATOR, email=email, **fields)
