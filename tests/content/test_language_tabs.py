"""The editor's tab of a language: the Finnish text beside it, what changed there, and who says that it is up to date."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from portal.content.models import LanguageVersion
from tests import factories
from tests.admin import edit_form, page_form
from tests.built import once_a_file
from tests.content.test_page_types_languages import save

pytestmark = pytest.mark.django_db
ROW = "language_versions-0-"


def _outdated() -> Any:
    """A group whose Swedish version was up to date once; the Finnish summary has changed since."""
    group = factories.group("Vauvaryhmä", summary="Pienten vauvojen vanhemmille.", way_in="Ovi pihalta.")
    version = factories.version(group, "sv", "Babygrupp", summary="För föräldrar till små babyer.")
    version.bring_up_to_date(group)
    version.save()
    group.summary = "Alle vuoden ikäisten vauvojen vanhemmille."
    group.save_revision().publish()
    return type(group).objects.get(pk=group.pk)


_built, outdated = once_a_file(_outdated)


@pytest.fixture
def coordinator(client: Client, outdated: Any) -> Client:
    client.force_login(factories.coordinator())
    return client


def version_of(page: Any) -> LanguageVersion:
    return LanguageVersion.objects.get(page=page, locale="sv")


def drawn(client: Client, page: Any) -> Any:
    return BeautifulSoup(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content, "html.parser")


# --- What is shown ---------------------------------------------------------------------------------------------------
def test_each_language_has_a_tab_with_the_finnish_text_beside_each_field(coordinator: Client, outdated: Any) -> None:
    page = drawn(coordinator, outdated)
    tabs = [tab.get_text(strip=True) for tab in page.select("[role=tab]")]
    assert [name for name in tabs if name.startswith(("ruotsi", "englanti"))] == tabs[2:4]
    field = page.select_one(f"[name={ROW}summary]")
    assert field is not None
    finnish = page.find(id=field["aria-describedby"])
    assert (field["lang"], finnish.select_one("[lang]")["lang"]) == ("sv", "fi")
    assert "Alle vuoden ikäisten vauvojen" in finnish.get_text()


def test_what_changed_is_marked_and_what_did_not_is_not(coordinator: Client, outdated: Any) -> None:
    page = drawn(coordinator, outdated)
    changed = [box.select_one(".version__text") for box in page.select(".version__pair--changed")]
    assert len(changed) == 1
    assert "Pienten" in changed[0].find("del").get_text()
    assert "Alle vuoden" in changed[0].find("ins").get_text()


def test_a_new_page_offers_every_language(admin_client: Client) -> None:
    organisation = factories.organisation()
    address = reverse("wagtailadmin_pages:add", args=["groups", "peergrouppage", organisation.pk])
    form = page_form(admin_client, address)
    assert [form[f"language_versions-{number}-locale"] for number in range(2)] == ["sv", "en"]


def test_the_earlier_way_in_is_kept_nowhere(outdated: Any) -> None:
    assert version_of(outdated).source_texts["summary"] == "Pienten vauvojen vanhemmille."
    assert "way_in" not in version_of(outdated).source_texts


# --- What is sent -----------------------------------------------------------------------------------------------------
def test_a_language_in_which_nothing_is_written_is_left_out(coordinator: Client, outdated: Any) -> None:
    assert save(coordinator, outdated).status_code == 302
    assert [version.locale for version in outdated.language_versions.all()] == ["sv"]


def test_after_an_automatic_save_the_empty_rows_are_still_left_out(coordinator: Client, outdated: Any) -> None:
    # Wagtail then counts every row as one that was there.
    assert save(coordinator, outdated, **{"language_versions-INITIAL_FORMS": "2"}).status_code == 302
    assert [version.locale for version in outdated.language_versions.all()] == ["sv"]


def test_a_text_without_a_title_is_refused_and_kept(coordinator: Client, outdated: Any) -> None:
    response = save(coordinator, outdated, **{"language_versions-1-summary": "For parents."})
    assert "title" in response.context["form"].formsets["language_versions"].errors[1]
    assert "For parents." in response.content.decode()


@pytest.mark.parametrize("locale", ["fi", "xx", ""])
def test_a_language_that_is_none_is_refused(coordinator: Client, outdated: Any, locale: str) -> None:
    response = save(coordinator, outdated, **{f"{ROW}locale": locale})
    assert response.status_code == 200
    assert response.context["form"].formsets["language_versions"].errors[0]


def test_an_editor_says_that_it_is_up_to_date(coordinator: Client, outdated: Any) -> None:
    before = version_of(outdated)
    assert before.outdated_since is not None
    save(coordinator, outdated, **{f"{ROW}standing": "current"})
    version = version_of(outdated)
    assert (version.summary, version.outdated_since) == (before.summary, None)
    assert version.source_texts["summary"] == outdated.summary


def test_an_editor_says_that_it_is_not_finished(coordinator: Client, outdated: Any) -> None:
    since = version_of(outdated).outdated_since
    save(coordinator, outdated, **{f"{ROW}title": "Babygruppen", f"{ROW}standing": "later"})
    version = version_of(outdated)
    assert (version.title, version.outdated_since) == ("Babygruppen", since)


def test_since_when_stays_however_often_the_finnish_text_changes(coordinator: Client, outdated: Any) -> None:
    since = version_of(outdated).outdated_since
    save(coordinator, outdated, summary="Kolmas teksti.")
    assert version_of(outdated).outdated_since == since
    save(coordinator, outdated, summary="Pienten vauvojen vanhemmille.")
    assert version_of(outdated).outdated_since is None


def test_a_draft_does_not_make_the_public_version_outdated() -> None:
    group = factories.group(summary="Ensimmäinen.")
    version = factories.version(group, "sv", "Grupp", summary="Första.")
    version.bring_up_to_date(group)
    version.save()
    draft = type(group).objects.get(pk=group.pk)
    draft.summary = "Toinen."
    draft.save_revision()
    assert version_of(group).outdated_since is None


def test_a_version_is_removed_by_its_box(coordinator: Client, outdated: Any) -> None:
    save(coordinator, outdated, **{f"{ROW}DELETE": "on"})
    assert not outdated.language_versions.exists()


def test_the_form_sends_one_row_for_each_language(coordinator: Client, outdated: Any) -> None:
    form = edit_form(coordinator, reverse("wagtailadmin_pages:edit", args=[outdated.pk]))
    assert (form["language_versions-TOTAL_FORMS"], form["language_versions-INITIAL_FORMS"]) == ("2", "1")


def test_no_name_of_what_a_text_links_to_is_kept_or_shown(admin_client: Client) -> None:
    secret = factories.group("Salainen luonnos", slug="salainen")
    link = f'<p>Katso <a linktype="page" id="{secret.pk}">ryhmä</a> ja <a href="https://yhdistys.example">sivut</a>.</p>'
    group = factories.group("Avoin ryhmä", body=[("text", link)])
    version = factories.version(group, "sv", "Öppen grupp", summary="För alla.")
    version.bring_up_to_date(group)
    assert version.source_texts["body"] == "Katso ryhmä ja sivut (https://yhdistys.example)."
    finnish = [box.get_text() for box in drawn(admin_client, group).select(".version__finnish")]
    assert any("Katso ryhmä" in text for text in finnish)
    assert not any("Salainen" in text for text in finnish)


def test_wagtails_comparison_of_versions_tells_each_language_once(coordinator: Client, outdated: Any) -> None:
    save(coordinator, outdated, **{f"{ROW}title": "Babygruppen"})
    first, last = outdated.revisions.order_by("created_at").first(), outdated.revisions.order_by("created_at").last()
    compared = coordinator.get(reverse("wagtailadmin_pages:revisions_compare", args=[outdated.pk, first.pk, last.pk]))
    assert compared.status_code == 200
    assert "Babygruppen" in compared.content.decode()
