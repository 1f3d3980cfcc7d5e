"""Cards, days and times."""

import datetime as dt
from dataclasses import replace
from typing import Any

from django.utils.safestring import SafeString

from portal.browse.calendar.days import CalendarDay
from portal.browse.cards import Card
from portal.browse.drawn_cards import Brief, DrawnCard
from portal.browse.entrances import Row
from portal.browse.programme import ProgrammeDay, ProgrammeItem
from portal.browse.templatetags.calendars import item_html
from portal.browse.templatetags.cards import listing_cards
from portal.browse.times import DateLine
from portal.gallery.entry import Entry, Group, Sample, State, drawn
from portal.gallery.samples.words import LISTING, LONG, LONG_TITLE, SENSITIVE
from portal.listings.kinds import Kind, RecordStatus
from portal.listings.listing import Freshness, Listing

_DAY = dt.date(2030, 5, 6)
_WHEN = "Huomenna ti 7.5. klo 9–11"


def _card(state: State, listing: Listing = LISTING, **more: Any) -> Sample:
    known: dict[str, Any] = {
        "kind_label": "Vertaisryhmä",
        "kind_icon": "users",
        "whom": "Vauvojen vanhemmille",
        "when": _WHEN,
        "when_state": "upcoming",
        "where": "Esimerkkilän olohuone, Esimerkkilä",
        "facts": ("Voit tulla ilman ilmoittautumista", "Maksuton"),
        "freshness": "Tarkistettu 3 viikkoa sitten, Esimerkkiyhdistys",
    }
    return Sample(state, lambda: str(listing_cards([Card(listing=listing, **(known | more))])))


def _status(status: RecordStatus) -> Listing:
    return LISTING.model_copy(update={"freshness": Freshness(status=status)})


def _item(title: str, **more: Any) -> ProgrammeItem:
    known: dict[str, Any] = {"time": "9.00–11.00", "url": "/", "lang": "fi", "kind": Kind.PEER_GROUP, "where": "Esimerkkilän olohuone"}
    return ProgrammeItem(title=title, **(known | more))


_ITEMS = (
    _item("Perhekahvila", whom="Kaikille perheille"),
    _item("Vauvahieronta", status="cancelled", note="ohjaaja on sairaana"),
    _item("Retki rantaan", status="moved", note="oli ma 6.5.", kind=Kind.EVENT),
    _item("Esimerkkikerho", is_example=True),
)


def _days(*items: ProgrammeItem) -> list[CalendarDay]:
    filled = CalendarDay(_DAY, "Tänään ma 6.5.", is_today=True, is_past=False, items=tuple(map(item_html, items)))
    return [filled, CalendarDay(_DAY + dt.timedelta(days=1), "Huomenna ti 7.5.", is_today=False, is_past=False, items=())]


def _programme(*items: ProgrammeItem) -> list[ProgrammeDay]:
    return [ProgrammeDay(_DAY, "Tänään ma 6.5.", is_today=True, items=items)]


_DATES = (
    DateLine(text=_WHEN, file_url="/"),
    DateLine(text="ti 14.5. klo 9–11", status="cancelled", note="loma"),
    DateLine(text="to 23.5. klo 9–11", status="moved", note="oli ti 21.5."),
)
_BRIEF = Brief(LISTING.title, "/", _WHEN, "Esimerkkilä", kind="peer_group", label="Vertaisryhmä", icon="users-round")
_CARD = DrawnCard(SafeString(""), None, _BRIEF, is_example=True)
_LONG_CARD = DrawnCard(SafeString(""), None, replace(_BRIEF, title=LONG_TITLE, where=LONG_TITLE), is_example=False)

ENTRIES = (
    Entry(
        "listing_card",
        Group.LISTINGS,
        (
            _card(State.NORMAL),
            _card(State.LONG, LONG, where=LONG_TITLE, whom=LONG_TITLE, distance="noin 12 km"),
            _card(State.MISSING, LISTING.model_copy(update={"summary": ""}), when="", where="", whom="", facts=(), freshness=""),
            _card(State.CANCELLED, when_state="cancelled", note="ohjaaja on sairaana", after="ti 14.5. klo 9–11"),
            _card(State.MOVED, when_state="moved", note="oli ma 6.5."),
            _card(
                State.OLD,
                _status(RecordStatus.HISTORICAL),
                when="Vuonna 2018: tiistaisin klo 9–11",
                when_state="old",
                freshness="Vanha tieto",
            ),
            _card(State.EXAMPLE, _status(RecordStatus.EXAMPLE)),
            _card(State.SENSITIVE, SENSITIVE),
            _card(State.FOREIGN, LISTING.model_copy(update={"lang": "sv", "title": "Pappornas eftermiddag"}), foreign_lang="På svenska"),
        ),
    ),
    Entry(
        "calendar_days",
        Group.LISTINGS,
        (
            drawn("calendar_days", days=_days(*_ITEMS), in_columns=False),
            drawn("calendar_days", State.LONG, days=_days(_item(LONG_TITLE, where=LONG_TITLE)), in_columns=True),
            drawn("calendar_days", State.EMPTY, days=_days(), in_columns=False),
        ),
    ),
    Entry(
        "calendar_steps",
        Group.LISTINGS,
        (
            drawn(
                "calendar_steps",
                steps={"previous_url": "/", "previous": "Edellinen viikko", "next_url": "/", "next": "Seuraava viikko", "today_url": "/"},
            ),
            drawn("calendar_steps", State.MISSING, steps={"today_url": "/"}),
        ),
    ),
    Entry("calendar_link", Group.LISTINGS, (drawn("calendar_link", url="/"),)),
    Entry(
        "schedule_block",
        Group.LISTINGS,
        (
            drawn("schedule_block", dates=_DATES, rules=("Tiistaisin klo 9–11, ei koulujen lomilla.",), old=""),
            drawn("schedule_block", State.OLD, dates=(), rules=(), old="Vuonna 2018: tiistaisin klo 9–11. Kysy järjestäjältä."),
        ),
    ),
    Entry(
        "weekly_programme",
        Group.LISTINGS,
        (
            drawn("weekly_programme", days=_programme(*_ITEMS)),
            drawn("weekly_programme", State.LONG, days=_programme(_item(LONG_TITLE))),
            drawn("weekly_programme", State.EMPTY, days=_programme()),
        ),
    ),
    Entry(
        "agenda",
        Group.LISTINGS,
        (
            drawn("agenda", cards=[_CARD, _CARD], level=3),
            drawn("agenda", State.LONG, cards=[_LONG_CARD], level=3),
        ),
    ),
    Entry(
        "today_brief",
        Group.LISTINGS,
        (
            drawn("today_brief", cards=[_CARD, _CARD], only_examples=False, deep=True),
            drawn("today_brief", State.EXAMPLE, cards=[_CARD], only_examples=True),
            drawn("today_brief", State.EMPTY, cards=[], only_examples=False),
        ),
    ),
    Entry(
        "latest_table",
        Group.LISTINGS,
        (
            drawn("latest_table", rows=(Row("Arviointityökalu", "/", "", "Esimerkkiyhdistys", "1.5.2030"),), label="Uusimmat materiaalit"),
            drawn("latest_table", State.LONG, rows=(Row(LONG_TITLE, "/", "", LONG_TITLE, ""),), label="Uusimmat materiaalit"),
        ),
    ),
    Entry(
        "save_button",
        Group.LISTINGS,
        (
            Sample(State.NORMAL, lambda: _button(chosen=False)),
            Sample(State.CHOSEN, lambda: _button(chosen=True)),
        ),
    ),
)


def _button(*, chosen: bool) -> str:
    """As the script puts it on a card."""
    html = drawn("save_button").draw().replace('<template id="save-button">', "").replace("</template>", "")
    if not chosen:
        return html
    shown = html.replace('class="save-button-on" hidden', 'class="save-button-on"')
    return shown.replace('class="save-button-off"', 'class="save-button-off" hidden')
