"""The daily digest at seven in Finland, and how long mails and notices are remembered."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.utils.translation import gettext_lazy
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from portal.mail.digest import digest_moment, send_digests
from portal.mail.models import Notice, OutgoingMail
from portal.mail.retention import forget
from portal.mail.services import notify
from tests.factories import member, user

pytestmark = pytest.mark.django_db

FINLAND = ZoneInfo("Europe/Helsinki")
NOW = dt.datetime(2026, 11, 23, 7, 5, tzinfo=FINLAND)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


def daily() -> User:
    return member(mail_pace="daily")


def noticed(who: User, text: str, at: dt.datetime) -> Notice:
    made = notify(who, text, "/admin/")
    assert made is not None
    Notice.objects.filter(pk=made.pk).update(created_at=at)
    return made


# --- When ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "moment"),
    [
        (dt.datetime(2026, 11, 23, 6, 59, tzinfo=FINLAND), dt.datetime(2026, 11, 22, 5, 0, tzinfo=dt.UTC)),
        (dt.datetime(2026, 11, 23, 7, 0, tzinfo=FINLAND), dt.datetime(2026, 11, 23, 5, 0, tzinfo=dt.UTC)),
        # The night when clocks go forward has 23 hours, the one when they go back 25: seven stays seven.
        (dt.datetime(2027, 3, 28, 3, 59, tzinfo=dt.UTC), dt.datetime(2027, 3, 27, 5, 0, tzinfo=dt.UTC)),
        (dt.datetime(2027, 3, 28, 4, 0, tzinfo=dt.UTC), dt.datetime(2027, 3, 28, 4, 0, tzinfo=dt.UTC)),
        (dt.datetime(2027, 10, 31, 4, 59, tzinfo=dt.UTC), dt.datetime(2027, 10, 30, 4, 0, tzinfo=dt.UTC)),
        (dt.datetime(2027, 10, 31, 5, 0, tzinfo=dt.UTC), dt.datetime(2027, 10, 31, 5, 0, tzinfo=dt.UTC)),
    ],
)
def test_the_digest_is_due_at_seven_by_the_finnish_clock(now: dt.datetime, moment: dt.datetime) -> None:
    assert digest_moment(now).astimezone(dt.UTC) == moment


# --- What ----------------------------------------------------------------------------------------------------------
def test_one_mail_a_day_with_all_that_waited() -> None:
    who = daily()
    noticed(who, "Ensimmäinen asia.", NOW - 20 * HOUR)
    noticed(who, "Toinen asia.", NOW - HOUR)
    later = noticed(who, "Kolmas asia.", NOW + HOUR)
    assert send_digests(NOW) == 1
    assert send_digests(NOW + 2 * HOUR) == 0
    mail = OutgoingMail.objects.get()
    assert mail.to == who.email
    assert mail.body.index("Ensimmäinen asia.") < mail.body.index("Toinen asia.")
    assert "Kolmas asia." not in mail.body
    assert send_digests(NOW + DAY) == 1
    later.refresh_from_db()
    assert later.mailed_at is not None
    assert OutgoingMail.objects.count() == 2


def test_days_without_the_portal_are_caught_up_in_one_mail() -> None:
    who = daily()
    noticed(who, "Vanha asia.", NOW - 5 * DAY)
    noticed(who, "Uusi asia.", NOW - HOUR)
    assert send_digests(NOW + 3 * HOUR) == 1


def test_nothing_to_tell_no_mail() -> None:
    daily()
    assert send_digests(NOW) == 0
    assert not OutgoingMail.objects.exists()


def test_who_wants_notices_at_once_gets_no_digest() -> None:
    who = member()
    noticed(who, "Asia.", NOW - HOUR)
    assert OutgoingMail.objects.count() == 1
    assert send_digests(NOW) == 0


def test_who_has_left_is_told_nothing_any_more() -> None:
    gone, deactivated = user(mail_pace="daily"), daily()
    for who in (gone, deactivated):
        noticed(who, "Asia.", NOW - HOUR)
    User.objects.filter(pk=deactivated.pk).update(is_active=False)
    assert send_digests(NOW) == 0
    assert not Notice.objects.filter(mailed_at=None).exists()
    deactivated.refresh_from_db()
    assert notify(deactivated, "Asia.", "/admin/") is None


def test_a_notice_is_told_in_the_readers_language_and_once() -> None:
    swedish = member()
    UserProfile.objects.create(user=swedish, preferred_language="sv")
    assert str(notify(swedish, gettext_lazy("Events"), "/admin/", once_key="a")) == "Evenemang"
    assert notify(swedish, gettext_lazy("Events"), "/admin/", once_key="a") is None


# --- Forgetting ----------------------------------------------------------------------------------------------------
def test_old_mails_are_forgotten_but_not_that_they_were_sent() -> None:
    old, keyed, waiting, fresh = (
        OutgoingMail.objects.create(to="anna@example.org", subject="Hei", created_at=NOW - 31 * DAY, **fields)
        for fields in ({"sent_at": NOW - 31 * DAY}, {"sent_at": NOW - 31 * DAY, "once_key": "a"}, {}, {"sent_at": NOW - 29 * DAY})
    )
    assert forget(NOW) == 1
    kept = dict(OutgoingMail.objects.values_list("pk", "to"))
    assert kept == {keyed.pk: "", waiting.pk: "anna@example.org", fresh.pk: "anna@example.org"}
    assert old.pk not in kept
    assert forget(NOW + 370 * DAY) == 2
    assert list(OutgoingMail.objects.values_list("pk", flat=True)) == [waiting.pk]


def test_old_notices_are_forgotten() -> None:
    who = member()
    old = noticed(who, "Asia.", NOW - 91 * DAY)
    new = noticed(who, "Asia.", NOW - 89 * DAY)
    forget(NOW)
    assert list(Notice.objects.values_list("pk", flat=True)) == [new.pk]
    assert old.pk != new.pk
