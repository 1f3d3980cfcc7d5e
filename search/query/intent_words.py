"""Words that tell a wish, by language. A new language is a new row in each table; phrases match in any inflection.

Ages are whole years, both ends included. What a child is called varies; the ranges are those of Finnish day care, school
and youth services (act on early childhood education 540/2018, act on basic education 628/1998).
"""

from collections.abc import Mapping
from dataclasses import dataclass

ONLINE: Mapping[str, tuple[str, ...]] = {
    "fi": (
        "etänä", "netissä", "netti", "verkossa", "online", "chat", "chatti", "chatissa", "tsätti", "etäyhteys", "videoyhteys",
        "etätapaaminen", "etävastaanotto", "nettichat", "teams",
    ),
    "sv": ("online", "på nätet", "via nätet", "på distans", "distans", "chatt", "chatta", "digitalt", "videosamtal"),
    "en": ("online", "chat", "remote", "remotely", "on the internet", "video call", "virtual"),
}  # fmt: skip
FREE: Mapping[str, tuple[str, ...]] = {
    "fi": ("ilmainen", "ilmaiseksi", "maksuton", "maksutta", "ei maksa mitään"),
    "sv": ("gratis", "avgiftsfri", "avgiftsfritt", "kostnadsfri", "kostnadsfritt", "utan avgift"),
    "en": ("free", "free of charge", "no cost", "for free"),
}
AGES: Mapping[str, Mapping[tuple[int, int], tuple[str, ...]]] = {
    "fi": {
        (0, 0): ("vastasyntynyt", "puolivuotias"),
        (0, 1): ("vauva", "vauvaikäinen", "imeväinen"),
        (1, 3): ("taapero", "taaperoikäinen"),
        (0, 3): ("pikkulapsi", "pikkulapsiperhe"),
        (3, 6): ("leikki-ikäinen",),
        (0, 6): ("alle kouluikäinen", "alle kouluikäiset"),
        (6, 6): ("eskari", "eskarilainen", "esikoululainen", "esikouluikäinen"),
        (7, 7): ("ekaluokkalainen",),
        (8, 8): ("tokaluokkalainen",),
        (7, 12): ("alakoululainen", "alakouluikäinen", "ala-asteikäinen"),
        (7, 15): ("koululainen", "kouluikäinen"),
        (10, 12): ("esiteini", "varhaisnuori"),
        (13, 15): ("yläkoululainen", "yläkouluikäinen", "yläasteikäinen", "yläasteelainen"),
        (13, 17): ("teini", "teini-ikäinen", "teinari", "murkku", "murkkuikäinen", "murrosikäinen"),
        (16, 19): ("lukiolainen",),
        (18, 18): ("täysi-ikäinen",),
    },
    "sv": {
        (0, 0): ("nyfödd",),
        (0, 1): ("baby", "bebis", "spädbarn"),
        (0, 3): ("småbarn", "småbarnsförälder"),
        (1, 3): ("ettåring", "tvååring"),
        (0, 6): ("barn under skolåldern",),
        (6, 6): ("förskolebarn", "förskoleelev"),
        (7, 12): ("lågstadieelev",),
        (7, 15): ("skolbarn", "skolelev"),
        (13, 15): ("högstadieelev",),
        (13, 17): ("tonåring", "tonåren", "i tonåren"),
        (16, 19): ("gymnasieelev", "gymnasist"),
    },
    "en": {
        (0, 0): ("newborn", "new born"),
        (0, 1): ("baby", "babies", "infant"),
        (1, 3): ("toddler",),
        (3, 5): ("preschooler",),
        (6, 6): ("preschool child",),
        (7, 12): ("primary school child",),
        (7, 15): ("schoolchild", "schoolchildren", "school-age", "school age"),
        (10, 12): ("tween", "preteen"),
        (13, 17): ("teenager", "teenage"),
    },
}
NUMERALS: Mapping[str, tuple[str, ...]] = {
    "fi": (
        "yksi", "kaksi", "kolme", "neljä", "viisi", "kuusi", "seitsemän", "kahdeksan", "yhdeksän", "kymmenen", "yksitoista",
        "kaksitoista", "kolmetoista", "neljätoista", "viisitoista", "kuusitoista", "seitsemäntoista", "kahdeksantoista",
    ),
    "sv": (
        "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton", "fjorton", "femton",
        "sexton", "sjutton",
    ),
    "en": (
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen",
    ),
}  # fmt: skip
"""Numbers from 1 in words."""
OF_AN_AGE: Mapping[str, tuple[str, ...]] = {
    "fi": ("{}vuotias", "{} vuotias"),
    "sv": ("{}åring", "{}årig", "{} år", "{} åring"),
    "en": ("{}-year-old", "{} year old", "{} years old"),
}
"""How NUMERALS tell an age."""


@dataclass(frozen=True, slots=True)
class Units:
    """Regular expressions for what follows a number that is an age. ``years`` and ``months``: enough by themselves;
    ``years_with_tail``: only before one of ``tail``."""

    years: str
    months: str
    years_with_tail: str
    tail: str


UNITS: Mapping[str, Units] = {
    "fi": Units(
        r"v|vee|v:\w+|vuotia\w*", r"kk|kk:\w+|kuukauti\w*|kuukautta|kuukauden|kuise\w*|kuinen", r"vuotta|vuoden", r"ikäi\w+|vanha\w*"
    ),
    "sv": Units(r"år|åring\w*|årig\w*", r"mån|månad\w*", r"års", r"gammal|gamla|ålder\w*"),
    "en": Units(r"yo|y/o|years?-olds?|yrs?", r"months?|months?-old", r"years?", r"olds?"),
}

OF_ONESELF: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"oon", "olen", "oot", "vasta"}),
    "sv": frozenset({"är", "bara"}),
    "en": frozenset({"am", "i'm", "im", "only"}),
}
"""Written words after which a bare number is somebody's age: "oon 15"."""
I_AM: Mapping[str, frozenset[str]] = {
    "fi": frozenset({"oon", "olen", "mä", "minä"}),
    "sv": frozenset({"är"}),
    "en": frozenset({"am", "i'm", "im"}),
}
"""Written words after which an age is that of who types it."""

TIMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "fi": {
        "today": ("tänään", "tänä iltana", "tänä päivänä"),
        "tomorrow": ("huomenna", "huomiselle", "huomisaamuna", "huomenillalla"),
        "day-after-tomorrow": ("ylihuomenna",),
        "weekend": ("viikonloppu", "vkl", "vkonloppu", "wkonloppu", "lauantai ja sunnuntai"),
        "next-weekend": ("ensi viikonloppu", "seuraava viikonloppu"),
        "week": ("tämä viikko", "kuluva viikko"),
        "next-week": ("ensi viikko", "seuraava viikko"),
        "monday": ("maanantai", "maanantaisin"),
        "tuesday": ("tiistai", "tiistaisin"),
        "wednesday": ("keskiviikko", "keskiviikkoisin"),
        "thursday": ("torstai", "torstaisin"),
        "friday": ("perjantai", "perjantaisin"),
        "saturday": ("lauantai", "lauantaisin"),
        "sunday": ("sunnuntai", "sunnuntaisin"),
        "month": ("tämä kuukausi", "tämä kuu"),
        "next-month": ("ensi kuu", "ensi kuukausi"),
        "january": ("tammikuu",), "february": ("helmikuu",), "march": ("maaliskuu",), "april": ("huhtikuu",),
        "may": ("toukokuu",), "june": ("kesäkuu",), "july": ("heinäkuu",), "august": ("elokuu",),
        "september": ("syyskuu",), "october": ("lokakuu",), "november": ("marraskuu",), "december": ("joulukuu",),
        "spring": ("keväällä", "ensi keväänä", "tänä keväänä"),
        "summer": ("kesällä", "ensi kesänä", "tänä kesänä"),
        "autumn": ("syksyllä", "ensi syksynä", "tänä syksynä"),
        "winter": ("talvella", "ensi talvena", "tänä talvena"),
        "summer-holiday": ("kesäloma", "koulujen kesäloma"),
        "autumn-holiday": ("syysloma",),
        "christmas-holiday": ("joululoma",),
        "winter-holiday": ("hiihtoloma", "talviloma"),
        "christmas": ("jouluna", "joulunpyhät", "joulun aika"),
        "easter": ("pääsiäinen", "pääsiäisloma"),
        "may-day": ("vappu",),
        "midsummer": ("juhannus",),
    },
    "sv": {
        "today": ("idag", "i dag", "ikväll", "i kväll"),
        "tomorrow": ("imorgon", "i morgon"),
        "day-after-tomorrow": ("övermorgon", "i övermorgon"),
        "weekend": ("veckoslut", "veckoslutet", "helgen", "i helgen"),
        "next-weekend": ("nästa helg", "nästa veckoslut"),
        "week": ("denna vecka", "den här veckan", "i veckan"),
        "next-week": ("nästa vecka",),
        "monday": ("måndag",), "tuesday": ("tisdag",), "wednesday": ("onsdag",), "thursday": ("torsdag",),
        "friday": ("fredag",), "saturday": ("lördag",), "sunday": ("söndag",),
        "month": ("denna månad",),
        "next-month": ("nästa månad",),
        "january": ("januari",), "february": ("februari",), "march": ("i mars",), "april": ("april",), "may": ("i maj",),
        "june": ("juni",), "july": ("juli",), "august": ("augusti",), "september": ("september",), "october": ("oktober",),
        "november": ("november",), "december": ("december",),
        "spring": ("på våren", "i vår"),
        "summer": ("på sommaren", "i sommar"),
        "autumn": ("på hösten", "i höst"),
        "winter": ("på vintern", "i vinter"),
        "summer-holiday": ("sommarlov", "sommarlovet"),
        "autumn-holiday": ("höstlov", "höstlovet"),
        "christmas-holiday": ("jullov", "jullovet"),
        "winter-holiday": ("sportlov", "sportlovet", "vinterlov"),
        "christmas": ("till jul", "i jul", "under julen"),
        "easter": ("påsk", "påsken", "påsklov"),
        "may-day": ("valborg", "första maj"),
        "midsummer": ("midsommar",),
    },
    "en": {
        "today": ("today", "tonight", "this evening"),
        "tomorrow": ("tomorrow",),
        "day-after-tomorrow": ("day after tomorrow",),
        "weekend": ("weekend", "this weekend"),
        "next-weekend": ("next weekend",),
        "week": ("this week",),
        "next-week": ("next week",),
        "monday": ("monday",), "tuesday": ("tuesday",), "wednesday": ("wednesday",), "thursday": ("thursday",),
        "friday": ("friday",), "saturday": ("saturday",), "sunday": ("sunday",),
        "month": ("this month",),
        "next-month": ("next month",),
        "january": ("january",), "february": ("february",), "march": ("in march",), "april": ("april",), "may": ("in may",),
        "june": ("june",), "july": ("july",), "august": ("in august",), "september": ("september",), "october": ("october",),
        "november": ("november",), "december": ("december",),
        "spring": ("in spring", "this spring"),
        "summer": ("in summer", "this summer"),
        "autumn": ("in autumn", "this autumn"),
        "winter": ("in winter", "this winter"),
        "summer-holiday": ("summer holiday", "summer break"),
        "autumn-holiday": ("autumn holiday", "half-term", "half term", "autumn break"),
        "christmas-holiday": ("christmas holiday", "christmas break"),
        "winter-holiday": ("winter holiday", "skiing holiday", "ski holiday", "winter break"),
        "christmas": ("at christmas",),
        "easter": ("easter",),
        "may-day": ("may day",),
        "midsummer": ("midsummer",),
    },
}  # fmt: skip
"""What names some days, by the keys of search.query.days."""
