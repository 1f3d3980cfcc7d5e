"""From words that found nothing to an invitation and to a new page: the words come from what was counted, never from the address."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from portal.mail.models import OutgoingMail
from portal.members.invitations import resend
from portal.members.models import Invitation, Role
from portal.organisations.models import OrganisationPage
from portal.thesaurus.models import Concept
from search import names
from search.analytics.counter import week_of
from search.analytics.models import SearchTerm, TermKind, TermWeek
from tests import factories
from tests.members.people import fresh

pytestmark = pytest.mark.django_db
NASTY = '=HYPERLINK("//x") <b>skabies</b>'
NEW = "uusi@example.org"


def sought(text: str, count: int = 3, **term: str) -> SearchTerm:
    made = SearchTerm.objects.create(text=text, **{"lang": "fi"} | term)
    TermWeek.objects.create(term=made, week=week_of(timezone.localdate()), outcome="none", count=count)
    return made


@pytest.fixture
def coordinator() -> Client:
    """Signed in as one, a moment ago."""
    names.forget()
    factories.home()
    return fresh(factories.coordinator())


def invite_url(term: SearchTerm) -> str:
    return reverse("searches_invite", args=[term.pk])


def create_url(term: SearchTerm) -> str:
    return reverse("searches_create", args=[term.pk])


# --- What is refused ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["searches_invite", "searches_create"])
def test_words_of_the_address_are_never_shown(coordinator: Client, name: str) -> None:
    url = reverse(name, args=[sought("skabies").pk])
    html = coordinator.get(url, {"term": "osta tästä", "message": "osta tästä", "title": "osta tästä"}).content.decode()
    assert "osta tästä" not in html
    assert "skabies" in html


@pytest.mark.parametrize("name", ["searches_invite", "searches_create"])
def test_of_what_is_shown_to_nobody_nothing_is_told(coordinator: Client, name: str) -> None:
    rare = sought("harvinainen", 2)
    for pk in (rare.pk, rare.pk + 1, 10**20):
        assert coordinator.get(reverse(name, args=[pk])).status_code == 404
    assert coordinator.post(invite_url(rare), {"name": "Uusi", "kind": "ngo", "email": NEW}).status_code == 404
    assert not Invitation.objects.exists()


def test_markup_and_formulas_stay_words(coordinator: Client) -> None:
    term = sought(NASTY)
    factories.organisation()
    pages = [coordinator.get(url).content.decode() for url in (invite_url(term), create_url(term), f"{create_url(term)}?kind=organisation")]
    assert all("&lt;b&gt;skabies&lt;/b&gt;" in html for html in pages)
    assert not any("<b>skabies" in html for html in pages)


@pytest.mark.parametrize("kind", [{"kind": "castle"}, {"kind": "service", "under": "x"}, {"kind": "service", "under": "9" * 20}])
def test_nonsense_asks_again_and_makes_nothing(coordinator: Client, kind: dict[str, str]) -> None:
    factories.organisation("Ensimmäinen")
    factories.organisation("Toinen")
    before = Page.objects.count()
    response = coordinator.get(create_url(sought("skabies")), kind)
    assert response.status_code == 200
    assert "skabies" in response.content.decode()
    assert coordinator.post(create_url(SearchTerm.objects.get()), kind).status_code == 405
    assert Page.objects.count() == before


def test_a_message_that_is_too_long_loses_nothing(coordinator: Client) -> None:
    sent = {"name": "Uusi yhdistys", "kind": "ngo", "email": NEW, "message": "x" * 501}
    response = coordinator.post(invite_url(sought("skabies")), sent)
    form = response.context["form"]
    assert set(form.errors) == {"message"}
    assert form["message"].value() == sent["message"]
    assert form["name"].value() == "Uusi yhdistys"
    assert not OrganisationPage.objects.exists()


def test_without_a_fresh_sign_in_nobody_is_invited(client: Client) -> None:
    client.force_login(factories.coordinator())
    response = client.post(invite_url(sought("skabies")), {"name": "Uusi", "kind": "ngo", "email": NEW})
    assert response.status_code == 302
    assert "/accounts/" in response.headers["Location"]
    assert not Invitation.objects.exists()


# --- What is done ------------------------------------------------------------------------------------------------------
def test_the_invitation_begins_with_the_words_and_tells_the_organisation_why(coordinator: Client) -> None:
    term = sought("imetystuki mäntyharju")
    form = coordinator.get(invite_url(term)).context["form"]
    assert "imetystuki mäntyharju" in form["message"].value()
    sent = {"name": "Uusi yhdistys", "kind": "ngo", "email": NEW, "message": "Teitä etsitään:\n<imetystuki>"}
    response = coordinator.post(invite_url(term), sent)
    assert response.headers["Location"] == reverse("searches_report")
    invitation = Invitation.objects.get()
    assert (invitation.role, invitation.organisation.title) == (Role.MAIN_EDITOR, "Uusi yhdistys")
    assert "Teitä etsitään:\n<imetystuki>\n" in OutgoingMail.objects.get().body.replace("\r\n", "\n")
    resend(invitation, by=invitation.invited_by)
    assert "<imetystuki>" in OutgoingMail.objects.order_by("-pk")[0].body
    assert not mail.outbox


def test_without_words_the_invitation_is_as_it_always_was(coordinator: Client) -> None:
    form = coordinator.get(reverse("members_invite_organisation"), {"message": "osta tästä"}).context["form"]
    assert not form["message"].value()
    sent = {"name": "Uusi yhdistys", "kind": "ngo", "email": NEW}
    assert coordinator.post(reverse("members_invite_organisation"), sent).headers["Location"] == reverse("members_organisations")
    assert Invitation.objects.get().message == ""


def test_of_a_crisis_the_concept_is_named_and_never_the_words(coordinator: Client) -> None:
    Concept.objects.create(slug="vakivalta", preferred={"fi": "väkivalta"}, colloquial={"fi": "nyrkki heilui"}, is_crisis=True)
    names.forget()
    for term in (sought("vakivalta", kind=TermKind.CONCEPT), sought("nyrkki heilui")):
        html = coordinator.get(invite_url(term)).content.decode() + coordinator.get(create_url(term)).content.decode()
        assert "väkivalta" in html
        assert "nyrkki" not in html


def test_creating_content_asks_for_kind_and_place_and_begins_the_form_with_the_words(coordinator: Client) -> None:
    first, second = factories.organisation("Ensimmäinen"), factories.organisation("Toinen")
    url = create_url(sought("imetystuki mäntyharju"))
    assert "kind=service" in coordinator.get(url).content.decode()
    where = coordinator.get(url, {"kind": "service"}).content.decode()
    assert where.index("Ensimmäinen") < where.index("Toinen")
    before = Page.objects.count()
    begun = coordinator.get(url, {"kind": "service", "under": str(second.pk)})
    html = begun.content.decode()
    assert begun.context["form"]["title"].value() == "Imetystuki mäntyharju"
    assert f'action="{reverse("wagtailadmin_pages:add", args=["services", "servicepage", second.pk])}"' in html
    assert "”imetystuki mäntyharju”" in html or "“imetystuki mäntyharju”" in html
    only = coordinator.get(url, {"kind": "organisation"})
    action = reverse("wagtailadmin_pages:add", args=["organisations", "organisationpage", first.get_parent().pk])
    assert f'action="{action}"' in only.content.decode()
    assert Page.objects.count() == before
