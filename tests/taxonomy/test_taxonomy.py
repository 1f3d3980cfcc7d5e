"""Vocabularies: two levels of topics, ages, labels in every language, the admin's lists."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from portal.taxonomy.models import VOCABULARIES, AgeBand, Term, Topic, term_values
from tests import factories

pytestmark = pytest.mark.django_db


def test_topics_have_two_levels_only() -> None:
    block = factories.topic("Lohko")
    topic = factories.topic("Ero", parent=block)
    with pytest.raises(ValidationError) as refused:
        Topic(slug="alin", labels={"fi": "Alin"}, parent=topic).full_clean()
    assert "parent" in refused.value.message_dict
    block.parent = block
    with pytest.raises(ValidationError):
        block.full_clean()


def test_a_block_with_topics_cannot_become_a_topic() -> None:
    block, other = factories.topic("Lohko"), factories.topic("Toinen")
    factories.topic("Ero", parent=block)
    block.parent = other
    with pytest.raises(ValidationError):
        block.full_clean()


def test_an_age_band_goes_upwards() -> None:
    with pytest.raises(ValidationError) as refused:
        AgeBand(slug="x", labels={"fi": "X"}, age_min=3, age_max=2).full_clean()
    assert "age_max" in refused.value.message_dict
    AgeBand(slug="x", labels={"fi": "X"}, age_min=0, age_max=0).full_clean()


def test_a_label_falls_back_to_finnish_and_is_needed_in_it() -> None:
    ero = factories.topic("Ero", labels={"fi": "Ero", "sv": "Skilsmässa"})
    assert ero.to_value("sv").label == "Skilsmässa"
    assert ero.to_value("en").label == "Ero"


def test_terms_keep_the_coordinators_order() -> None:
    last, first = factories.topic("Aaa", sort_order=2), factories.topic("Zzz", sort_order=1)
    assert [term.slug for term in term_values(Topic.objects.filter(pk__in=[last.pk, first.pk]), "fi")] == ["zzz", "aaa"]


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values(), ids=VOCABULARIES)
def test_every_vocabulary_is_edited_in_the_admin(admin_client: Any, vocabulary: type[Term]) -> None:
    namespace = f"wagtailsnippets_taxonomy_{vocabulary._meta.model_name}"
    fields = {
        "labels_fi": "Äiti ja lapsi",
        "labels_sv": "Mor och barn",
        "labels_en": "",
        "slug": "aiti",
        "age_min": "",
        "age_max": "",
        "parent": "",
    }
    refused = admin_client.post(reverse(f"{namespace}:add"), fields | {"labels_fi": ""})
    assert "labels" in refused.context["form"].errors
    assert admin_client.post(reverse(f"{namespace}:add"), fields).status_code == 302
    made = vocabulary._default_manager.get()
    assert made.labels == {"fi": "Äiti ja lapsi", "sv": "Mor och barn"}
    listed = admin_client.get(reverse(f"{namespace}:list"), {"q": "ÄITI"})
    assert list(listed.context["object_list"]) == [made]
    assert not admin_client.get(reverse(f"{namespace}:list"), {"q": "isä"}).context["object_list"]
    assert admin_client.get(reverse(f"{namespace}:edit", args=[made.pk])).status_code == 200


def test_the_menu_has_the_vocabularies(admin_client: Any) -> None:
    from wagtail.snippets.models import get_snippet_models

    assert set(VOCABULARIES.values()) <= set(get_snippet_models())
