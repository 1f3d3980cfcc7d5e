"""Times in words, in the three languages of the portal."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import pytest
from django.utils import translation

from portal.content.wording import (
    OpenStateKind,
    occurrence_in_words,
    old_times_in_words,
    open_state,
    schedule_in_words,
    status_in_words,
)
from portal.listings.kinds import EventStatus
from portal.listings.schedule import HELSINKI, Dates, Monthly, Occurrence, Rule, Schedule, ScheduleException, Season, Weekly

NOW = dt.datetime(2026, 11, 24, 12, tzinfo=HELSINKI)
NINE, ELEVEN = dt.time(9), dt.time(11)


Said = TypeVar("Said")


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> dt.datetime:
    return dt.datetime(year, month, day, hour, minute, tzinfo=HELSINKI)


def occurrence(start: dt.datetime, end: dt.datetime | None, **fields: Any) -> Occurrence:
    return Occurrence(key="2026-11-25T09:00", start=start, end=end, **fields)


def exception(kind: str, date: dt.date, **fields: Any) -> ScheduleException:
    return ScheduleException.model_validate({"kind": kind, "date": date, **fields})


def in_languages(told: Callable[[], Said]) -> tuple[Said, Said, Said]:
    """What a function says in English, Finnish and Swedish."""
    said = []
    for language in ("en", "fi", "sv"):
        with translation.override(language):
            said.append(told())
    return said[0], said[1], said[2]


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        occurrence_in_words(occurrence(at(11, 25, 9), None), NOW.replace(tzinfo=None))
    with pytest.raises(ValueError, match="time zone"):
        open_state(Schedule(), NOW.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("value", "english", "finnish", "swedish"),
    [
        (
            occurrence(at(11, 24, 16, 30), at(11, 24, 18, 30)),
            "today 16:30–18:30",
            "tänään klo 16.30–18.30",
            "i dag kl. 16.30–18.30",
        ),
        (
            occurrence(at(11, 25, 9), at(11, 25, 11)),
            "tomorrow Wed 25 Nov 9:00–11:00",
            "huomenna ke 25.11. klo 9–11",
            "i morgon ons 25.11 kl. 9–11",
        ),
        (occurrence(at(12, 2, 9), at(12, 2, 11, 30)), "Wed 2 Dec 9:00–11:30", "ke 2.12. klo 9–11.30", "ons 2.12 kl. 9–11.30"),
        (
            occurrence(at(1, 6, 18, year=2027), None),
            "Wed 6 Jan 2027 from 18:00",
            "ke 6.1.2027 klo 18 alkaen",
            "ons 6.1.2027 från kl. 18",
        ),
        (occurrence(at(12, 4, 18), at(12, 5)), "Fri 4 Dec 18:00–24:00", "pe 4.12. klo 18–24", "fre 4.12 kl. 18–24"),
        (occurrence(at(12, 4, 20), at(12, 5, 2)), "Fri 4 Dec 20:00–2:00", "pe 4.12. klo 20–2", "fre 4.12 kl. 20–2"),
        (
            occurrence(at(11, 24), at(11, 25), all_day=True),
            "today all day",
            "tänään koko päivän",
            "i dag hela dagen",
        ),
        (
            occurrence(at(12, 30), at(1, 3, year=2027), all_day=True),
            "Wed 30 Dec – Sat 2 Jan 2027",
            "ke 30.12. – la 2.1.2027",
            "ons 30.12 – lör 2.1.2027",
        ),
        (
            occurrence(at(11, 27, 18), at(11, 29, 12)),
            "Fri 27 Nov 18:00 – Sun 29 Nov 12:00",
            "pe 27.11. klo 18 – su 29.11. klo 12",
            "fre 27.11 kl. 18 – sön 29.11 kl. 12",
        ),
    ],
)
def test_when_an_occurrence_is(value: Occurrence, english: str, finnish: str, swedish: str) -> None:
    assert in_languages(lambda: occurrence_in_words(value, NOW)) == (english, finnish, swedish)


def test_today_is_the_day_in_finland_whatever_zone_now_is_in() -> None:
    late = dt.datetime(2026, 11, 24, 22, 30, tzinfo=dt.UTC)
    with translation.override("en"):
        assert occurrence_in_words(occurrence(at(11, 25, 9), None), late) == "today from 9:00"


@dataclass(frozen=True)
class Row:
    """An occurrence as a database gives it: in UTC, its status a plain text."""

    start: dt.datetime = dt.datetime(2026, 11, 25, 22, tzinfo=dt.UTC)
    end: dt.datetime | None = dt.datetime(2026, 11, 26, 22, tzinfo=dt.UTC)
    all_day: bool = True
    status: str = "moved"
    note: str = ""
    moved_from: dt.datetime | None = dt.datetime(2026, 11, 23, 22, tzinfo=dt.UTC)


def test_a_row_in_utc_is_told_in_finnish_time() -> None:
    with translation.override("en"):
        assert occurrence_in_words(Row(), NOW) == "Thu 26 Nov all day"
        assert status_in_words(Row()) == "moved, was Tue 24 Nov"


def test_what_is_cancelled_or_moved_is_told_apart() -> None:
    cancelled = occurrence(at(11, 25, 9), at(11, 25, 11), status=EventStatus.CANCELLED, note="Illness")
    moved = occurrence(at(11, 26, 9), at(11, 26, 11), status=EventStatus.MOVED, moved_from=at(11, 25, 9, 30))
    assert in_languages(lambda: status_in_words(cancelled)) == ("cancelled: Illness", "peruttu: Illness", "inställt: Illness")
    assert in_languages(lambda: status_in_words(moved)) == (
        "moved, was Wed 25 Nov 9:30",
        "siirretty, oli alun perin ke 25.11. klo 9.30",
        "flyttat, var ursprungligen ons 25.11 kl. 9.30",
    )
    with translation.override("en"):
        assert status_in_words(occurrence(at(11, 25, 9), None)) == ""
        assert status_in_words(occurrence(at(11, 25, 9), None, note="Bring a mat")) == "Bring a mat"


@pytest.mark.parametrize(
    ("rule", "english", "finnish", "swedish"),
    [
        (Weekly(weekdays=(3,), start=NINE, end=ELEVEN), "on Wednesdays 9:00–11:00", "keskiviikkoisin klo 9–11", "på onsdagar kl. 9–11"),
        (
            Weekly(weekdays=(1, 4), start=NINE),
            "on Mondays and Thursdays from 9:00",
            "maanantaisin ja torstaisin klo 9 alkaen",
            "på måndagar och torsdagar från kl. 9",
        ),
        (
            Weekly(weekdays=(1, 2, 3, 4, 5), start=dt.time(13), end=dt.time(16, 30)),
            "Mon–Fri 13:00–16:30",
            "ma–pe klo 13–16.30",
            "mån–fre kl. 13–16.30",
        ),
        (Weekly(weekdays=tuple(range(1, 8)), start=NINE, end=ELEVEN), "every day 9:00–11:00", "joka päivä klo 9–11", "varje dag kl. 9–11"),
        (
            Weekly(weekdays=(3,), parity="even", start=dt.time(16), end=dt.time(18)),
            "on Wednesdays of even weeks 16:00–18:00",
            "parillisten viikkojen keskiviikkoisin klo 16–18",
            "på onsdagar i jämna veckor kl. 16–18",
        ),
        (
            Weekly(weekdays=(6,), interval=2, anchor=dt.date(2026, 9, 5), start=NINE, end=ELEVEN),
            "every other week on Saturdays 9:00–11:00",
            "joka toinen viikko lauantaisin klo 9–11",
            "varannan vecka på lördagar kl. 9–11",
        ),
        (
            Weekly(weekdays=(7,), interval=3, anchor=dt.date(2026, 9, 6)),
            "every 3 weeks on Sundays all day",
            "3 viikon välein sunnuntaisin koko päivän",
            "med 3 veckors mellanrum på söndagar hela dagen",
        ),
        (
            Monthly(weekdays=(2,), nth=(1,), start=dt.time(17), end=dt.time(19)),
            "on the first Tuesday of the month 17:00–19:00",
            "kuukauden ensimmäisenä tiistaina klo 17–19",
            "den första tisdagen i månaden kl. 17–19",
        ),
        (
            Monthly(weekdays=(5,), nth=(2, -1), interval=2, anchor=dt.date(2026, 9, 1), start=NINE),
            "on the second and last Friday of every other month from 9:00",
            "joka toisen kuukauden toisena ja viimeisenä perjantaina klo 9 alkaen",
            "den andra och sista fredagen varannan månad från kl. 9",
        ),
        (
            Dates(dates=(dt.date(2026, 11, 25), dt.date(2026, 12, 2), dt.date(2027, 1, 7)), start=NINE, end=ELEVEN),
            "Wed 25 Nov, Wed 2 Dec 2026, Thu 7 Jan 2027 9:00–11:00",
            "ke 25.11., ke 2.12.2026, to 7.1.2027 klo 9–11",
            "ons 25.11, ons 2.12.2026, tors 7.1.2027 kl. 9–11",
        ),
        (
            Dates(dates=(dt.date(2026, 7, 6),), last=dt.date(2026, 7, 12), start=dt.time(18), end=dt.time(12)),
            "Mon 6 Jul 18:00 – Sun 12 Jul 2026 12:00",
            "ma 6.7. klo 18 – su 12.7.2026 klo 12",
            "mån 6.7 kl. 18 – sön 12.7.2026 kl. 12",
        ),
    ],
)
def test_rules_as_sentences(rule: Rule, english: str, finnish: str, swedish: str) -> None:
    schedule = Schedule(rules=(rule,), closed_on_holidays=False)
    assert in_languages(lambda: schedule_in_words(schedule)) == ([english], [finnish], [swedish])


FULL = Schedule(
    rules=(Weekly(weekdays=(3,), start=NINE, end=ELEVEN),),
    seasons=(
        Season(start=dt.date(2026, 1, 7), end=dt.date(2026, 5, 31)),
        Season(start=dt.date(2026, 9, 1), end=dt.date(2026, 11, 30)),
        Season(start=dt.date(2027, 1, 13), name="Kevät 2027"),
    ),
    exceptions=(
        exception("closed", dt.date(2026, 10, 19), last=dt.date(2026, 10, 25)),
        exception("closed", dt.date(2026, 12, 21), last=dt.date(2027, 1, 3), note="Loma"),
        exception("cancelled", dt.date(2026, 11, 25), at=NINE),
        exception("moved", dt.date(2026, 12, 2), new_date=dt.date(2026, 12, 3), start=dt.time(10)),
        exception("extra", dt.date(2026, 12, 5), start=dt.time(10), end=dt.time(12)),
    ),
    by_appointment=True,
    text="Kahvia tarjolla.",
)


def test_everything_that_is_still_ahead_is_told_and_what_is_over_is_not() -> None:
    english, finnish, _ = in_languages(lambda: schedule_in_words(FULL, dt.date(2026, 11, 24)))
    assert english == [
        "on Wednesdays 9:00–11:00",
        "by appointment",
        "season 1 Sep – 30 Nov 2026",
        "Kevät 2027: from 13 Jan 2027",
        "not on public holidays",
        "closed 21 Dec 2026 – 3 Jan 2027 (Loma)",
        "cancelled Wed 25 Nov 2026 9:00",
        "Wed 2 Dec 2026 moved: now Thu 3 Dec 2026 10:00",
        "also Sat 5 Dec 2026 10:00–12:00",
        "Kahvia tarjolla.",
    ]
    assert finnish == [
        "keskiviikkoisin klo 9–11",
        "ajanvarauksella",
        "kausi 1.9.–30.11.2026",
        "Kevät 2027: 13.1.2027 alkaen",
        "ei pyhäpäivinä",
        "suljettu 21.12.2026–3.1.2027 (Loma)",
        "peruttu ke 25.11.2026 klo 9",
        "ke 2.12.2026 siirretty: nyt to 3.12.2026 klo 10",
        "lisäksi la 5.12.2026 klo 10–12",
        "Kahvia tarjolla.",
    ]


def test_without_a_day_everything_is_told() -> None:
    with translation.override("en"):
        assert len(schedule_in_words(FULL)) == len(schedule_in_words(FULL, dt.date(2026, 11, 24))) + 2


def test_round_the_clock_in_words() -> None:
    assert in_languages(lambda: schedule_in_words(Schedule(round_the_clock=True))) == (
        ["round the clock"],
        ["ympäri vuorokauden"],
        ["dygnet runt"],
    )


@pytest.mark.parametrize(
    ("schedule", "told"),
    [
        (Schedule(text="Torstaisin klo 9–12", as_of=dt.date(2018, 10, 1)), "Torstaisin klo 9–12 (2018)"),
        (Schedule(text="Torstaisin klo 9–12 (syksy 2018)", as_of=dt.date(2018, 10, 1)), "Torstaisin klo 9–12 (syksy 2018)"),
        (Schedule(text="Puh. 20181 klo 9", as_of=dt.date(2018, 1, 1)), "Puh. 20181 klo 9 (2018)"),
        (Schedule(text="Ma–pe klo 13–16.30 (2016)", as_of=dt.date(2018, 4, 30)), "Ma–pe klo 13–16.30 (2016)"),
        (Schedule(text="Perjantaisin", check=True), "Perjantaisin"),
        (
            Schedule(
                rules=(Weekly(weekdays=(3,), parity="even", start=dt.time(16), end=dt.time(18)),), as_of=dt.date(2022, 1, 1), check=True
            ),
            "on Wednesdays of even weeks 16:00–18:00 (2022)",
        ),
        (Schedule(as_of=dt.date(2022, 1, 1)), ""),
    ],
)
def test_old_times_carry_their_year_once(schedule: Schedule, told: str) -> None:
    with translation.override("en"):
        assert old_times_in_words(schedule) == told


OFFICE = Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5), start=NINE, end=dt.time(16)),))
NIGHTS = Schedule(rules=(Weekly(weekdays=tuple(range(1, 8)), start=dt.time(20), end=dt.time(2)),))


@pytest.mark.parametrize(
    ("schedule", "moment", "state", "english", "finnish"),
    [
        (OFFICE, at(11, 24, 12), OpenStateKind.OPEN, "open now, closes 16:00", "auki nyt, sulkeutuu klo 16"),
        (OFFICE, at(11, 24, 8), OpenStateKind.CLOSED, "closed, opens today 9:00", "suljettu, aukeaa tänään klo 9"),
        (
            OFFICE,
            at(11, 24, 16),
            OpenStateKind.CLOSED,
            "closed, opens tomorrow Wed 25 Nov 9:00",
            "suljettu, aukeaa huomenna ke 25.11. klo 9",
        ),
        (OFFICE, at(12, 23, 17), OpenStateKind.CLOSED, "closed, opens Mon 28 Dec 9:00", "suljettu, aukeaa ma 28.12. klo 9"),
        (NIGHTS, at(11, 24, 23), OpenStateKind.OPEN, "open now, closes 2:00", "auki nyt, sulkeutuu klo 2"),
        (Schedule(round_the_clock=True), at(12, 24, 3), OpenStateKind.ALWAYS, "open round the clock", "auki ympäri vuorokauden"),
        (Schedule(text="Tiistaisin"), at(11, 24, 12), OpenStateKind.UNKNOWN, "opening times not known", "aukioloajat eivät ole tiedossa"),
        (Schedule(by_appointment=True), at(11, 24, 12), OpenStateKind.UNKNOWN, "by appointment", "ajanvarauksella"),
        (
            OFFICE.model_copy(update={"as_of": dt.date(2022, 1, 1)}),
            at(11, 24, 12),
            OpenStateKind.UNKNOWN,
            "opening times not known",
            "aukioloajat eivät ole tiedossa",
        ),
        (
            Schedule(rules=(Weekly(weekdays=(2,), start=NINE),)),
            at(11, 24, 12),
            OpenStateKind.UNKNOWN,
            "began today, from 9:00",
            "alkoi tänään, klo 9 alkaen",
        ),
        (
            Schedule(rules=(Dates(dates=(dt.date(2026, 11, 24),)),)),
            at(11, 24, 12),
            OpenStateKind.OPEN,
            "open now, until midnight",
            "auki nyt, keskiyöhön asti",
        ),
        (Schedule(rules=(Dates(dates=(dt.date(2026, 11, 1),)),)), at(11, 24, 12), OpenStateKind.CLOSED, "closed", "suljettu"),
        (
            Schedule(rules=(Dates(dates=(dt.date(2026, 11, 24),), last=dt.date(2026, 11, 26)),)),
            at(11, 24, 12),
            OpenStateKind.OPEN,
            "open now, closes Thu 26 Nov 24:00",
            "auki nyt, sulkeutuu to 26.11. klo 24",
        ),
    ],
)
def test_open_or_not(schedule: Schedule, moment: dt.datetime, state: OpenStateKind, english: str, finnish: str) -> None:
    with translation.override("en"):
        told = open_state(schedule, moment)
    assert (told.state, told.text) == (state, english)
    with translation.override("fi"):
        assert open_state(schedule, moment).text == finnish


def test_hours_that_follow_each_other_close_once_and_a_cancelled_one_does_not_open() -> None:
    split = Schedule(rules=(Weekly(weekdays=(2,), start=NINE, end=dt.time(12)), Weekly(weekdays=(2,), start=dt.time(12), end=dt.time(15))))
    assert open_state(split, at(11, 24, 10)).changes == at(11, 24, 15)
    cancelled = split.model_copy(update={"exceptions": (exception("cancelled", dt.date(2026, 12, 1)),)})
    assert open_state(cancelled, at(11, 25, 10)).changes == at(12, 8, 9)
