"""The thesaurus in the admin: who may edit it, what a form takes and refuses, what the list shows and at what cost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from portal.members.models import Role
from portal.thesaurus.models import Concept
from portal.thesaurus.signals import thesaurus_changed
from tests import factories

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_thesaurus_concept:list"
ADD = "wagtailsnippets_thesaurus_concept:add"
EDIT = "wagtailsnippets_thesaurus_concept:edit"


def concept(slug: str, **fields: Any) -> Concept:
    made: Concept = Concept.objects.create(slug=slug, **{"preferred": {"fi": slug.capitalize()}} | fields)
    return made


def sent(**fields: Any) -> dict[str, Any]:
    texts = {f"{name}_{lang}": "" for name in ("preferred", "alternative", "colloquial") for lang in ("fi", "sv", "en")}
    return texts | {"preferred_fi": "Ero", "slug": "ero"} | fields


@pytest.fixture
def coordinator(client: Client) -> Client:
    factories.home()
    client.force_login(factories.coordinator())
    return client


@pytest.mark.parametrize("role", [Role.EDITOR, Role.TRUSTED_EDITOR, Role.MAIN_EDITOR], ids=str)
def test_members_of_organisations_neither_see_nor_change_it(client: Client, role: Role) -> None:
    ero = concept("ero", colloquial={"fi": "me erotaan"})
    client.force_login(factories.member(role))
    addresses = [
        *(reverse(name) for name in (LIST, ADD, "thesaurus_add_label", "thesaurus_import", "thesaurus_export")),
        *(reverse(f"wagtailsnippets_thesaurus_concept:{name}", args=[ero.pk]) for name in ("edit", "delete", "copy", "history", "usage")),
        reverse("wagtailsnippetchoosers_thesaurus_concept:choose"),
    ]
    for address in addresses:
        assert client.get(address).status_code == 404, address
        assert client.post(address, sent(preferred_fi="Kaapattu")).status_code == 404, address
    ero.refresh_from_db()
    assert (ero.preferred, Concept.objects.count()) == ({"fi": "Ero"}, 1)
    assert "/thesaurus/" not in client.get("/admin/").content.decode()


def test_the_wall_behind_the_guard(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """The views themselves refuse, should a door be classified wrongly."""
    from portal.isolation import doors

    for name in ("thesaurus_add_label", "thesaurus_import", "thesaurus_export"):
        monkeypatch.setitem(doors._doors, name, doors.Door.OPEN)
    client.force_login(factories.member())
    for name in ("thesaurus_add_label", "thesaurus_import", "thesaurus_export"):
        assert client.get(reverse(name)).status_code == 404


def test_the_anonymous_are_asked_to_log_in(client: Client) -> None:
    assert client.get(reverse(LIST)).status_code == 302
    assert client.get(reverse("thesaurus_add_label")).status_code == 302


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"preferred_fi": ""}, "preferred", ""),
        ({"preferred_fi": "a" * 101}, "preferred", "100"),
        ({"colloquial_sv": f"kort\n\n{'lång ' * 25}"}, "colloquial", "rivi 3"),
        ({"alternative_fi": "b" * 101}, "alternative", "101"),
        ({"broader": ["ei-ole"]}, "broader", "ei-ole"),
        ({"broader": ["x' OR 1=1\x00"]}, "broader", ""),
        ({"topics": ["9" * 30]}, "topics", "9"),
        ({"broader": ["perhe"], "related": ["perhe"]}, "related", "Perhe"),
    ],
)
def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(coordinator: Client, fields: dict[str, Any], field: str, reason: str) -> None:
    concept("perhe")
    response = coordinator.post(reverse(ADD), sent(alternative_en="divorce", **fields), headers={"accept-language": "en"})
    assert response.status_code == 200
    assert reason in " ".join(response.context["form"].errors[field])
    assert "divorce" in response.content.decode()
    assert Concept.objects.count() == 1


def test_a_taken_identifier_is_refused(coordinator: Client) -> None:
    concept("ero")
    assert "slug" in coordinator.post(reverse(ADD), sent()).context["form"].errors


def test_labels_are_tidied_and_kept_once(coordinator: Client) -> None:
    topic = factories.topic("Ero")
    fields = sent(
        preferred_fi="  Avio  ero ",
        alternative_fi="Ero\n\n ero \navioero\navio ero",
        colloquial_fi="me   erotaan\r\nERO\r\nme erotaan",
        colloquial_en="breaking up",
        topics=[topic.slug],
        is_crisis="on",
    )
    assert coordinator.post(reverse(ADD), fields).status_code == 302
    made = Concept.objects.get()
    assert made.preferred == {"fi": "Avio ero"}
    assert made.alternative == {"fi": "Ero\navioero"}
    assert made.colloquial == {"fi": "me erotaan", "en": "breaking up"}
    assert (list(made.topics.all()), made.is_crisis) == ([topic], True)


def test_broader_concepts_do_not_lead_back(coordinator: Client) -> None:
    ero, perhe, elama = concept("ero"), concept("perhe"), concept("elama", preferred={"fi": "Elämä"})
    perhe.broader.set([ero])
    elama.broader.set([perhe])

    def errors(**fields: Any) -> Any:
        return coordinator.post(reverse(EDIT, args=[ero.pk]), sent(**fields)).context["form"].errors

    assert "Ero → Elämä → Perhe → Ero" in errors(broader=["elama"])["broader"][0]
    assert "broader" in errors(broader=["ero"])
    assert "related" in errors(related=["ero"])
    assert "related" in errors(related=["perhe"]), "narrower already"
    assert not ero.broader.exists()


def test_a_topic_block_is_not_offered(coordinator: Client) -> None:
    block = factories.topic("Lohko")
    factories.topic("Ero", parent=block)
    assert coordinator.post(reverse(ADD), sent(topics=["lohko"])).context["form"].errors["topics"]
    assert coordinator.post(reverse(ADD), sent(topics=["ero"])).status_code == 302


def test_saving_is_told_once_and_warns_of_words_that_mean_two_things(coordinator: Client) -> None:
    concept("eroahdistus", preferred={"fi": "Eroahdistus"}, colloquial={"fi": "iltaitku\nikävä äitiä", "sv": "gråt"})
    perhe = concept("perhe")
    told: list[bool] = []

    def hear(texts_changed: bool, **_kwargs: Any) -> None:
        told.append(texts_changed)

    thesaurus_changed.connect(hear)
    try:
        fields = sent(colloquial_fi="IKÄVÄ ÄITIÄ", colloquial_en="gråt", broader=["perhe"], related=["eroahdistus"])
        page = coordinator.post(reverse(ADD), fields, follow=True)
    finally:
        thesaurus_changed.disconnect(hear)
    assert told == [True]
    warnings = [str(message) for message in page.context["messages"] if message.level_tag == "warning"]
    assert len(warnings) == 1
    assert "IKÄVÄ ÄITIÄ" in warnings[0]
    assert "Eroahdistus" in warnings[0]
    made = Concept.objects.get(slug="ero")
    assert list(made.broader.all()) == [perhe]


def test_one_is_told_when_pages_must_be_read_anew_first(coordinator: Client) -> None:
    def told(url: str, **fields: Any) -> list[str]:
        page = coordinator.post(url, sent(**fields), follow=True)
        return [str(message) for message in page.context["messages"] if message.level_tag == "info"]

    assert len(told(reverse(ADD))) == 1
    edit = reverse(EDIT, args=[Concept.objects.get().pk])
    assert told(edit, colloquial_fi="me erotaan") == [], "everyday words work at once"
    assert len(told(edit, alternative_fi="eroaminen")) == 1


def test_a_form_offers_concepts_by_name_with_the_chosen_first(coordinator: Client) -> None:
    ero, perhe = concept("ero"), concept("perhe", colloquial={"fi": "meidän porukka"})
    concept("auto")
    ero.broader.set([perhe])
    page = coordinator.get(reverse(EDIT, args=[ero.pk])).content.decode()
    chosen = page.index('name="broader" value="perhe"')
    assert page[chosen:].split(">")[0].endswith("checked")
    assert chosen < page.index('name="broader" value="auto"')
    assert "meidän porukka" in page
    assert "thesaurus/picker" in page
    assert page.count('class="picker" role="group" aria-label="') == 3


def test_the_list_is_found_by_any_label_and_filtered(coordinator: Client) -> None:
    topic = factories.topic("Väkivalta")
    ero = concept("ero", preferred={"fi": "Ero", "sv": "Skilsmässa"}, alternative={"fi": "avioero"})
    lyo = concept("lahisuhdevakivalta", colloquial={"fi": "mies lyö\nÄIJÄ HAKKAA"}, is_crisis=True)
    lyo.topics.set([topic])

    def listed(**query: str) -> list[Concept]:
        return list(coordinator.get(reverse(LIST), query).context["object_list"])

    assert listed(q="SKILSMÄSSA") == [ero]
    assert listed(q="aviOero") == [ero]
    assert listed(q="äijä") == [lyo]
    assert listed(q="lahisuhdev") == [lyo]
    assert listed(q="kissa") == []
    assert listed(is_crisis="true") == [lyo]
    assert listed(topic=topic.slug) == [lyo]
    assert listed(is_crisis="false") == [ero]
    assert coordinator.get(reverse(LIST), {"topic": "9" * 30}).status_code == 200


def test_the_list_shows_relations_topics_and_the_number_of_words(coordinator: Client) -> None:
    ero = concept("ero", preferred={"fi": "Ero", "sv": "Skilsmässa"}, alternative={"fi": "avioero\nasumusero"}, colloquial={"en": "split"})
    ero.broader.set([concept("perhe", preferred={"fi": "Perhe-elämä"})])
    ero.topics.set([factories.topic("Parisuhde")])
    page = coordinator.get(reverse(LIST), {"q": "avioero"}).content.decode()
    assert all(text in page for text in ("Perhe-elämä", "Parisuhde"))
    assert ">5sanaa<" in "".join(page.split()) or ">5words<" in "".join(page.split())


@pytest.mark.one_database
@pytest.mark.parametrize("name", [LIST, EDIT, "thesaurus_add_label"])
def test_queries_do_not_grow_with_the_thesaurus(coordinator: Client, django_assert_num_queries: DjangoAssertNumQueries, name: str) -> None:
    topic = factories.topic("Ero")

    def grow(start: int, end: int) -> None:
        for number in range(start, end):
            made = concept(f"c{number}", colloquial={"fi": f"sana {number}"})
            made.broader.set(Concept.objects.filter(slug=f"c{number - 1}"))
            made.related.set(Concept.objects.filter(slug=f"c{number - 2}"))
            made.topics.set([topic])

    def get() -> None:
        arguments = [first.pk] if name == EDIT else []
        assert coordinator.get(reverse(name, args=arguments), {"term": "sana"}).status_code == 200

    grow(0, 4)
    first = Concept.objects.earliest("pk")
    get()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        get()
    grow(4, 24)
    with django_assert_num_queries(len(few)):
        get()
