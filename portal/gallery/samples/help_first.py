"""Help at once, notices, and what is said when there is nothing."""

import datetime as dt

from portal.browse.entrances import Answerer
from portal.browse.helplines import Line
from portal.gallery.entry import Entry, Group, State, drawn
from portal.gallery.samples.words import LONG_TITLE, PHONE, SITE
from portal.privacy.registry import Basis, Kept, PersonalData, Seen, Whose


def _line(
    title: str, *, phone: str = PHONE, state: str = "open", words: str = "Auki nyt, klo 22 asti", lang: str = "", age: str = ""
) -> Line:
    return Line(title, "/", lang, phone, "" if phone else SITE, state, words, "Vanhemmille", is_crisis=True, age=age)


_LINES = (
    _line("Esimerkkipuhelin"),
    _line("Esimerkkichat", phone=""),
    _line("Yöpuhelin", state="closed", words="Kiinni, avataan klo 18"),
)


def _asked(title: str, who: str, ages: str = "13–29-vuotiaat") -> Answerer:
    return Answerer(_line(title), who, "Sinun ei tarvitse kertoa nimeäsi", ages)


_KEPT = PersonalData(
    key="example",
    whose=Whose.READERS,
    title="Viestisi sivusta",
    what="Se, mitä kirjoitat, ja osoitteesi, jos annat sen.",
    purpose="Vastaamme sinulle ja korjaamme tiedon.",
    kept=(Kept("Poistamme sen %(time)s vastauksen jälkeen.", dt.timedelta(days=90)),),
    seen_by=(Seen.ORGANISATION, Seen.COORDINATORS),
    basis=Basis.PUBLIC_TASK,
)
_TITLE = "Tieto on vanha"
_TEXT = "Kysy järjestäjältä, pitääkö se yhä paikkansa."

ENTRIES = (
    Entry(
        "crisis_panel",
        Group.HELP,
        (
            drawn("crisis_panel", lines=_LINES),
            drawn("crisis_panel", State.LONG, lines=(_line(LONG_TITLE),)),
            drawn("crisis_panel", State.MISSING, lines=None),
        ),
    ),
    Entry(
        "help_now",
        Group.HELP,
        (
            drawn("help_now", lines=_LINES),
            drawn("help_now", State.LONG, lines=(_line(LONG_TITLE, words=LONG_TITLE),)),
            drawn("help_now", State.OLD, lines=(_line("Esimerkkipuhelin", age="Numero on vuodelta 2018"),)),
            drawn("help_now", State.FOREIGN, lines=(_line("Exempeltelefonen", lang="sv"),)),
        ),
    ),
    Entry(
        "notice",
        Group.HELP,
        (
            drawn("notice", level="info", title="Hyvä tietää", text="Paikka on auki myös lomalla."),
            drawn("notice", State.LONG, level="important", title=LONG_TITLE, text=LONG_TITLE),
            drawn("notice", State.OLD, level="old", title=_TITLE, text=_TEXT),
            drawn("notice", State.EXAMPLE, level="example", text="Tämä on keksitty esimerkki."),
            drawn("notice", State.URGENT, level="urgent", title="Ryhmä on peruttu", text="Seuraava kerta on ti 14.5."),
        ),
    ),
    Entry(
        "site_notice",
        Group.HELP,
        (
            drawn("site_notice", level="info", text="Perhekeskuksen puhelin on kiinni perjantaina.", url="/"),
            drawn("site_notice", State.LONG, level="important", text=f"{LONG_TITLE} {LONG_TITLE}", url=""),
            drawn("site_notice", State.EXAMPLE, level="sample"),
            drawn("site_notice", State.URGENT, level="urgent", text="Kaikki ryhmät on tänään peruttu lumimyrskyn vuoksi.", url=""),
        ),
    ),
    Entry(
        "who_answers",
        Group.HELP,
        (
            drawn("who_answers", answerers=(_asked("Esimerkkichat", "Koulutettu vapaaehtoinen"),)),
            drawn("who_answers", State.LONG, answerers=(_asked(LONG_TITLE, LONG_TITLE),)),
            drawn("who_answers", State.MISSING, answerers=(_asked("Nuorten puhelin", "Emme tiedä, kuka vastaa", ages=""),)),
        ),
    ),
    Entry("quick_exit", Group.HELP, (drawn("quick_exit", State.SENSITIVE, only_link=False),)),
    Entry(
        "empty_state",
        Group.HELP,
        (
            drawn(
                "empty_state",
                State.EMPTY,
                title="Mitään ei löytynyt",
                text="Apua on silti. Kokeile toista sanaa tai kysy ihmiseltä.",
                links=({"label": "Apua juuri nyt", "url": "/"}, {"label": "Valitse kuntasi", "url": "/"}),
            ),
            drawn("empty_state", State.LONG, title=LONG_TITLE, text=LONG_TITLE, links=({"label": LONG_TITLE, "url": "/"},)),
            drawn("empty_state", State.MISSING, title="Mitään ei löytynyt"),
        ),
    ),
    Entry("kept_data", Group.HELP, (drawn("kept_data", data=_KEPT),)),
)
