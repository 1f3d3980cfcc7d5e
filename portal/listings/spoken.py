"""When something happens, said in plain words: "tiistaisin klo 17–19", "kuukauden ensimmäinen torstai klo 18".

``parse`` never guesses. Each piece of a sentence is understood, or the whole sentence is refused with the piece and the reason:
a weekday without a time, "tiistaina" (which one?), a date that does not exist, "joka toinen" without a first date.
Sentences stand on lines of their own or between semicolons. Pure: the answer depends on the words and ``today`` only.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from portal.listings.rules import HELSINKI, Dates, Monthly, Rule, Season, Weekly
from portal.listings.schedule import Schedule
from portal.listings.spoken_dates import Hours, RefusedError, Why, hours, listed, one, season, time_of_day
from portal.listings.spoken_words import GROUPS, ITEM, NUMBERS, ORDINAL, ORDINALS, PHRASES, SINGLE, WEEKDAYS, WORD
from portal.listings.value import Value

__all__ = ["Refusal", "Spoken", "Why", "parse"]

_SENTENCE = re.compile(r"[^;\r\n]+")
_SAME = str.maketrans({"–": "-", "—": "-", "−": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\t": " ", "(": " ", ")": " "})
"""Signs that mean the same here, one for one, so that places in the text stay."""


class Refusal(Value):
    """A piece of the words that was not understood, as it was written, and why."""

    piece: str
    why: Why


class Spoken(Value):
    """What the words say. Sentences that were refused add nothing to the rules."""

    rules: tuple[Rule, ...] = ()
    seasons: tuple[Season, ...] = ()
    """When the weekly and monthly rules hold; a schedule's seasons hold for all of them."""
    refusals: tuple[Refusal, ...] = ()


@dataclass(slots=True)
class _Clause:
    """Days and their times; a sentence may have several ("ma klo 10–12, ke klo 14–16")."""

    begin: int
    end: int = 0
    days: tuple[int, ...] = ()
    single: bool = False
    nth: tuple[int, ...] = ()
    interval: int = 1
    parity: Literal["any", "odd", "even"] = "any"
    dates: tuple[dt.date, ...] = ()
    span: Dates | None = None
    times: tuple[Hours, ...] = ()

    @property
    def has_day(self) -> bool:
        return bool(self.days or self.dates or self.span)

    @property
    def is_said(self) -> bool:
        return bool(self.times and self.has_day) or self.span is not None


@dataclass(slots=True)
class _Sentence:
    text: str
    clauses: list[_Clause] = field(default_factory=list)
    since: dt.date | None = None
    until: dt.date | None = None
    is_range: bool = False
    is_season: bool = False


def parse(text: str, today: dt.date) -> Spoken:
    """What ``text`` says, seen from ``today`` (a Finnish day), sentence by sentence; a rule or season said twice is one."""
    rules: list[Rule] = []
    alone: list[Season] = []
    within: list[Season | None] = []
    refusals: list[Refusal] = []
    for match in _SENTENCE.finditer(text):
        said = match.group().strip(" \t-–•*")
        if not said:
            continue
        try:
            sentence = _read(said.translate(_SAME), today)
            found = list(_rules(sentence))
            when = _season(sentence, found)
            repeats = any(not isinstance(rule, Dates) for rule in found)
            if repeats and within and when != within[0]:
                raise RefusedError(said, Why.MIXED_SEASONS)  # a season would hold for the other sentences' times too
        except RefusedError as refused:
            refusals.append(Refusal(piece=_as_written(said, refused.piece), why=refused.why))
            continue
        rules += found
        if repeats:
            within.append(when)
        elif when is not None:
            alone.append(when)
    if alone and any(when not in {None, *alone} for when in within):
        refusals.append(Refusal(piece=text.strip(), why=Why.MIXED_SEASONS))
    seasons = [when for when in (*alone, *within) if when is not None]
    return Spoken(rules=tuple(dict.fromkeys(rules)), seasons=tuple(dict.fromkeys(seasons)), refusals=tuple(refusals))


def _as_written(said: str, piece: str) -> str:
    place = said.translate(_SAME).find(piece)
    return said[place : place + len(piece)] if place >= 0 else piece


def _read(text: str, today: dt.date) -> _Sentence:
    """The sentence cut into its phrases from left to right; every word must belong to one."""
    sentence = _Sentence(text)
    clause = _Clause(0)
    place, separated = 0, False
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        name, match = _phrase(text, place)
        begins = name in {"weekly", "monthly", "dates", "span"} or (separated and name in {"interval", "odd", "even", "times"})
        if begins and clause.is_said:
            sentence.clauses.append(clause)
            clause = _Clause(place)
        _take(name, match, sentence, clause, today)
        place, separated = match.end(), name == "separator"
        clause.end = place if not separated else clause.end
    if clause.end and (clause.has_day or clause.times or clause.interval > 1 or clause.parity != "any" or not sentence.clauses):
        sentence.clauses.append(clause)
    return sentence


def _phrase(text: str, place: int) -> tuple[str, re.Match[str]]:
    inside_word = place > 0 and text[place - 1].isalnum() and text[place].isalnum()
    for name, pattern in () if inside_word and text[place - 1].isalpha() == text[place].isalpha() else PHRASES:
        match = pattern.match(text, place)
        if match is not None and match.end() > place:
            return name, match
    unknown = re.compile(r"\S+").match(text, place)
    raise RefusedError(unknown.group() if unknown else text, Why.UNKNOWN)


def _take(name: str, match: re.Match[str], sentence: _Sentence, clause: _Clause, today: dt.date) -> None:
    """Note what a phrase says; what was said already is not said again in other words."""
    if name in {"separator", "filler"}:
        return
    taken = {
        "since": sentence.since is not None,
        "until": sentence.until is not None,
        "range": sentence.since is not None or sentence.until is not None,
        "times": bool(clause.times),
        "all_day": bool(clause.times),
        "interval": clause.interval > 1 or clause.parity != "any" or bool(clause.nth),
        "monthly": clause.has_day or clause.interval > 1,
        "odd": clause.interval > 1 or clause.parity != "any",
        "even": clause.interval > 1 or clause.parity != "any",
        "season": sentence.is_season,
    }
    if taken.get(name, clause.has_day):
        raise RefusedError(match.group(), Why.TWO_READINGS)
    if name == "season":
        sentence.is_season = True
    elif name == "since":
        sentence.since = one(match["date"], today)
    elif name == "until":
        sentence.until = one(match["date"], max(today, sentence.since or today))
    elif name == "range":
        when = season(match.group(), today)
        sentence.since, sentence.until, sentence.is_range = when.start, when.end, True
    elif name == "times":
        clause.times = hours(match.group())
    elif name == "all_day":
        clause.times = ((None, None),)
    elif name == "interval":
        clause.interval = _number(match.groupdict().get("every") or "2")
    elif name == "odd" or name == "even":
        clause.parity = "odd" if name == "odd" else "even"
    elif name == "dates":
        clause.dates = listed(match.group(), today)
    elif name == "span":
        clause.span = _span(match, today)
    else:
        days = match.group() if name == "weekly" else match["days"]
        clause.days = tuple(day for item in ITEM.finditer(days) for day in _days(item.group()))
        clause.single = any(word.lower() in SINGLE for word in WORD.findall(days))
        if name == "monthly":
            clause.nth = tuple(ORDINALS[found.group().lower()] for found in ORDINAL.finditer(match["nth"]))
            clause.interval = _number(match.groupdict().get("every") or "1")


def _number(word: str) -> int:
    word = word.lower().rstrip(".")
    return NUMBERS[word] if word in NUMBERS else int(word)


def _days(item: str) -> tuple[int, ...]:
    """Weekdays of one item of a list: a day, a group of days, or from a day to another, also over the weekend."""
    group = GROUPS.get(" ".join(item.lower().split()))
    if group is not None:
        return group
    words = [word.lower() for word in WORD.findall(item)]
    first, last = WEEKDAYS[words[0]], WEEKDAYS[words[-1]]
    return tuple((first - 1 + step) % 7 + 1 for step in range((last - first) % 7 + 1))


def _span(match: re.Match[str], today: dt.date) -> Dates:
    """From a time on one day to a time on a later one, as a camp is."""
    when = season(f"{match['first']}-{match['last']}", today)
    if when.start is None or when.end is None or when.start == when.end:
        raise RefusedError(match.group(), Why.BACKWARDS)
    start, end = time_of_day(match["start"]), time_of_day(match["end"], ends=True)
    return Dates(dates=(when.start,), last=when.end, start=start, end=end)


def _rules(sentence: _Sentence) -> Iterator[Rule]:
    for clause in sentence.clauses:
        piece = sentence.text[clause.begin : clause.end]
        _check(clause, sentence, piece)
        if clause.span is not None:
            yield clause.span
        elif clause.dates:
            yield from (Dates(dates=clause.dates, start=start, end=end) for start, end in clause.times)
        elif not clause.days:
            if sentence.is_range and clause.times and sentence.since is not None:
                yield Dates(dates=(sentence.since,), last=sentence.until)
        else:
            yield from (_repeating(clause, sentence, start, end) for start, end in clause.times)


def _check(clause: _Clause, sentence: _Sentence, piece: str) -> None:
    special = bool(clause.nth) or clause.interval > 1 or clause.parity != "any"
    bounded = sentence.since is not None or sentence.until is not None
    why: Why | None = None
    if clause.dates or clause.span is not None:
        if special or (bounded and not any(other.days for other in sentence.clauses)):
            why = Why.TWO_READINGS
        elif clause.span is None and not clause.times:
            why = Why.NO_TIME
        elif clause.span is not None and clause.times:
            why = Why.TWO_READINGS
    elif not clause.days:
        if sentence.is_season and bounded and not clause.times and not special:
            return
        all_day = clause.times == ((None, None),) and not special and len(sentence.clauses) == 1
        if sentence.is_range and not all_day:
            why = Why.RANGE_WITHOUT_DAYS
        elif not sentence.is_range:
            why = Why.NO_DAY
    elif not clause.times:
        why = Why.NO_TIME
    elif clause.single and not special:
        why = Why.ONCE_OR_WEEKLY
    elif clause.nth and clause.parity != "any":
        why = Why.TWO_READINGS
    if why is not None:
        raise RefusedError(piece, why)


def _repeating(clause: _Clause, sentence: _Sentence, start: dt.time | None, end: dt.time | None) -> Weekly | Monthly:
    anchor = sentence.since if clause.interval > 1 else None
    if clause.interval > 1 and anchor is None:
        raise RefusedError(sentence.text, Why.FIRST_MISSING)
    rule: Weekly | Monthly
    if clause.nth:
        rule = Monthly(weekdays=clause.days, nth=clause.nth, interval=clause.interval, anchor=anchor, start=start, end=end)
    else:
        rule = Weekly(weekdays=clause.days, interval=clause.interval, parity=clause.parity, anchor=anchor, start=start, end=end)
    if anchor is not None and _first_day(rule, anchor) != anchor:
        raise RefusedError(sentence.text, Why.FIRST_NOT_THAT_DAY)
    return rule


def _first_day(rule: Weekly | Monthly, anchor: dt.date) -> dt.date | None:
    """The first day of a rule that begins in its anchor's week or month."""
    before = dt.datetime.combine(anchor - dt.timedelta(days=31), dt.time(), HELSINKI)
    first = Schedule(rules=(rule,), closed_on_holidays=False).next_occurrences(before, 1)
    return first[0].start.date() if first else None


def _season(sentence: _Sentence, rules: list[Rule]) -> Season | None:
    """The season a sentence sets. A first date alone that a rule is counted from begins that rule, and is no season."""
    if sentence.since is None and sentence.until is None:
        return None
    repeating = [rule for rule in rules if not isinstance(rule, Dates)]
    if rules and not repeating:
        return None  # the range was a date that goes on for several days
    if sentence.until is None and repeating and all(rule.interval > 1 for rule in repeating):
        return None
    if sentence.since is not None and sentence.until is not None and sentence.until < sentence.since:
        raise RefusedError(sentence.text, Why.BACKWARDS)
    return Season(start=sentence.since, end=sentence.until)
