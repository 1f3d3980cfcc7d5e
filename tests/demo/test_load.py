"""The region's content as pages: what is loaded, what stays a draft, what is never shown as true today."""

import datetime as dt
import tempfile
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from wagtail.models import Page, Revision, Site

from home.models import HomePage, SectionPage, SiteSettings
from portal.catalogue.models import CatalogueEntry
from portal.demo.load import load, move_example
from portal.demo.models import LoadedRecord
from portal.demo.report import Outcome, Report
from portal.demo.site import point_site
from portal.demo.source import read_sources
from portal.events.models import EventPage
from portal.listings.kinds import AreaScope, DeliveryKind, Kind, RecordStatus
from portal.listings.listing import Listing
from portal.listings.registry import findable_types
from portal.listings.schedule import HELSINKI, Schedule
from portal.media.models import PortalImage
from portal.organisations.models import OrganisationPage
from portal.places.models import MeetingPlacePage
from portal.regions.models import MeetingPlaceState, Municipality
from portal.services.models import ServicePage
from portal.taxonomy.models import Topic
from tests.demo.files import changed_copy
from tests.demo.loaded import TODAY, real_content


def run(*arguments: str, **options: Any) -> str:
    """``load_demo`` on the day of the tests; what it prints."""
    out = StringIO()
    with tempfile.TemporaryDirectory() as folder, override_settings(DEMO_ACCOUNTS_FILE=Path(folder) / "accounts.txt"):
        call_command("load_demo", *arguments, now=TODAY, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_a_faulty_file_changes_nothing(tmp_path: Path) -> None:
    data = changed_copy(tmp_path, "etela_savo.yaml", "  status: unverified\n", "  status: rumour\n")
    before = Page.objects.count(), Topic.objects.count(), Municipality.objects.count()
    with pytest.raises(CommandError, match=r"etela_savo\.yaml, line \d+: status"):
        run(data=data)
    assert (Page.objects.count(), Topic.objects.count(), Municipality.objects.count()) == before


class _Read(tuple[tuple[Any, Listing], ...]):
    """Pages and listings that no test changes: Django need not copy them for each."""

    def __deepcopy__(self, _memo: object) -> "_Read":
        return self


@pytest.mark.one_database
class LoadedContent(TestCase):
    """Reads one load; every test sees it as it was."""

    report: Report
    without_example: tuple[bool, bool]
    second_report: Report
    found: "_Read"

    @classmethod
    def setUpTestData(cls) -> None:
        cls.report = real_content()
        cls.without_example = (
            OrganisationPage.objects.filter(record_status="example").exists(),
            Municipality.objects.filter(is_example=True).exists(),
        )
        cls.second_report = load(read_sources(), today=TODAY)
        pages = [page for page_type in findable_types() for page in page_type.objects.all()]
        cls.found = _Read((page, page.to_listing("fi")) for page in pages)

    def listings(self) -> list[tuple[Any, Listing]]:
        """Every findable page, drafts too, with its Finnish Listing; for tests that only read them."""
        return list(self.found)

    def service(self, external_id: str) -> Listing:
        """A service's Finnish Listing."""
        listing: Listing = ServicePage.objects.get(external_id=external_id).to_listing("fi")
        return listing

    # --- What is loaded -------------------------------------------------------------------------------------------
    def test_every_kind_is_loaded_whole(self) -> None:
        real = CatalogueEntry.objects.filter(lang="fi", is_example=False)
        counts = {kind: real.filter(kind=kind.value).count() for kind in Kind}
        assert counts == {
            Kind.ORGANISATION: 39,
            Kind.MEETING_PLACE: 18,  # of 19: one is a draft
            Kind.PEER_GROUP: 25,
            Kind.SERVICE: 41,
            Kind.HELPLINE: 13,
            Kind.EVENT: 11,
            Kind.GUIDE: 1,
            Kind.MATERIAL: 13,
        }
        assert Municipality.objects.filter(is_example=False).count() == 12

    def test_the_table_names_what_is_left_out_and_why(self) -> None:
        assert self.second_report.left_out["events"] == {"series without dates": 2}
        assert set(self.second_report.left_out) == {"events", "networks", "year clock", "cadences", "agreement", "criteria"}
        table = run(verbosity=1)
        assert "22 without a page type yet" in table
        assert "1 stays a draft" in table

    def test_real_content_only_leaves_the_fictional_association_out(self) -> None:
        assert self.without_example == (False, False)
        assert self.report.left_out["example"].total() == 20
        assert self.second_report.counts["example"] == {Outcome.LOADED: 20}
        assert self.second_report.total(Outcome.LOADED) == 20

    def test_loading_again_changes_nothing(self) -> None:
        revisions = Revision.objects.count()
        versions = list(CatalogueEntry.objects.values_list("pk", "version"))
        again = load(read_sources(), today=TODAY)
        assert again.total(Outcome.LOADED) == again.total(Outcome.UPDATED) == 0
        assert again.total(Outcome.UNCHANGED) == self.report.total(Outcome.LOADED) + 20
        assert Revision.objects.count() == revisions
        assert list(CatalogueEntry.objects.values_list("pk", "version")) == versions

    def test_only_what_changed_in_the_source_is_updated(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            data = changed_copy(Path(folder), "etela_savo.yaml", "phone: 015 411 4120", "phone: 015 000 000")
            report = load(read_sources(data), today=TODAY)
        assert report.total(Outcome.UPDATED) == 1
        assert self.service("pv-perheneuvo").delivery_points[0].phone == "015 000 000"

    def test_on_another_day_only_the_fictional_season_moves(self) -> None:
        report = load(read_sources(), today=TODAY + dt.timedelta(days=1))
        assert {row for row, counts in report.counts.items() if counts[Outcome.UPDATED]} == {"example"}
        assert report.counts["example"] == {Outcome.UPDATED: 16, Outcome.UNCHANGED: 4}  # groups and events have dates

    def test_an_editors_change_stays_when_the_source_is_as_it_was(self) -> None:
        page = ServicePage.objects.get(external_id="pv-perhetyo")
        page.summary = "Perhetyö tulee kotiin, kun arki on raskasta."
        page.save_revision().publish()
        load(read_sources(), today=TODAY)
        assert ServicePage.objects.get(external_id="pv-perhetyo").summary == page.summary

    def test_a_page_edited_here_is_left_alone_when_its_source_changes(self) -> None:
        page = ServicePage.objects.get(external_id="pv-perheneuvo")
        page.summary = "Puhelimessa vastaa ammattilainen."
        page.save_revision().publish()
        down = ServicePage.objects.get(external_id="pv-perhetyo")
        down.unpublish()
        with tempfile.TemporaryDirectory() as folder:
            data = changed_copy(Path(folder), "etela_savo.yaml", "phone: 015 411 4120", "phone: 015 000 000")
            data = changed_copy(Path(folder), "tags.yaml", "pv-perhetyo:\n  topics: [", "pv-perhetyo:\n  topics: [terveys, ")
            report = load(read_sources(data), today=TODAY)
        assert report.total(Outcome.UPDATED) == 0
        assert report.notes["services"]["edited here, left alone"] == 2
        assert "(2 edited here, left alone)" in "\n".join(report.lines())
        after = ServicePage.objects.get(external_id="pv-perheneuvo")
        assert (after.summary, after.to_listing("fi").delivery_points[0].phone) == (page.summary, "015 411 4120")
        assert not ServicePage.objects.get(external_id="pv-perhetyo").live

    def test_before_revisions_were_remembered_a_persons_revision_counts_as_an_edit(self) -> None:
        LoadedRecord.objects.update(revision=None)
        person = get_user_model().objects.create_user("muokkaaja@example.org")
        page = EventPage.objects.filter(record_status="example").first()
        assert page is not None
        page.save_revision(user=person)
        report = move_example(read_sources(), today=TODAY + dt.timedelta(days=1))
        assert report.counts["example"] == {Outcome.UPDATED: 15, Outcome.UNCHANGED: 4}
        assert report.notes["example"] == {"edited here, left alone": 1}

    def test_a_new_day_moves_the_fictional_season_and_nothing_else(self) -> None:
        revisions = set(Revision.objects.values_list("pk", flat=True))
        settings = SiteSettings.load()
        settings.operator = "Muu ylläpitäjä"
        settings.save()
        Municipality.objects.filter(code="491").update(meeting_place_state=MeetingPlaceState.NOT_YET)
        edited = EventPage.objects.filter(record_status="example").first()
        removed = EventPage.objects.filter(record_status="example").last()
        assert edited is not None
        assert removed is not None
        edited.summary = "Muokattu täällä."
        edited.save_revision().publish()
        removed.delete()
        with tempfile.TemporaryDirectory() as folder:
            data = changed_copy(Path(folder), "etela_savo.yaml", "phone: 015 411 4120", "phone: 015 000 000")
            run("--example-only", data=data)
            report = move_example(read_sources(data), today=TODAY + dt.timedelta(days=1))
        assert report.counts == {"example": {Outcome.UPDATED: 14, Outcome.UNCHANGED: 4}}
        assert report.notes == {"example": {"edited here, left alone": 1}}
        written = Revision.objects.exclude(pk__in=revisions).values_list("object_id", flat=True)
        assert {Page.objects.get(pk=pk).specific.record_status for pk in written} == {"example"}
        assert EventPage.objects.get(pk=edited.pk).summary == "Muokattu täällä."
        assert not EventPage.objects.filter(external_id=removed.external_id).exists()
        assert self.service("pv-perheneuvo").delivery_points[0].phone == "015 411 4120"
        assert SiteSettings.load().operator == "Muu ylläpitäjä"
        assert Municipality.objects.get(code="491").meeting_place_state == MeetingPlaceState.NOT_YET

    def test_real_content_alone_gets_no_example_from_a_new_day(self) -> None:
        LoadedRecord.objects.filter(key__startswith="ex-").delete()
        assert move_example(read_sources(), today=TODAY + dt.timedelta(days=1)).counts == {}

    def test_a_page_keeps_its_identity_when_it_is_updated(self) -> None:
        before = self.service("pv-eron-ensiapu")
        with tempfile.TemporaryDirectory() as folder:
            data = changed_copy(Path(folder), "etela_savo.yaml", "Ammattilainen kuuntelee ja ohjaa", "Ammattilainen ohjaa")
            data = changed_copy(
                Path(folder), "tags.yaml", "pv-eron-ensiapu:\n  topics: [ero, ", "pv-eron-ensiapu:\n  topics: [ero, terveys, "
            )
            load(read_sources(data), today=TODAY)
        after = self.service("pv-eron-ensiapu")
        assert (after.id, after.url, [point.id for point in after.delivery_points]) == (
            before.id,
            before.url,
            [point.id for point in before.delivery_points],
        )
        assert "terveys" in {topic.slug for topic in after.topics}

    def test_the_site_begins_at_the_home_page_with_its_three_sections(self) -> None:
        home = HomePage.objects.get()
        assert Site.objects.get(is_default_site=True).root_page_id == home.pk
        assert set(SectionPage.objects.values_list("section_kind", flat=True)) == {"families", "youth", "professionals"}
        settings = SiteSettings.load()
        assert settings.is_sample
        assert settings.campaign_page is not None
        assert settings.search_contact is not None

    def test_the_site_has_the_host_and_port_of_the_address_one_opens(self) -> None:
        def opened_at(address: str) -> tuple[str, str | None]:
            with override_settings(SITE_URL=address):
                run("--example-only")
            Site.clear_site_root_paths_cache()
            return Site.objects.get(is_default_site=True).root_url, HomePage.objects.get().full_url

        assert opened_at("http://localhost:8123") == ("http://localhost:8123", "http://localhost:8123/")
        assert opened_at("https://perhe.example.org")[0] == "https://perhe.example.org"
        assert opened_at("http://perhe.example.org")[0] == "http://perhe.example.org"
        assert (point_site("http://[::1]:8000"), point_site("http://[::1]:8000")) == (True, False)

    # --- Truth ----------------------------------------------------------------------------------------------------
    def test_a_record_of_one_weak_source_stays_a_draft(self) -> None:
        page = MeetingPlacePage.objects.get(external_id="kp-leikkitupa")
        assert not page.live
        assert not CatalogueEntry.objects.filter(external_id="kp-leikkitupa").exists()

    def test_every_findable_record_has_a_topic_a_summary_and_a_source(self) -> None:
        listings = [listing for _page, listing in self.listings()]
        assert [listing.external_id for listing in listings if not listing.topics] == []
        assert [listing.external_id for listing in listings if not listing.summary] == []
        assert [listing.external_id for listing in listings if not listing.sources and not listing.is_example] == []

    def test_old_records_say_so_and_give_no_occurrence_at_any_time(self) -> None:
        historical = [listing for _page, listing in self.listings() if listing.is_historical]
        assert len(historical) > 40
        assert [listing.external_id for listing in historical if any(self._occurs(one) for one in schedules(listing))] == []

    def test_times_older_than_a_year_or_to_be_checked_are_words_only(self) -> None:
        now = dt.datetime(2026, 11, 25, 16, 30, tzinfo=HELSINKI)  # an even week's Wednesday, when the old rule would be open
        listing = self.service("pv-eron-ensiapu")
        mikkeli = next(point.schedule for point in listing.delivery_points if point.schedule)
        assert mikkeli is not None
        assert "keskiviikko" in mikkeli.text
        assert (mikkeli.as_of, mikkeli.is_open(now)) == (dt.date(2022, 2, 28), None)
        assert not self._occurs(mikkeli)
        chat = next(point.schedule for point in self.service("hl-nollalinja").delivery_points if point.kind is DeliveryKind.CHAT)
        assert chat is not None
        assert not any(chat.occurrences(now, now + dt.timedelta(days=400)))
        assert chat.is_open(dt.datetime(2026, 11, 23, 10, 0, tzinfo=HELSINKI)) is None

    def test_known_times_are_open_at_the_hour_the_source_gives(self) -> None:
        chat = self.service("hl-mll-chat").delivery_points[0].schedule
        assert chat is not None
        assert chat.is_open(dt.datetime(2026, 11, 22, 18, 0, tzinfo=HELSINKI)) is True  # a Sunday
        assert chat.is_open(dt.datetime(2026, 11, 22, 20, 0, tzinfo=HELSINKI)) is False
        assert chat.is_open(dt.datetime(2026, 12, 6, 18, 0, tzinfo=HELSINKI)) is None  # the source is more than a year old
        night = dt.datetime(2026, 12, 25, 3, 0, tzinfo=HELSINKI)
        # Their sources are of 2024: told as round the clock with the year, never asserted as open.
        old = ("hl-112", "hl-nollalinja", "pv-turvakoti")
        assert [name for name in old if self._open_somewhere(name, night)] == []
        assert [
            name for name in old if not any(p.schedule and p.schedule.round_the_clock for p in self.service(name).delivery_points)
        ] == []

    def test_only_municipalities_with_a_current_record_have_a_meeting_place(self) -> None:
        here = Municipality.objects.filter(meeting_place_state=MeetingPlaceState.HERE, is_example=False)
        assert set(here.values_list("slug", flat=True)) == {"savonlinna", "mantyharju", "juva", "rantasalmi"}
        assert not Municipality.objects.filter(meeting_place_state=MeetingPlaceState.NOT_YET).exists()

    def test_pertunmaa_ended_and_lives_on_in_mantyharju(self) -> None:
        pertunmaa = Municipality.objects.get(code="588")
        assert (pertunmaa.valid_until, pertunmaa.successor.code if pertunmaa.successor else "") == (dt.date(2025, 1, 1), "507")
        assert Municipality.objects.get(code="507").localities.filter(name="Pertunmaa", latitude=61.5).exists()

    # --- Reach ----------------------------------------------------------------------------------------------------
    def test_perheneuvos_number_serves_its_area_and_the_service_the_county(self) -> None:
        listing = self.service("pv-perheneuvo")
        assert listing.area is not None
        assert listing.area.scope is AreaScope.COUNTY
        assert len(listing.municipalities) == 11
        (phone,) = listing.delivery_points
        assert phone.area is not None
        assert phone.area.scope is AreaScope.AREA
        assert {place.name for place in phone.area.municipalities} == {
            *("Mikkeli", "Hirvensalmi", "Juva", "Kangasniemi", "Mäntyharju", "Puumala"),
        }

    def test_first_aid_for_divorce_is_one_service_with_four_points_found_everywhere(self) -> None:
        listing = self.service("pv-eron-ensiapu")
        assert [point.kind for point in listing.delivery_points] == [DeliveryKind.PLACE] * 3 + [DeliveryKind.REMOTE]
        assert {place.code for place in listing.locations} == {"491", "593", "740"}
        current = Municipality.objects.filter(valid_until=None, is_example=False)
        assert {place.code for place in listing.municipalities} == set(current.values_list("code", flat=True))

    def test_a_confidential_place_stores_no_street_post_code_or_point(self) -> None:
        page = ServicePage.objects.get(external_id="pv-turvakoti")
        places = [point.place for point in page.to_listing("fi").delivery_points if point.place]
        assert [place.confidential for place in places] == [True]
        raw = [row["value"] for row in page.delivery_points.raw_data if row["value"]["is_confidential"]]
        assert [[row[name] for name in ("street", "postal_code", "city", "venue_name", "way_in")] for row in raw] == [[""] * 5]

    def test_helplines_stand_under_who_runs_them_or_the_regional_coordination(self) -> None:
        parents = {page.external_id: page.get_parent().specific.external_id for page in ServicePage.objects.filter(service_kind="helpline")}
        assert parents["hl-mll-lnp"] == "org-mll"
        assert parents["hl-112"] == "org-eloisa"

    # --- Form -----------------------------------------------------------------------------------------------------
    def test_an_editor_could_save_every_page_as_it_is(self) -> None:
        for page, _listing in self.listings():
            page.full_clean()
            for field in page._meta.get_fields():
                stream = getattr(field, "stream_block", None)
                if stream is not None:
                    stream.clean(getattr(page, field.name))

    def test_all_language_versions_of_crisis_help_are_there(self) -> None:
        crisis = [listing for _page, listing in self.listings() if listing.crisis or listing.kind is Kind.HELPLINE]
        assert [listing.external_id for listing in crisis if listing.languages != ("fi", "sv", "en")] == []

    def test_the_guide_holds_its_chapters_with_living_cards(self) -> None:
        entry = CatalogueEntry.objects.get(external_id="op-ero", lang="fi")
        listing = Listing.model_validate_json(entry.data)
        assert [part.title for part in listing.parts][:2] == ["Parisuhteen tuki", "Eron ensiapupiste"]
        assert len(listing.parts) == 7
        assert all(section.listing_ids for part in listing.parts for section in part.sections[-1:])

    # --- The fictional season -------------------------------------------------------------------------------------
    def test_every_fictional_page_says_so(self) -> None:
        entries = CatalogueEntry.objects.filter(external_id__startswith="ex-", lang="fi")
        assert entries.count() == 19
        assert not entries.filter(is_example=False).exists()
        assert {listing.freshness.status for _page, listing in self.listings() if listing.external_id.startswith("ex-")} == {
            RecordStatus.EXAMPLE
        }
        assert not CatalogueEntry.objects.filter(is_example=True).exclude(external_id__startswith="ex-").exists()

    def test_the_example_has_one_picture_of_ours(self) -> None:
        pictured = [listing for _page, listing in self.listings() if listing.image]
        assert {listing.external_id for listing in pictured} == {"ex-olohuone"}
        image = PortalImage.objects.get()  # loading again makes no second one
        assert (pictured[0].image.alt, pictured[0].image.credit) == (image.alt_text, "Oma piirros")  # type: ignore[union-attr]

    def test_the_season_lives_around_the_day_of_loading(self) -> None:
        example = [listing for _page, listing in self.listings() if listing.is_example and listing.kind is Kind.EVENT]
        assert len(example) == 10
        assert sorted(listing.status.value for listing in example if listing.status.value != "scheduled") == ["cancelled", "moved"]
        tomorrow = dt.datetime.combine(TODAY + dt.timedelta(days=2), dt.time(0), HELSINKI)
        start = dt.datetime.combine(TODAY, dt.time(0), HELSINKI)
        soon = [listing for listing in example if listing.schedule and any(listing.schedule.occurrences(start, tomorrow))]
        assert len(soon) >= 3
        moved = next(listing for listing in example if listing.status.value == "moved")
        assert moved.schedule is not None
        (when,) = moved.schedule.occurrences(start, start + dt.timedelta(days=30))
        assert (when.start.date(), when.moved_from.date() if when.moved_from else None) == (
            TODAY + dt.timedelta(days=9),
            TODAY + dt.timedelta(days=7),
        )

    # --- Helpers --------------------------------------------------------------------------------------------------
    def _occurs(self, schedule: Schedule) -> bool:
        start = dt.datetime(2014, 1, 1, tzinfo=HELSINKI)
        return any(schedule.occurrences(start, dt.datetime(2028, 1, 1, tzinfo=HELSINKI)))

    def _open_somewhere(self, external_id: str, at: dt.datetime) -> bool:
        return any(point.schedule.is_open(at) for point in self.service(external_id).delivery_points if point.schedule)


def schedules(listing: Listing) -> list[Schedule]:
    """Every schedule of a listing: its own and its delivery points'."""
    return [one for one in (listing.schedule, *(point.schedule for point in listing.delivery_points)) if one is not None]
