"""Who is asked when: the daily job, whenever it runs."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.freshness.models import ReviewStep, Step
from portal.freshness.steps import reminder_step
from portal.listings.kinds import Kind
from portal.listings.schedule import HELSINKI, Dates, Schedule, Weekly
from portal.mail.models import Notice
from portal.members.models import Membership
from tests import factories
from tests.freshness.world import EDITOR, TODAY, contact, days, due_in, group_due_in, mails, ours, run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("left", "step"),
    [
        (31, None),
        (30, Step.MONTH_BEFORE),
        (8, Step.MONTH_BEFORE),
        (7, Step.WEEK_BEFORE),
        (1, Step.WEEK_BEFORE),
        (0, Step.DUE),
        (-13, Step.DUE),
        (-14, Step.COORDINATOR),
        (-400, Step.COORDINATOR),
    ],
)
def test_the_step_of_a_day(left: int, step: Step | None) -> None:
    assert reminder_step(TODAY + days(left), TODAY) is step


def test_a_page_that_is_not_due_asks_nobody() -> None:
    group_due_in(31, ours())
    run()
    assert mails() == []


def test_the_job_twice_is_one_mail() -> None:
    group_due_in(30, ours())
    run()
    run()
    assert [mail.to for mail in mails()] == [EDITOR]


def test_each_step_is_one_mail_of_all_the_pages_of_the_day() -> None:
    organisation = ours()
    for number in range(3):
        group_due_in(30, organisation, f"Ryhmä {number}")
    for after in (0, 1, 23, 24, 30, 31):
        run(after)
    assert len(mails(EDITOR)) == 3  # 30 and 7 days before, and on the due day
    assert all(f"Ryhmä {number}" in mails()[0].body for number in range(3))


def test_after_a_downtime_only_the_latest_step_is_done() -> None:
    organisation = ours()
    group_due_in(30, organisation)
    run(26)
    assert len(mails()) == 1
    assert list(ReviewStep.objects.values_list("step", flat=True)) == [Step.WEEK_BEFORE]


def test_the_second_contact_is_asked_on_the_due_day_and_then_the_coordinator() -> None:
    organisation, coordinator = ours(), factories.coordinator()
    contact(organisation, "first@example.org", 1)
    contact(organisation, "second@example.org", 2)
    group_due_in(7, organisation)
    run()
    assert [mail.to for mail in mails()] == ["first@example.org"]
    run(7)
    assert [mail.to for mail in mails()] == ["first@example.org", "second@example.org"]
    assert not Notice.objects.exists()
    run(21)
    assert [notice.user for notice in Notice.objects.all()] == [coordinator]


def test_a_contact_of_one_page_goes_before_the_organisations() -> None:
    organisation = ours()
    contact(organisation, "everybody@example.org")
    page = group_due_in(7, organisation)
    contact(organisation, "mine@example.org", page=page)
    group_due_in(7, organisation, "Toinen")
    run()
    assert {mail.to for mail in mails()} == {"mine@example.org", "everybody@example.org"}


def test_one_address_of_two_organisations_gets_one_mail() -> None:
    for title in ("Yksi", "Kaksi"):
        organisation = ours(title) if title == "Yksi" else factories.organisation(title)
        contact(organisation, "same@example.org")
        group_due_in(7, organisation, f"Ryhmä {title}")
    run()
    assert [mail.to for mail in mails()] == ["same@example.org"]
    assert "Ryhmä Yksi" in mails()[0].body
    assert "Ryhmä Kaksi" in mails()[0].body


def test_who_has_left_is_not_asked_but_the_coordinator_is() -> None:
    organisation, coordinator = ours(), factories.coordinator()
    group_due_in(7, organisation)
    Membership.objects.filter(organisation=organisation).update(ended_at=timezone.now())
    run()
    assert mails(EDITOR) == []
    assert Notice.objects.filter(user=coordinator).count() == 1


def test_loaded_pages_are_left_alone_until_somebody_claims_the_organisation() -> None:
    organisation = factories.organisation()
    group = factories.group("Ladattu", organisation, information_from="2019", external_id="pv-1")
    run(2000)
    group.refresh_from_db()
    assert mails() == []
    assert group.live
    factories.member(organisation=organisation, email=EDITOR)
    run()
    assert [mail.to for mail in mails()] == [EDITOR]
    assert "Ladattu" in mails()[0].body


@pytest.mark.parametrize("status", ["historical", "example"])
def test_what_is_old_or_fictional_is_not_asked_about(status: str) -> None:
    group_due_in(-100, ours(), record_status=status)
    run()
    assert mails() == []


def test_events_with_dates_end_by_themselves_and_others_are_asked_about() -> None:
    organisation = ours()
    dated = Schedule(rules=(Dates(dates=(TODAY + days(3),)),))
    weekly = Schedule(rules=(Weekly(weekdays=(2,)),))
    for title, schedule in (("Päivätty", dated), ("Toistuva", weekly)):
        factories.event(title, organisation, schedule=schedule, confirmed_on=due_in(0, Kind.EVENT))
    run()
    assert "Toistuva" in mails()[0].body
    assert "Päivätty" not in mails()[0].body


def test_a_pages_own_interval_goes_before_its_kinds() -> None:
    organisation = ours()
    factories.group("Oma tahti", organisation, confirmed_on=TODAY - days(35), review_every_days=40)
    factories.group("Lajin tahti", organisation, confirmed_on=TODAY - days(35))
    run()
    assert "Oma tahti" in mails()[0].body
    assert "Lajin tahti" not in mails()[0].body


def test_drafts_do_not_leak_into_mails() -> None:
    page = group_due_in(7, ours(), "Julkinen nimi")
    page.title = "Salainen luonnos"
    page.save_revision()
    run()
    assert "Julkinen nimi" in mails()[0].body
    assert "Salainen" not in mails()[0].body + mails()[0].subject


def test_a_day_is_a_finnish_day_on_both_sides_of_the_clock_change() -> None:
    page = group_due_in(30, ours())
    page.specific_class.objects.filter(pk=page.pk).update(confirmed_on=dt.date(2026, 10, 25), review_every_days=30)  # due 24.11.
    from portal.freshness.jobs import work

    # 24 October 22.30 UTC is the 25th in Finland (summer time); 25 October 22.30 UTC is the 26th (winter time).
    for moment, wanted in ((dt.datetime(2026, 10, 24, 20, 30, tzinfo=dt.UTC), 0), (dt.datetime(2026, 10, 24, 21, 30, tzinfo=dt.UTC), 1)):
        work(moment)
        assert len(mails()) == wanted
    assert dt.datetime(2026, 10, 24, 21, 30, tzinfo=dt.UTC).astimezone(HELSINKI).date() == dt.date(2026, 10, 25)


def test_overdue_helplines_are_told_to_coordinators_every_day_once() -> None:
    organisation, coordinator = ours(), factories.coordinator()
    helpline = factories.helpline("Kriisipuhelin", organisation, confirmed_on=due_in(-20, Kind.HELPLINE))
    for after in (0, 0, 1, 200):
        run(after)
    told = Notice.objects.filter(user=coordinator, once_key__startswith="freshness:critical")
    assert told.count() == 3
    helpline.refresh_from_db()
    assert helpline.live


def _queries(count: int) -> int:
    organisation = ours(f"Järjestö {count}") if count == 1 else factories.organisation(f"Järjestö {count}")
    contact(organisation, f"c{count}@example.org")
    for number in range(count):
        group_due_in(7, organisation, f"Ryhmä {count} {number}")
    with CaptureQueriesContext(connection) as captured:
        run()
    assert mails(f"c{count}@example.org")
    return len(captured)


@pytest.mark.one_database
def test_asking_costs_the_same_for_one_page_and_for_twenty() -> None:
    assert _queries(20) <= _queries(1)


def test_migrations_are_complete() -> None:
    call_command("makemigrations", "freshness", check=True, dry_run=True, verbosity=0)
