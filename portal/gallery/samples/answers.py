"""What a page answers with."""

import datetime as dt
from types import SimpleNamespace

from django.conf import settings

from portal.browse.answers import AnswerRow
from portal.browse.points import PointView
from portal.gallery.entry import Entry, Group, State, drawn
from portal.gallery.samples.words import LISTING, LONG_TITLE, LONG_WORD, PHONE, SENSITIVE, SITE
from portal.listings.kinds import DeliveryKind
from portal.listings.listing import Image, ImageFile, ImageSource, Source

_ROWS = (
    AnswerRow("clock", "Milloin", ("Huomenna ti 7.5. klo 9–11", "Tiistaisin, ei koulujen lomilla")),
    AnswerRow("map-pin", "Missä", ("Esimerkkikatu 1, Esimerkkilä",), url="/", url_label="Esimerkkilän olohuone"),
    AnswerRow("wallet", "Hinta", ("Maksuton",)),
)
_POINT = PointView(
    DeliveryKind.PHONE,
    title="Soita",
    phone=PHONE,
    open_state="open",
    open_text="Auki nyt, klo 16 asti",
    hours=("Ma–pe klo 9–16",),
    languages="suomi, ruotsi",
    interpreted="ukraina",
    serves="Koko Esimerkkilä",
    anonymous=True,
    on_bill=False,
    price="Maksuton",
)
_LONG_POINT = PointView(
    DeliveryKind.PLACE, title=LONG_TITLE, place=LONG_TITLE, url=SITE, email="perhekeskustoiminnan.yhteistyoryhma@example.org"
)
_CLOSED = PointView(DeliveryKind.PHONE, title="Soita", phone=PHONE, open_state="closed", open_text="Kiinni, avataan ma klo 9", on_bill=True)
_OLD = PointView(DeliveryKind.PHONE, title="Soita", phone=PHONE, hours=("Vuonna 2018: ma–pe klo 9–16",), old=True)


def _chapter(title: str, summary: str = "", *, is_current: bool = False, lang: str = "") -> dict[str, object]:
    return {"title": title, "url": "/", "summary": summary, "is_current": is_current, "lang": lang}


_CHAPTERS = (
    _chapter("Ensin", "Mitä tehdä ensimmäisinä päivinä", is_current=True),
    _chapter("Lapsi ja arki", "Asuminen, raha ja tapaamiset"),
    _chapter("Barnet och vardagen", "På svenska", lang="sv"),
)
_HERO = "Kohtaamispaikat"
_FILE = ImageFile(url=f"{settings.STATIC_URL}img/mark.svg", width=720, height=480)
_PICTURE = Image(
    url=_FILE.url,
    alt="Talo rannalla",
    width=720,
    height=480,
    credit="Piirros: perhekeskus",
    sources=(ImageSource(type="image/svg+xml", files=(_FILE,)),),
)
_PLAIN = "Paikka, johon voi tulla lapsen kanssa.\n\nSe ei maksa mitään."


def _exception(until: dt.date | None, text: str) -> SimpleNamespace:
    return SimpleNamespace(
        text={"fi": text},
        criterion_numbers=["1.2.2", "1.4.3"],
        get_reason_display="Korjataan",
        reason="mended",
        until=until,
        reason_text={"fi": "Video on tekstitettävänä."},
    )


ENTRIES = (
    Entry(
        "answer_box",
        Group.ANSWERS,
        (
            drawn("answer_box", rows=_ROWS, listing=LISTING),
            drawn(
                "answer_box",
                State.LONG,
                rows=(AnswerRow("map-pin", LONG_WORD, (LONG_TITLE,), url=SITE, is_external=True),),
                listing=LISTING,
            ),
            drawn("answer_box", State.MISSING, rows=_ROWS[:1], listing=LISTING),
        ),
    ),
    Entry(
        "contact_block",
        Group.ANSWERS,
        (
            drawn("contact_block", point=_POINT),
            drawn("contact_block", State.LONG, point=_LONG_POINT),
            drawn("contact_block", State.MISSING, point=PointView(DeliveryKind.PHONE, phone=PHONE)),
            drawn("contact_block", State.EMPTY, point=_CLOSED),
            drawn("contact_block", State.OLD, point=_OLD),
        ),
    ),
    Entry(
        "facts",
        Group.ANSWERS,
        (
            drawn("facts", title="Ensimmäinen kerta", facts=("Voit tulla ilman ilmoittautumista", "Ovella on joku vastassa")),
            drawn("facts", State.LONG, title=LONG_WORD, facts=(LONG_TITLE,)),
        ),
    ),
    Entry(
        "freshness_line",
        Group.ANSWERS,
        (
            drawn("freshness_line", text="Tarkistettu 3 viikkoa sitten, Esimerkkiyhdistys", is_old=False, is_confirmed=True),
            drawn("freshness_line", State.MISSING, text="Tieto vuodelta 2025", is_old=False, is_confirmed=False),
            drawn("freshness_line", State.OLD, text="Tieto vuodelta 2018, kukaan ei ole vahvistanut sitä", is_old=True),
        ),
    ),
    Entry(
        "sources",
        Group.ANSWERS,
        (
            drawn("sources", sources=(Source(title=SITE, url=SITE, date="helmikuu 2030"),)),
            drawn("sources", State.MISSING, sources=(Source(title="Esimerkkiyhdistyksen esite"),)),
        ),
    ),
    Entry(
        "page_actions",
        Group.ANSWERS,
        (drawn("page_actions", listing=LISTING), drawn("page_actions", State.SENSITIVE, listing=SENSITIVE)),
    ),
    Entry("helpful", Group.ANSWERS, (drawn("helpful", listing_id=LISTING.id),)),
    Entry(
        "chapter_nav",
        Group.ANSWERS,
        (
            drawn("chapter_nav", chapters=_CHAPTERS, compact=False),
            drawn("chapter_nav", State.LONG, chapters=(_chapter(LONG_TITLE, LONG_TITLE),), compact=True),
        ),
    ),
    Entry(
        "plain_language",
        Group.ANSWERS,
        (drawn("plain_language", text=_PLAIN, lang=""), drawn("plain_language", State.FOREIGN, text=_PLAIN, lang="fi")),
    ),
    Entry(
        "text_state",
        Group.ANSWERS,
        (
            drawn("text_state", State.FOREIGN, is_foreign=True),
            drawn("text_state", State.OLD, outdated=True, texts_from=dt.date(2029, 2, 1)),
            drawn("text_state", State.MISSING, outdated=True, texts_from=None),
        ),
    ),
    Entry(
        "section_hero",
        Group.ANSWERS,
        (
            drawn("section_hero", title=_HERO, lead="Voit vain tulla.", illustration="illustrations/meeting_place.html", deep=True),
            drawn("section_hero", State.LONG, title=LONG_TITLE, lead=LONG_TITLE),
            drawn("section_hero", State.FOREIGN, title=_HERO, lead="Voit vain tulla.", lang="fi"),
        ),
    ),
    Entry(
        "picture",
        Group.ANSWERS,
        (
            drawn("picture", image=_PICTURE, place="figure"),
            drawn("picture", State.LONG, image=_PICTURE.model_copy(update={"height": 1080, "credit": LONG_TITLE}), place="figure"),
            drawn("picture", State.MISSING, image=_PICTURE.model_copy(update={"sources": ()}), place="cover"),
        ),
    ),
    Entry(
        "take_along",
        Group.ANSWERS,
        (
            drawn("take_along", webcal_url="webcal://example.org/", file_url="/", feed_url="/", mail_url="/"),
            drawn("take_along", State.MISSING, feed_url="/"),
        ),
    ),
    Entry(
        "statement_exception",
        Group.ANSWERS,
        (
            drawn("statement_exception", exception=_exception(dt.date(2030, 9, 1), "Videossa ei ole tekstitystä."), id=1),
            drawn("statement_exception", State.LONG, exception=_exception(None, LONG_TITLE), id=2),
        ),
    ),
)
