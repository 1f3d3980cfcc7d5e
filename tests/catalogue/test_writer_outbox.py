"""The outbox: versions, receipts and tombstones; rebuild, check and the daily roll."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry, Occurrence, Renewal
from portal.catalogue.rebuild import check, rebuild, roll_forward
from portal.catalogue.signals import catalogue_changed
from portal.catalogue.sorting import sort_key
from portal.catalogue.writer import settle
from portal.listings.schedule import Schedule, Weekly
from tests import factories

pytestmark = pytest.mark.django_db
DAILY = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(9), end=dt.time(11)),), closed_on_holidays=False)


def entry_of(page: Any) -> CatalogueEntry:
    """Its row in Finnish."""
    return CatalogueEntry.objects.get(page_id=page.pk, lang="fi")


def test_every_write_is_a_version_the_engines_have_not_got() -> None:
    group = factories.group()
    entry = entry_of(group)
    CatalogueEntry.objects.update(pending=False)
    group.summary = "Uusi teksti."
    group.save_revision().publish()
    assert entry_of(group).version > entry.version
    assert entry_of(group).pending


@pytest.mark.one_database
def test_what_is_pending_is_found_without_reading_what_is_not() -> None:
    pending = CatalogueEntry.objects.filter(pending=True)
    assert "USING INDEX entry_pending" in pending.order_by("-version", "pk").values_list("pk", "listing_id")[:100].explain()
    assert "INDEX entry_pending" in pending.values("pk")[:1].explain()


def test_a_receipt_counts_for_its_version_only() -> None:
    group = factories.group()
    old = entry_of(group).version
    group.summary = "Uusi teksti."
    group.save_revision().publish()
    settle(entry_of(group).pk, old)
    assert entry_of(group).pending
    settle(entry_of(group).pk, entry_of(group).version)
    assert not entry_of(group).pending


def test_a_tombstone_goes_when_the_engines_have_forgotten_it() -> None:
    group = factories.group()
    before = entry_of(group).version
    group.unpublish()
    settle(entry_of(group).pk, before)  # a late receipt of what was there
    assert entry_of(group).removed
    settle(entry_of(group).pk, entry_of(group).version)
    assert not CatalogueEntry.objects.filter(page_id=group.pk).exists()


def test_what_comes_back_is_not_taken_away_by_a_late_receipt() -> None:
    group = factories.group()
    group.unpublish()
    buried = entry_of(group).version
    group.save_revision().publish()
    settle(entry_of(group).pk, buried)
    assert not entry_of(group).removed
    assert entry_of(group).pending


def test_engines_are_told_after_the_commit_only(django_capture_on_commit_callbacks: Any) -> None:
    told: list[Any] = []
    catalogue_changed.connect(lambda **_: told.append(1), weak=False, dispatch_uid="test")
    try:
        with django_capture_on_commit_callbacks(execute=True):
            factories.group()
            assert told == []
        assert told == [1]
        with transaction.atomic():
            factories.group("Taken back")
            transaction.set_rollback(True)
        with django_capture_on_commit_callbacks(execute=True):
            for number in range(3):
                factories.group(f"Group {number}")
        assert told == [1, 1]  # once a transaction, however much it writes
    finally:
        catalogue_changed.disconnect(dispatch_uid="test")


def test_a_rebuild_mends_whatever_went_wrong() -> None:
    group, gone = factories.group(schedule=DAILY), factories.place()
    healthy = {(row.page_id, row.data) for row in CatalogueEntry.objects.filter(removed=False)}
    CatalogueEntry.objects.filter(page_id=gone.pk).delete()
    CatalogueEntry.objects.filter(page_id=group.pk).update(data="{}")
    Occurrence.objects.all().delete()
    CatalogueEntry.objects.create(
        listing_id="00000000-0000-4000-8000-000000000001", lang="fi", page_id=0, kind="event", path="/", title="x", data="{}"
    )
    assert {drift.fault for drift in check()} == {"missing", "stale", "surplus", "dates"}
    with pytest.raises(CommandError):
        call_command("catalogue_check", verbosity=0)
    assert {page.pk for page in rebuild()} >= {group.pk, gone.pk}
    assert list(check()) == []
    assert {(row.page_id, row.data) for row in CatalogueEntry.objects.filter(removed=False)} == healthy
    call_command("catalogue_check", verbosity=0)


def test_dates_roll_forward_with_the_days() -> None:
    group = factories.group(schedule=DAILY)
    rows = Occurrence.objects.filter(listing_id=group.listing_id)
    last = rows.latest("start").start
    kept = set(rows.values_list("pk", "uid"))
    later = timezone.now() + dt.timedelta(days=30)
    assert roll_forward(later) >= 1
    assert rows.earliest("start").start.date() >= later.date() - dt.timedelta(days=1)
    assert rows.latest("start").start == last + dt.timedelta(days=30) or abs((rows.latest("start").start - last).days - 30) <= 1
    assert len(kept & set(rows.values_list("pk", "uid"))) > 500
    assert Renewal.objects.get().rolled_on == timezone.localdate(later)


def test_rolling_again_changes_nothing() -> None:
    group = factories.group(schedule=DAILY)
    now = timezone.now()
    roll_forward(now)
    before = set(Occurrence.objects.filter(listing_id=group.listing_id).values_list("pk", "uid", "start"))
    roll_forward(now)
    assert set(Occurrence.objects.filter(listing_id=group.listing_id).values_list("pk", "uid", "start")) == before
    assert Renewal.objects.count() == 1


@pytest.mark.parametrize(
    "titles",
    [
        ["Aamu", "Vauva", "Zumba", "Åbo", "Äidit", "Öinen"],
        ["ero", "Eron opas", "ERÄ"],
        ["Café", "Cafeteria"],
        ["a b", "ab"],
    ],
)
def test_titles_sort_in_finnish_order(titles: list[str]) -> None:
    turned = list(reversed(titles))
    assert sorted(turned, key=sort_key) == titles


def test_letter_case_and_accents_do_not_count() -> None:
    assert sort_key("Café") == sort_key("CAFE")
    assert sort_key("A\u0308idit") == sort_key("Äidit")
    assert len(sort_key("ä" * 255)) <= 255


def test_lists_sort_by_the_stored_key() -> None:
    parent = factories.organisation("Ö-yhdistys")
    for title in ("Öinen", "Zumba", "äidit", "Aamu"):
        factories.group(title, parent=parent)
    titles = CatalogueEntry.objects.filter(kind="peer_group").order_by("sort_title").values_list("title", flat=True)
    assert list(titles) == ["Aamu", "Zumba", "äidit", "Öinen"]
