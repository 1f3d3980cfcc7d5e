"""One more word for a concept, from the search that found nothing."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from portal.thesaurus.models import Concept
from portal.thesaurus.services import add_label, make_concept, shared_labels
from tests import factories

pytestmark = pytest.mark.django_db

VIEW = "thesaurus_add_label"


@pytest.fixture
def ero() -> Concept:
    made: Concept = Concept.objects.create(
        slug="ero", preferred={"fi": "Ero"}, alternative={"fi": "avioero"}, colloquial={"fi": "me erotaan"}
    )
    return made


@pytest.fixture
def coordinator(client: Client) -> Client:
    factories.home()
    client.force_login(factories.coordinator())
    return client


@pytest.mark.parametrize(("lang", "label"), [("fi", " \n "), ("fi", "a" * 101), ("de", "Trennung"), ("", "x")])
def test_what_is_no_label_is_refused(ero: Concept, lang: str, label: str) -> None:
    with pytest.raises(ValidationError):
        add_label(ero, lang, label)
    with pytest.raises(ValidationError):
        make_concept("Uusi", lang, label)
    assert Concept.objects.get() == ero
    assert Concept.objects.get().colloquial == {"fi": "me erotaan"}


def test_a_word_is_added_once_and_logged(ero: Concept) -> None:
    user = factories.user()
    assert add_label(ero, "fi", "  ukko   lähti ", by=user)
    assert add_label(ero, "sv", "vi separerar", by=user)
    assert add_label(ero, "fi", "asumusero", colloquial=False)
    for known in ("ERO", "Avioero", "me  erotaan", "ukko lähti", "asumusero"):
        assert not add_label(ero, "fi", known)
    stored = Concept.objects.get()
    assert stored.colloquial == {"fi": "me erotaan\nukko lähti", "sv": "vi separerar"} == ero.colloquial
    assert stored.alternative == {"fi": "avioero\nasumusero"}
    assert [entry.user_id for entry in ModelLogEntry.objects.order_by("pk")] == [user.pk, user.pk, None]


def test_what_another_wrote_meanwhile_is_kept(ero: Concept) -> None:
    elsewhere = Concept.objects.get()
    add_label(elsewhere, "fi", "toinen")
    add_label(ero, "fi", "kolmas")
    assert Concept.objects.get().colloquial == {"fi": "me erotaan\ntoinen\nkolmas"}


def test_a_new_concept_gets_a_free_identifier(ero: Concept) -> None:
    assert make_concept("Ero", "fi", "jätettiin").slug == "ero-2"
    assert make_concept("Ero!", "en", "dumped").slug == "ero-3"
    made = make_concept("日本", "fi", "日本")
    assert (made.slug, made.preferred, made.colloquial) == ("concept", {"fi": "日本"}, {})


def test_shared_labels_are_of_the_same_language(ero: Concept) -> None:
    other = Concept.objects.create(slug="muu", preferred={"fi": "Muu"}, alternative={"fi": "ME EROTAAN"}, colloquial={"sv": "avioero"})
    assert [(lang, label, concept) for lang, label, concept in shared_labels(ero)] == [("fi", "me erotaan", other)]


def test_the_form_has_the_word_and_offers_what_looks_like_it_first(coordinator: Client, ero: Concept) -> None:
    Concept.objects.create(slug="aamupala", preferred={"fi": "Aamupala"})
    page = coordinator.get(reverse(VIEW), {"term": "  me   eroo  ", "lang": "sv"})
    assert page.context["form"].initial == {"label": "me eroo", "lang": "sv", "kind": "colloquial"}
    html = page.content.decode()
    assert html.index('value="ero"') < html.index('value="aamupala"')
    assert coordinator.get(reverse(VIEW), {"term": "x" * 500, "lang": "<script>"}).context["form"].initial["lang"] == "fi"


def post(coordinator: Client, **fields: Any) -> Any:
    return coordinator.post(reverse(VIEW), {"label": "ukko lähti", "lang": "fi", "kind": "colloquial"} | fields, follow=True)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"concept": "ero", "new_name": "Uusi"},
        {"concept": "ei-ole"},
        {"concept": "\x00"},
        {"concept": "ero", "label": " "},
        {"concept": "ero", "lang": "de"},
    ],
)
def test_a_form_that_does_not_tell_enough_is_shown_again(coordinator: Client, ero: Concept, fields: dict[str, str]) -> None:
    page = post(coordinator, **fields)
    assert page.status_code == 200
    assert page.context["form"].errors
    assert Concept.objects.get().colloquial == {"fi": "me erotaan"}


def test_a_word_goes_to_a_concept_and_back_to_where_one_came_from(coordinator: Client, ero: Concept) -> None:
    Concept.objects.create(slug="muu", preferred={"fi": "Muu"}, alternative={"fi": "ukko lähti"})
    page = post(coordinator, concept="ero", next="/admin/jobs/")
    assert page.redirect_chain == [("/admin/jobs/", 302)]
    assert {message.level_tag for message in page.context["messages"]} == {"success", "warning"}
    ero.refresh_from_db()
    assert ero.colloquial["fi"].endswith("ukko lähti")
    again = post(coordinator, concept="ero", next="https://elsewhere.example/")
    assert again.redirect_chain == [(reverse("wagtailsnippets_thesaurus_concept:list"), 302)]


def test_another_name_goes_among_the_other_names(coordinator: Client, ero: Concept) -> None:
    post(coordinator, concept="ero", kind="alternative")
    ero.refresh_from_db()
    assert ero.alternative == {"fi": "avioero\nukko lähti"}


def test_a_new_concept_is_made_and_opened(coordinator: Client, ero: Concept) -> None:
    page = post(coordinator, new_name=" Jätetyksi  tuleminen ")
    made = Concept.objects.exclude(pk=ero.pk).get()
    assert (made.slug, made.preferred, made.colloquial) == (
        "jatetyksi-tuleminen", {"fi": "Jätetyksi tuleminen"}, {"fi": "ukko lähti"},
    )  # fmt: skip
    assert page.redirect_chain == [(reverse("wagtailsnippets_thesaurus_concept:edit", args=[made.pk]), 302)]


def test_looking_changes_nothing(coordinator: Client, ero: Concept) -> None:
    coordinator.get(reverse(VIEW), {"term": "ukko lähti", "concept": "ero", "label": "ukko lähti"})
    assert Concept.objects.get().colloquial == {"fi": "me erotaan"}
