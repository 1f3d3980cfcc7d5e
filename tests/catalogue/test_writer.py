"""The catalogue follows the pages in the transaction that changes them, and tells nothing that is not public."""

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from portal.catalogue.models import CatalogueEntry, EntryFacet, Occurrence
from portal.catalogue.rebuild import check
from portal.listings.listing import Listing
from portal.listings.schedule import Dates, Schedule, Weekly
from tests import factories
from tests.admin import edit_form

pytestmark = pytest.mark.django_db
SOON = Schedule(rules=(Dates(dates=(timezone.localdate() + dt.timedelta(days=5),), start=dt.time(9), end=dt.time(11)),))


class Interrupted(RuntimeError):
    """Something went wrong later in the same transaction."""


def published(page: Any, lang: str = "fi") -> Listing | None:
    """What the public may know of the page now."""
    entry = CatalogueEntry.objects.filter(page_id=page.pk, lang=lang, removed=False).first()
    return entry.listing if entry else None


def known(page: Any, lang: str = "fi") -> Listing:
    """The same of a page that is public."""
    listing = published(page, lang)
    assert listing is not None
    return listing


@pytest.fixture(autouse=True)
def _catalogue_agrees_with_the_pages() -> Any:
    """Whatever a test does to pages, nothing is missing, stale or surplus afterwards."""
    yield
    assert list(check()) == []


# --- One transaction -------------------------------------------------------------------------------------------
def test_what_is_rolled_back_was_never_public() -> None:
    parent = factories.organisation()
    with transaction.atomic():
        factories.group("Vauvaryhmä", parent=parent, schedule=SOON)
        assert CatalogueEntry.objects.filter(kind="peer_group").exists()
        transaction.set_rollback(True)
    assert not CatalogueEntry.objects.filter(kind="peer_group").exists()
    assert not Occurrence.objects.exists()


@pytest.mark.parametrize("change", ["publish", "unpublish", "move"])
def test_a_page_does_not_change_when_its_entry_cannot(change: str, monkeypatch: pytest.MonkeyPatch) -> None:
    other = factories.organisation("Toinen")
    group = factories.group(parent=factories.organisation())
    group.title = "Uusi nimi"
    revision = group.save_revision()
    before = Page.objects.values("title", "live", "path").get(pk=group.pk)

    def fail(*args: Any, **kwargs: Any) -> None:
        raise Interrupted

    monkeypatch.setattr("portal.catalogue.writer._tell", fail)
    with pytest.raises(Interrupted):
        {
            "publish": revision.publish,
            "unpublish": group.unpublish,
            "move": lambda: group.move(other, pos="last-child"),
        }[change]()
    assert Page.objects.values("title", "live", "path").get(pk=group.pk) == before
    assert known(group).title == "Vauvaryhmä"


def test_a_new_page_is_not_public_when_its_entry_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    organisation = factories.organisation()

    def fail(*args: Any, **kwargs: Any) -> None:
        raise Interrupted

    monkeypatch.setattr("portal.catalogue.writer._tell", fail)
    with pytest.raises(Interrupted), transaction.atomic():
        factories.group(parent=organisation)
    assert not organisation.get_children().exists()


# --- Drafts ----------------------------------------------------------------------------------------------------
def test_a_draft_of_a_live_page_never_leaks() -> None:
    group = factories.group(summary="Julkinen teksti.")
    factories.version(group, "sv", "Babygrupp", summary="Offentlig text.")
    version = CatalogueEntry.objects.get(page_id=group.pk, lang="fi").version
    group.summary = "Luonnos, ei vielä julki."
    for one in group.language_versions.all():
        one.summary = "Utkast."
    group.save_revision()
    assert known(group).summary == "Julkinen teksti."
    factories.municipality()  # an unrelated change
    group.get_parent().specific.save()
    assert CatalogueEntry.objects.get(page_id=group.pk, lang="fi").version == version
    assert not CatalogueEntry.objects.filter(data__contains="Luonnos").exists()
    assert not CatalogueEntry.objects.filter(data__contains="Utkast").exists()


def test_a_draft_does_not_leak_when_what_it_embeds_changes() -> None:
    mikkeli = factories.municipality()
    place = factories.place(municipality=mikkeli, street="Vanha katu 1")
    group = factories.group(meeting_place=place, summary="Julkinen teksti.")
    group.summary = "Luonnos, ei vielä julki."
    group.save_revision()
    place.street = "Uusi katu 2"
    place.save_revision().publish()
    assert known(group).summary == "Julkinen teksti."
    assert known(group).place.street == "Uusi katu 2"  # type: ignore[union-attr]  # asserted to be there


def test_a_page_that_was_never_published_has_no_entry() -> None:
    parent = factories.organisation()
    group = factories.group(parent=parent)
    draft = type(group)(title="Luonnos", slug="luonnos", live=False)
    parent.add_child(instance=draft)
    draft.save_revision()
    assert published(draft) is None
    draft.save_revision().publish()
    assert known(draft).title == "Luonnos"


def test_publishing_in_the_admin_writes_the_entry(admin_client: Any) -> None:
    organisation = factories.organisation()
    address = reverse("wagtailadmin_pages:edit", args=[organisation.pk])
    form = edit_form(admin_client, address)
    form["title"] = "Uusi nimi"
    admin_client.post(address, form)
    assert known(organisation).title == "Perheyhdistys"
    form["action-publish"] = "action-publish"
    admin_client.post(address, form)
    assert known(organisation).title == "Uusi nimi"


# --- Unpublish, delete, move, restrict -------------------------------------------------------------------------
def test_an_unpublished_page_leaves_a_tombstone_without_words() -> None:
    group = factories.group(schedule=SOON, topics=[factories.topic()])
    group.unpublish()
    tombstone = CatalogueEntry.objects.get(page_id=group.pk)
    assert (tombstone.removed, tombstone.pending, tombstone.data) == (True, True, "")
    assert not Occurrence.objects.filter(listing_id=group.listing_id).exists()
    assert not EntryFacet.objects.filter(entry=tombstone).exists()


def test_it_comes_back_when_it_is_published_again() -> None:
    group = factories.group(schedule=SOON)
    group.unpublish()
    group.save_revision().publish()
    entry = CatalogueEntry.objects.get(page_id=group.pk)
    assert (entry.removed, entry.pending) == (False, True)
    assert Occurrence.objects.filter(listing_id=group.listing_id).count() == 1


def test_a_deleted_page_is_gone_with_everything_under_it() -> None:
    organisation = factories.organisation()
    place = factories.place(parent=organisation)
    group = factories.group(parent=place)
    organisation.delete()
    assert not CatalogueEntry.objects.filter(removed=False).exists()
    assert CatalogueEntry.objects.filter(removed=True).count() == 3
    assert {published(page) for page in (organisation, place, group)} == {None}


def test_an_organisation_is_unpublished_with_everything_under_it(admin_client: Any) -> None:
    organisation = factories.organisation()
    place = factories.place(parent=organisation)
    address = reverse("wagtailadmin_pages:unpublish", args=[organisation.pk])
    assert admin_client.post(address, {"include_descendants": "on"}).status_code == 302
    assert published(organisation) is None
    assert published(place) is None


def test_a_moved_page_has_another_address_and_maintainer() -> None:
    here, there = factories.organisation("Tämä"), factories.organisation("Tuo")
    place = factories.place(parent=here)
    group = factories.group(parent=place)
    place.move(there, pos="last-child")
    for page in (place, group):
        fresh = Page.objects.get(pk=page.pk)
        assert known(page).url == fresh.url
        assert known(page).organisation.name == "Tuo"  # type: ignore[union-attr]  # it stands under one
    assert known(group).url.startswith("/tuo/")


def test_a_restricted_page_has_no_entry_until_it_is_opened() -> None:
    organisation = factories.organisation()
    group = factories.group(parent=organisation)
    chapter = factories.chapter()
    restriction = PageViewRestriction.objects.create(page=organisation, restriction_type=PageViewRestriction.LOGIN)
    assert published(organisation) is None
    assert published(group) is None
    assert published(chapter.get_parent()) is not None
    group.save_revision().publish()
    assert published(group) is None
    restriction.delete()
    assert known(organisation).title == "Perheyhdistys"
    assert known(group).title == "Vauvaryhmä"


def test_a_page_moved_under_a_restricted_one_is_not_public() -> None:
    closed = factories.organisation("Suljettu")
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    group = factories.group(parent=factories.organisation())
    group.move(closed, pos="last-child")
    assert published(group) is None


# --- Languages -------------------------------------------------------------------------------------------------
def test_each_language_with_a_text_has_an_entry() -> None:
    group = factories.group()
    factories.version(group, "sv", "Babygrupp", summary="För familjer.")
    factories.version(group, "en", "Baby group")  # a title alone is not a text
    entries = {entry.lang: entry for entry in CatalogueEntry.objects.filter(page_id=group.pk)}
    assert set(entries) == {"fi", "sv"}
    assert {lang: entry.is_primary for lang, entry in entries.items()} == {"fi": True, "sv": False}
    assert entries["sv"].listing_id == entries["fi"].listing_id == group.listing_id
    assert known(group).languages == ("fi", "sv")


def test_a_version_that_is_taken_away_is_buried() -> None:
    group = factories.group()
    factories.version(group, "sv", "Babygrupp", summary="För familjer.")
    group.language_versions.clear()
    group.save_revision().publish()
    assert published(group, "sv") is None
    assert CatalogueEntry.objects.get(page_id=group.pk, lang="sv").removed
    assert known(group).languages == ("fi",)


# --- Columns and facets ----------------------------------------------------------------------------------------
def test_an_entry_has_what_lists_filter_by() -> None:
    mikkeli = factories.municipality()
    place = factories.place(municipality=mikkeli)
    group = factories.group(
        meeting_place=place,
        is_online=True,
        is_free=True,
        age_min=0,
        age_max=2,
        topics=[factories.topic("Ero")],
        audiences=[factories.audience()],
        age_bands=[factories.age_band()],
        life_situations=[factories.life_situation()],
        service_languages=[factories.language("sv", "ruotsi")],
    )
    entry = CatalogueEntry.objects.get(page_id=group.pk)
    assert (entry.is_online, entry.is_free, entry.age_min, entry.age_max, entry.place_id) == (True, True, 0, 2, place.listing_id)
    facets = {(facet.name, facet.value) for facet in entry.facets.all()}
    assert facets >= {
        ("municipality", "491"),
        ("location", "491"),
        ("topic", "ero"),
        ("audience", "lapsiperheet"),
        ("language", "sv"),
        ("life_situation", "ero-edessa-tai-takana"),
    }


def test_facets_follow_the_page() -> None:
    ero, vauva = factories.topic("Ero"), factories.topic("Vauva")
    group = factories.group(topics=[ero])
    group.topics = [vauva]
    group.save_revision().publish()
    entry = CatalogueEntry.objects.get(page_id=group.pk)
    assert [facet.value for facet in entry.facets.filter(name="topic")] == ["vauva"]


def test_a_national_helpline_is_anywhere() -> None:
    helpline = factories.helpline(delivery_points=[factories.delivery_point(phone="116 000")])
    entry = CatalogueEntry.objects.get(page_id=helpline.pk)
    assert [facet.value for facet in entry.facets.filter(name="municipality")] == ["*"]


def test_a_listing_of_unknown_place_is_nowhere() -> None:
    group = factories.group()
    assert not CatalogueEntry.objects.get(page_id=group.pk).facets.filter(name="municipality").exists()


def test_unknown_is_not_no() -> None:
    entry = CatalogueEntry.objects.get(page_id=factories.group().pk)
    assert entry.is_free is None


# --- Dates -----------------------------------------------------------------------------------------------------
def test_dates_are_laid_out_for_eighteen_months() -> None:
    daily = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)
    group = factories.group(schedule=daily)
    rows = Occurrence.objects.filter(listing_id=group.listing_id)
    assert rows.count() in {548, 549}
    first = rows.earliest("start").start.astimezone(timezone.get_default_timezone())
    assert (first.date(), first.hour) == (timezone.localdate(), 9)


def test_a_date_keeps_its_id_when_it_moves_and_goes_when_it_is_taken_away() -> None:
    group = factories.group(schedule=SOON)
    uid = Occurrence.objects.get().uid
    row = Occurrence.objects.get()
    group.schedule_exceptions = [
        ("cancelled", {"date": timezone.localdate() + dt.timedelta(days=5), "last": None, "at": None, "note": "Ohjaaja on sairaana."})
    ]
    group.save_revision().publish()
    changed = Occurrence.objects.get()
    assert (changed.pk, changed.uid, changed.status, changed.note) == (row.pk, uid, "cancelled", "Ohjaaja on sairaana.")
    group.schedule_rules = []
    group.schedule_exceptions = []
    group.save_revision().publish()
    assert not Occurrence.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"record_status": "historical"},
        {"schedule": SOON.model_copy(update={"check": True})},
        {"schedule": SOON.model_copy(update={"as_of": dt.date(2017, 1, 1)})},
    ],
)
def test_what_cannot_be_trusted_has_no_dates(fields: dict[str, Any]) -> None:
    factories.group(**{"schedule": SOON} | fields)
    assert not Occurrence.objects.exists()


def test_a_cancelled_event_keeps_its_dates_as_cancelled() -> None:
    factories.event(schedule=SOON, status="cancelled")
    assert Occurrence.objects.get().status == "cancelled"


def test_hours_of_a_delivery_point_are_dates_of_that_point() -> None:
    service = factories.service(delivery_points=[factories.delivery_point(SOON, kind="place")])
    assert Occurrence.objects.get().point_id == service.delivery_points[0].id


# --- Not for nothing -------------------------------------------------------------------------------------------
def test_saving_what_has_not_changed_writes_nothing() -> None:
    group = factories.group(schedule=SOON)
    before = CatalogueEntry.objects.values("version", "written_at", "pending").get(page_id=group.pk)
    Page.objects.get(pk=group.pk).specific.save()
    assert CatalogueEntry.objects.values("version", "written_at", "pending").get(page_id=group.pk) == before
