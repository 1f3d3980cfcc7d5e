"""Times said in plain words: what is understood, and what is refused instead of guessed."""

import datetime as dt

import pytest
from django.utils import translation

from portal.content.wording import schedule_in_words
from portal.listings.schedule import HELSINKI, Dates, Monthly, Rule, Schedule, Season, Weekly
from portal.listings.spoken import Refusal, Why, parse

TODAY = dt.date(2026, 11, 22)


def at(text: str) -> dt.time:
    return dt.time.fromisoformat(text)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


REFUSED = [
    ("17-19", Why.NO_DAY, "17-19"),
    ("klo 17", Why.NO_DAY, "klo 17"),
    ("tiistaisin", Why.NO_TIME, "tiistaisin"),
    ("24.11.2026", Why.NO_TIME, "24.11.2026"),
    ("30.2. klo 10", Why.BAD_DATE, "30.2."),
    ("32.1.2027 klo 10", Why.BAD_DATE, "32.1.2027"),
    ("5.12.2150 klo 10", Why.BAD_DATE, "5.12.2150"),
    ("ti 25.11.2026 klo 10", Why.WRONG_WEEKDAY, "ti 25.11.2026"),
    ("tiistaisin klo 19–17", Why.END_BEFORE_START, "klo 19–17"),
    ("tiistaisin klo 17-17", Why.END_BEFORE_START, "klo 17-17"),
    ("pe klo 22-02", Why.END_BEFORE_START, "klo 22-02"),
    ("tiistaisin klo 25", Why.BAD_TIME, "klo 25"),
    ("tiistaisin klo 17.75-19", Why.BAD_TIME, "17.75"),
    ("ti klo 24-2", Why.BAD_TIME, "24"),
    ("ti 9.10-10.10", Why.TIME_OR_DATE, "9.10-10.10"),
    ("tiistaina klo 17", Why.ONCE_OR_WEEKLY, "tiistaina klo 17"),
    ("joka toinen tiistai klo 17", Why.FIRST_MISSING, "joka toinen tiistai klo 17"),
    ("joka toinen ti klo 17 alkaen 2.9.2026", Why.FIRST_NOT_THAT_DAY, "joka toinen ti klo 17 alkaen 2.9.2026"),
    ("15.12.2026–1.9.2026 tiistaisin klo 17", Why.BACKWARDS, "15.12.2026–1.9.2026"),
    ("1.9.–15.12.2026 klo 17", Why.RANGE_WITHOUT_DAYS, "1.9.–15.12.2026 klo 17"),
    ("ti ke klo 10", Why.TWO_READINGS, "ke"),
    ("ma klo 17 klo 18", Why.TWO_READINGS, "klo 18"),
    ("tiistaisin 24.11. klo 17", Why.TWO_READINGS, "24.11."),
    ("joka toinen viikko kuukauden ensimmäinen torstai klo 9", Why.TWO_READINGS, "kuukauden ensimmäinen torstai"),
    ("ma klo 10; 1.9.–15.12.2026 ti klo 17", Why.MIXED_SEASONS, "1.9.–15.12.2026 ti klo 17"),
    ("ei tiistaisin klo 17", Why.UNKNOWN, "ei"),
    ("tiistaisin klo 17 paitsi jouluna", Why.UNKNOWN, "paitsi"),
    ("ma tai ti klo 9", Why.UNKNOWN, "tai"),
    ("ti 17", Why.UNKNOWN, "17"),
    ("ti 5.12", Why.UNKNOWN, "5.12"),
    ("24.11.26 klo 17", Why.UNKNOWN, "24.11.26"),
    ("Tuesdays 5 pm", Why.UNKNOWN, "5"),
    ("Mondays 17:00 to 19:00", Why.UNKNOWN, "17:00"),
    ("kuukauden kuudes torstai klo 9", Why.UNKNOWN, "kuukauden"),
    ("joka kolmas torstai klo 9 alkaen 3.12.2026", Why.UNKNOWN, "kolmas"),
    ("<b>ti</b> klo 9", Why.UNKNOWN, "<b>ti</b>"),
]

TUESDAY = Weekly(weekdays=(2,), start=at("17:00"), end=at("19:00"))
ODD = Weekly(weekdays=(4,), parity="odd", start=at("18:00"))
OFFICE = (1, 2, 3, 4, 5)
FIRST_AND_THIRD = Monthly(weekdays=(4,), nth=(1, 3), start=at("18:00"), end=at("19:30"))
ADVENT = Dates(dates=(day("2026-12-05"), day("2026-12-12"), day("2026-12-19")), start=at("10:00"), end=at("12:00"))
ONCE = Dates(dates=(day("2026-11-24"),), start=at("17:00"), end=at("19:00"))

UNDERSTOOD: list[tuple[str, list[Rule]]] = [
    ("tiistaisin klo 17-19", [TUESDAY]),
    ("Tiistaisin kello 17.00 – 19.00.", [TUESDAY]),
    ("joka tiistai klo17–klo 19", [TUESDAY]),
    ("klo 17–19 tiistaisin", [TUESDAY]),
    ("TI: 17-19", [TUESDAY]),
    ("kokoontuu tiistaisin 17:00-19:00", [TUESDAY]),
    ("tiistaisin klo 17–19\n– tiistaisin klo 17–19; \r\n", [TUESDAY]),
    ("tisdagar kl. 17–19", [TUESDAY]),
    ("varje tisdag kl 17-19", [TUESDAY]),
    ("Tuesdays 17-19", [TUESDAY]),
    ("every Tuesday at 17:00–19:00", [TUESDAY]),
    ("maanantaisin klo 9", [Weekly(weekdays=(1,), start=at("09:00"))]),
    ("maanantaisin klo 9 alkaen", [Weekly(weekdays=(1,), start=at("09:00"))]),
    ("perjantaisin klo 18–24", [Weekly(weekdays=(5,), start=at("18:00"), end=at("00:00"))]),
    ("sunnuntaisin koko päivän", [Weekly(weekdays=(7,))]),
    ("sunnuntaisin klo 3.30–4.30", [Weekly(weekdays=(7,), start=at("03:30"), end=at("04:30"))]),
    ("ma-pe 9-15", [Weekly(weekdays=OFFICE, start=at("09:00"), end=at("15:00"))]),
    ("maanantaista perjantaihin klo 9–15", [Weekly(weekdays=OFFICE, start=at("09:00"), end=at("15:00"))]),
    ("Monday to Friday 9:00-15:00", [Weekly(weekdays=OFFICE, start=at("09:00"), end=at("15:00"))]),
    ("arkisin 8-16", [Weekly(weekdays=OFFICE, start=at("08:00"), end=at("16:00"))]),
    ("vardagar kl. 8–16", [Weekly(weekdays=OFFICE, start=at("08:00"), end=at("16:00"))]),
    ("ma ja ke klo 10-12", [Weekly(weekdays=(1, 3), start=at("10:00"), end=at("12:00"))]),
    ("ma, ke ja pe klo 10-12", [Weekly(weekdays=(1, 3, 5), start=at("10:00"), end=at("12:00"))]),
    ("su–ti 10–12", [Weekly(weekdays=(1, 2, 7), start=at("10:00"), end=at("12:00"))]),
    ("joka päivä klo 10–12", [Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=at("10:00"), end=at("12:00"))]),
    (
        "ma klo 10–12 ja 14–16",
        [Weekly(weekdays=(1,), start=at("10:00"), end=at("12:00")), Weekly(weekdays=(1,), start=at("14:00"), end=at("16:00"))],
    ),
    ("tiistaisin klo 17–19 ja 24.11.2026 klo 17–19", [TUESDAY, ONCE]),
    ("tiistaisin klo 17–19, kuukauden 1. ja 3. torstai klo 18–19.30", [TUESDAY, FIRST_AND_THIRD]),
    ("parittomien viikkojen torstait klo 18", [ODD]),
    ("torstaisin klo 18 parittomilla viikoilla", [ODD]),
    ("parillisina viikkoina torstaina klo 18", [Weekly(weekdays=(4,), parity="even", start=at("18:00"))]),
    (
        "joka toinen keskiviikko 9.30–11 alkaen 2.9.2026",
        [Weekly(weekdays=(3,), interval=2, anchor=day("2026-09-02"), start=at("09:30"), end=at("11:00"))],
    ),
    (
        "2.12. alkaen joka toinen viikko keskiviikkoisin klo 9",
        [Weekly(weekdays=(3,), interval=2, anchor=day("2026-12-02"), start=at("09:00"))],
    ),
    (
        "kolmen viikon välein torstaisin klo 9 alkaen 7.1.2027",
        [Weekly(weekdays=(4,), interval=3, anchor=day("2027-01-07"), start=at("09:00"))],
    ),
    ("kuukauden ensimmäinen ja kolmas torstai klo 18-19.30", [FIRST_AND_THIRD]),
    ("joka kuukauden viimeinen maanantai klo 18", [Monthly(weekdays=(1,), nth=(-1,), start=at("18:00"))]),
    ("first Thursday of the month at 18:00", [Monthly(weekdays=(4,), nth=(1,), start=at("18:00"))]),
    (
        "joka toisen kuukauden ensimmäinen torstai klo 18 alkaen 3.12.2026",
        [Monthly(weekdays=(4,), nth=(1,), interval=2, anchor=day("2026-12-03"), start=at("18:00"))],
    ),
    ("24.11.2026 klo 17-19", [ONCE]),
    ("tiistaina 24.11. klo 17–19", [ONCE]),
    ("5.12., 12.12. ja 19.12. klo 10-12", [ADVENT]),
    # The next such date from today: today itself counts, yesterday's is next year's, a leap day waits.
    ("22.11. klo 10", [Dates(dates=(day("2026-11-22"),), start=at("10:00"))]),
    ("21.11. klo 10", [Dates(dates=(day("2027-11-21"),), start=at("10:00"))]),
    ("29.2. klo 10", [Dates(dates=(day("2028-02-29"),), start=at("10:00"))]),
    ("30.12. ja 6.1. klo 10", [Dates(dates=(day("2026-12-30"), day("2027-01-06")), start=at("10:00"))]),
    ("2.2. ja 9.2.2028 klo 10", [Dates(dates=(day("2028-02-02"), day("2028-02-09")), start=at("10:00"))]),
    ("30.12.2027 ja 6.1. klo 10", [Dates(dates=(day("2027-12-30"), day("2028-01-06")), start=at("10:00"))]),
    (
        "pe 4.6. klo 18 – su 6.6.2027 klo 12",
        [Dates(dates=(day("2027-06-04"),), last=day("2027-06-06"), start=at("18:00"), end=at("12:00"))],
    ),
    ("30.12.–2.1. koko päivän", [Dates(dates=(day("2026-12-30"),), last=day("2027-01-02"))]),
]

SEASONS = [
    ("1.9.–15.12.2026 tiistaisin klo 17-19", "2026-09-01", "2026-12-15"),
    ("tiistaisin klo 17–19 1.9.-15.12.2026", "2026-09-01", "2026-12-15"),
    ("1.–15.12. tiistaisin klo 17–19", "2026-12-01", "2026-12-15"),
    ("1.9.–31.5. tiistaisin klo 17–19", "2026-09-01", "2027-05-31"),
    ("7.1.–31.5. tiistaisin klo 17–19", "2027-01-07", "2027-05-31"),
    ("1.9.2027–31.5. tiistaisin klo 17–19", "2027-09-01", "2028-05-31"),
    ("tiistaisin klo 17–19 alkaen 1.12.", "2026-12-01", None),
    ("tiistaisin klo 17–19 15.12. asti", None, "2026-12-15"),
    ("tiistaisin klo 17–19\nkausi 1.9.–15.12.2026", "2026-09-01", "2026-12-15"),
]


@pytest.mark.parametrize(("words", "why", "piece"), REFUSED)
def test_what_is_not_clear_is_refused_by_its_piece(words: str, why: Why, piece: str) -> None:
    assert parse(words, TODAY).refusals == (Refusal(piece=piece, why=why),)


@pytest.mark.parametrize(("words", "why", "piece"), REFUSED)
def test_a_refused_sentence_takes_no_other_with_it(words: str, why: Why, piece: str) -> None:
    said = parse(f"sunnuntaisin klo 8\n{words}", TODAY)
    assert said.rules[0] == Weekly(weekdays=(7,), start=at("08:00"))
    assert Refusal(piece=piece, why=why) in said.refusals


@pytest.mark.parametrize(("words", "rules"), UNDERSTOOD)
def test_what_is_clear_becomes_rules(words: str, rules: list[Rule]) -> None:
    said = parse(words, TODAY)
    assert said.refusals == ()
    assert list(said.rules) == rules
    assert said.seasons == ()


@pytest.mark.parametrize(("words", "start", "end"), SEASONS)
def test_from_a_day_to_a_day_is_a_season(words: str, start: str | None, end: str | None) -> None:
    said = parse(words, TODAY)
    assert said.refusals == ()
    assert said.rules == (TUESDAY,)
    assert said.seasons == (Season(start=start and day(start), end=end and day(end)),)


@pytest.mark.parametrize("words", ["", " \n ;; \r\n", "–"])
def test_nothing_said_is_nothing(words: str) -> None:
    said = parse(words, TODAY)
    assert (said.rules, said.seasons, said.refusals) == ((), (), ())


def test_every_other_week_is_counted_from_its_first_date_within_its_season() -> None:
    said = parse("1.9.–15.12.2026 joka toinen tiistai klo 17", TODAY)
    assert said.rules == (Weekly(weekdays=(2,), interval=2, anchor=day("2026-09-01"), start=at("17:00")),)
    assert said.seasons == (Season(start=day("2026-09-01"), end=day("2026-12-15")),)


def test_a_time_that_the_spring_change_skips_slides_an_hour() -> None:
    schedule = Schedule(rules=parse("28.3.2027 klo 3.30–4.30", TODAY).rules)
    (only,) = schedule.next_occurrences(dt.datetime(2027, 3, 1, tzinfo=HELSINKI), 5)
    assert only.start.isoformat() == "2027-03-28T04:30:00+03:00"


def test_the_same_time_is_said_before_and_after_the_autumn_change() -> None:
    schedule = Schedule(rules=parse("sunnuntaisin klo 17", TODAY).rules)
    before, after = schedule.next_occurrences(dt.datetime(2026, 10, 18, tzinfo=HELSINKI), 2)
    assert (before.start.isoformat(), after.start.isoformat()) == ("2026-10-18T17:00:00+03:00", "2026-10-25T17:00:00+02:00")


@pytest.mark.parametrize(
    "schedule",
    [
        Schedule(rules=(TUESDAY,)),
        Schedule(rules=(ODD, FIRST_AND_THIRD)),
        Schedule(rules=(ADVENT, ONCE)),
        Schedule(rules=(Weekly(weekdays=OFFICE, start=at("09:30"), end=at("00:00")), Weekly(weekdays=(6, 7)))),
        Schedule(rules=(Weekly(weekdays=(1, 2, 3, 4, 5, 6, 7), start=at("10:00")), Monthly(weekdays=(1, 2), nth=(-1,)))),
        Schedule(rules=(TUESDAY,), seasons=(Season(start=day("2026-09-01"), end=day("2026-12-15")), Season(start=day("2027-01-07")))),
        Schedule(rules=(Dates(dates=(day("2027-06-04"),), last=day("2027-06-06"), start=at("18:00"), end=at("12:00")),)),
    ],
)
def test_what_the_portal_tells_is_understood(schedule: Schedule) -> None:
    with translation.override("fi"):
        told = schedule_in_words(schedule.model_copy(update={"closed_on_holidays": False}), TODAY)
    said = parse("\n".join(told), TODAY)
    assert said.refusals == ()
    assert (said.rules, said.seasons) == (schedule.rules, schedule.seasons)
