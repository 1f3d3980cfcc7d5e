"""The words in which people say when something happens: Finnish first, simple Swedish and English beside it.

Patterns only, to be matched at a place in one sentence (``portal.listings.spoken``). They are strict on purpose: a word that
no pattern knows is left over, and what is left over is refused, so that nothing is ever half understood.
"""

import re

_FI = ("maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai")
_SV = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT = (
    ("ma", "mån", "mon"),
    ("ti", "tis", "tue", "tues"),
    ("ke", "ons", "wed"),
    ("to", "tors", "thu", "thur", "thurs"),
    ("pe", "fre", "fri"),
    ("la", "lör", "sat"),
    ("su", "sön", "sun"),
)


def _alternatives(words: object) -> str:
    """Any of the words; longer ones first, so that "ti" does not eat the beginning of "tiistai"."""
    return "|".join(re.escape(word) for word in sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


REPEATED: dict[str, int] = {}
"""Words for a weekday that may stand for every week, with its ISO number (Monday 1)."""
SINGLE: dict[str, int] = {}
"""Words for one certain day ("tiistaina"): every week only when something else says so."""
_FROM_DAY: dict[str, int] = {}
_TO_DAY: dict[str, int] = {}
for _number, (_fi, _sv, _en, _short) in enumerate(zip(_FI, _SV, _EN, _SHORT, strict=True), start=1):
    _stem = _fi.removesuffix("ko") if _fi.endswith("kko") else _fi
    _plural = f"{_stem}ot" if _stem != _fi else f"{_fi}t"
    _often = f"{_fi}isin" if _stem != _fi else f"{_fi}sin"
    REPEATED |= dict.fromkeys((_fi, _plural, _often, _sv, f"{_sv}ar", _en, f"{_en}s", *_short), _number)
    SINGLE |= dict.fromkeys((f"{_fi}na", f"{_sv}en"), _number)
    _FROM_DAY[f"{_stem}osta" if _stem != _fi else f"{_fi}sta"] = _number
    _TO_DAY[f"{_fi}on" if _stem != _fi else f"{_fi}hin"] = _number
WEEKDAYS = REPEATED | SINGLE | _FROM_DAY | _TO_DAY

_GROUPS: dict[tuple[int, ...], tuple[str, ...]] = {
    (1, 2, 3, 4, 5): ("arkisin", "arkipäivisin", "arkipäivinä", "vardagar", "weekdays"),
    (6, 7): ("viikonloppuisin", "viikonloput", "helger", "weekends"),
    (1, 2, 3, 4, 5, 6, 7): ("joka päivä", "päivittäin", "varje dag", "dagligen", "every day", "daily"),
}
GROUPS = {word: days for days, words in _GROUPS.items() for word in words}

ORDINALS: dict[str, int] = {
    **dict.fromkeys(("1.", "ensimmäinen", "ensimmäisenä", "ensimmäiset", "första", "first"), 1),
    **dict.fromkeys(("2.", "toinen", "toisena", "toiset", "andra", "second"), 2),
    **dict.fromkeys(("3.", "kolmas", "kolmantena", "kolmannet", "tredje", "third"), 3),
    **dict.fromkeys(("4.", "neljäs", "neljäntenä", "neljännet", "fjärde", "fourth"), 4),
    **dict.fromkeys(("5.", "viides", "viidentenä", "viidennet", "femte", "fifth"), 5),
    **dict.fromkeys(("viimeinen", "viimeisenä", "viimeiset", "sista", "last"), -1),
}
NUMBERS = {"toisen": 2, "kolmannen": 3, "neljännen": 4, "kolmas": 3, "neljäs": 4, "kahden": 2, "kolmen": 3, "neljän": 4}

AND = r"(?:\s*[,&+/]\s*(?:(?:ja|sekä|och|and)\s+)?|\s+(?:ja|sekä|och|and)\s+)"
_DAY = rf"(?:{_alternatives(REPEATED | SINGLE)})\b\.?:?"
_ITEM = (
    rf"(?:(?:{_alternatives(_FROM_DAY)})\s+(?:{_alternatives(_TO_DAY)})\b"
    # Only whole English names: in Finnish "to" is Thursday.
    rf"|(?:{'|'.join(_EN)})s?\s+to\s+(?:{'|'.join(_EN)})s?\b"
    rf"|{_DAY}\s*(?:-|till\b)\s*{_DAY}|(?:{_alternatives(GROUPS)})\b|{_DAY})"
)
_DAYS = rf"{_ITEM}(?:{AND}{_ITEM})*"

_DATE_DAY = rf"(?:{_alternatives({*_FI, *_SV, *_EN, *SINGLE, *(word for words in _SHORT for word in words)})})\b\.?"
DATE = rf"(?:{_DATE_DAY}\s+)?\d{{1,2}}\.\s?\d{{1,2}}\.(?:\s?\d{{4}})?(?!\d)"
"""A day and a month, "24.11.", with its year or without; the dot after the month tells it from a time of day."""
_RANGE = rf"(?:{_DATE_DAY}\s+)?\d{{1,2}}\.(?:\s?\d{{1,2}}\b\.?)?(?:\s?\d{{4}})?\s*-\s*{DATE}"

_CLOCK = r"(?:(?:från\s+)?(?:klo|kello|klockan|kl)|at|from)(?![^\W\d_])\.?\s*"
_TIME = r"\d{1,2}(?:[.:]\d{2})?(?!\d|[.:]\d)"
_BETWEEN = rf"(?:{_CLOCK})?{_TIME}\s*-\s*(?:{_CLOCK})?{_TIME}"
_AT = rf"{_CLOCK}{_TIME}(?:\s+(?:alkaen|lähtien)\b(?!\s*{DATE}))?"
_HOURS = rf"(?:{_BETWEEN}|{_AT})"
_ORDINAL = rf"(?:{_alternatives(ORDINALS)})(?!\w)"


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


def _weeks(stem: str, endings: tuple[str, str, str, str], swedish: str, english: str) -> str:
    """Odd or even weeks: "parittomien viikkojen", "parittomina viikkoina", "parittomilla viikoilla", "parittoman viikon"."""
    finnish = zip(endings, ("viikkojen", "viikkoina", "viikoilla", "viikon"), strict=True)
    cases = "|".join(rf"{stem}{ending}\s+{weeks}" for ending, weeks in finnish)
    return rf"(?:{cases}|(?:i\s+)?{swedish}\s+veckor|(?:(?:of|in)\s+)?{english}\s+weeks)\b"


PHRASES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("span", _pattern(rf"(?P<first>{DATE})\s+(?P<start>{_CLOCK}{_TIME})\s*-\s*(?P<last>{DATE})\s+(?P<end>{_CLOCK}{_TIME})")),
    ("range", _pattern(_RANGE)),
    ("since", _pattern(rf"(?:alkaen|lähtien|från(?:\s+och\s+med)?|from|starting(?:\s+from)?)\s+(?P<date>{DATE})")),
    ("since", _pattern(rf"(?P<date>{DATE})\s*(?:alkaen|lähtien)\b")),
    ("until", _pattern(rf"(?P<date>{DATE})\s*(?:asti|saakka)\b")),
    ("until", _pattern(rf"(?:till(?:\s+och\s+med)?|until)\s+(?P<date>{DATE})")),
    ("dates", _pattern(rf"{DATE}(?:{AND}{DATE})*")),
    (
        "monthly",
        _pattern(
            rf"(?:joka\s+)?(?:(?P<every>toisen|kolmannen|neljännen)\s+)?(?:kuukauden|kuun)\s+"
            rf"(?P<nth>{_ORDINAL}(?:{AND}{_ORDINAL})*)\s+(?P<days>{_DAYS})"
        ),
    ),
    (
        "monthly",
        _pattern(
            rf"(?:den\s+|(?:on\s+)?the\s+)?(?P<nth>{_ORDINAL}(?:{AND}{_ORDINAL})*)\s+(?P<days>{_DAYS})\s+"
            r"(?:kuukaudessa|kuussa|i\s+(?:varje\s+)?månad(?:en)?|of\s+(?:the|each|every)\s+month)\b"
        ),
    ),
    ("interval", _pattern(r"(?:joka\s+toinen(?:\s+viikko)?|varannan(?:\s+vecka)?|every\s+(?:other|second)(?:\s+week)?)\b")),
    # "joka kolmas torstai" might also be the third Thursday of the month: only with the word "viikko".
    ("interval", _pattern(r"joka\s+(?P<every>kolmas|neljäs|[2-9]\.)\s+viikko\b")),
    ("interval", _pattern(r"(?P<every>kahden|kolmen|neljän|[2-9])\s+viikon\s+välein\b")),
    ("odd", _pattern(_weeks("parittom", ("ien", "ina", "illa", "an"), "udda", "odd"))),
    ("even", _pattern(_weeks("parillis", ("ten", "ina", "illa", "en"), "jämna", "even"))),
    ("weekly", _pattern(_DAYS)),
    ("all_day", _pattern(r"(?:koko\s+päivän?|hela\s+dagen|all\s+day)\b")),
    ("times", _pattern(rf"{_HOURS}(?:{AND}{_HOURS})*")),
    ("season", _pattern(r"(?:kausi|kaudella|säsong(?:en)?|season)\b:?")),
    ("separator", _pattern(r",|&|(?:ja|sekä|och|and)\b")),
    ("filler", _pattern(r"(?:joka|varje|every|aina|på|on|auki|avoinna|öppet|open|kokoontuu)\b:?|\.(?=\s|$)")),
)
"""What a piece of a sentence may be, in the order in which it is tried: the longer reading first."""

BETWEEN = _pattern(rf"(?P<word>{_CLOCK})?(?P<start>{_TIME})\s*-\s*(?:{_CLOCK})?(?P<end>{_TIME})")
HOURS = _pattern(_HOURS)
TIME = _pattern(_TIME)
ONE_DATE = _pattern(DATE)
ITEM = _pattern(_ITEM)
ORDINAL = _pattern(_ORDINAL)
WORD = re.compile(r"[^\W\d_]+")
