"""The calendar: a week, a day or a list of everything that happens. At most four queries, however much there is.

What stands below the page's frame is kept drawn for one state of the public content, until the first date on it ends or the day does.
"""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from portal.browse.calendar.address import SHAPES, Address, NoSuchDayError, Shape, filter_form, has_dropped, read_address
from portal.browse.calendar.days import happenings
from portal.browse.calendar.links import webcal
from portal.browse.labels import Label, filter_labels
from portal.browse.list_filters import are_known
from portal.browse.organisation import organisation_of
from portal.browse.tabs import Tab
from portal.browse.templatetags.drawn import PARTS
from portal.browse.true_for_now import TrueForNow
from portal.catalogue.memory import memory
from portal.catalogue.writer import HORIZON
from portal.content.clock import date, dates, day_in_words
from portal.listings.listing import Listing
from portal.localisation.languages import current_language
from portal.pagecache.changes import State
from portal.pagecache.kept import keep

DAYS_OF_TODAY = 7
"""How far the page "today and this week" looks."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The way to other days; an address is empty where nothing can be known there."""

    previous_url: str
    previous: str
    next_url: str
    next: str
    today_url: str


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Days in the shape and with the filters of the address. A date that is none: 404, with words and a way on."""
    try:
        address = read_address(request.GET)
    except NoSuchDayError:
        return _no_such_day(request)
    return _page(request, address, dropped=has_dropped(request.GET, address))


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Today and the next six days as a list; the same filters."""
    query = request.GET.copy()
    query.pop("date", None)
    address = replace(read_address(query, shape=Shape.LIST), shape=Shape.LIST)
    return _page(request, address, dropped=has_dropped(query, address), days=DAYS_OF_TODAY)


def _no_such_day(request: HttpRequest) -> HttpResponse:
    context = {"problem": "nonsense", "noindex": True, "tabs": (), "form": None, "steps": None, "heading": gettext("There is no such day")}
    return render(request, "pages/calendar.html", context, status=404)


@dataclass(frozen=True, slots=True)
class _Name:
    """Everything that a kept page depends on but the time."""

    address: Address
    days: int
    dropped: bool
    lang: str
    state: State
    labels: int
    """Which names of filters: they may be read a moment before or after the state."""


def _page(request: HttpRequest, address: Address, *, dropped: bool, days: int = 0) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    state = memory.state()  # before reading: what changes meanwhile is drawn again
    organisation = organisation_of(address.organisation, seen=True)
    if address.organisation is not None and organisation is None:
        address, dropped = replace(address, organisation=None), True
    first, last = address.days(today)
    if days:
        last = first + dt.timedelta(days=days - 1)
    labels = filter_labels()
    name = _Name(address, days, dropped, current_language(), state, id(labels))
    context = _frame(address, first, last, today) | {"is_today_page": bool(days)}
    kept = kept_calendars.get(name, now.timestamp())
    parts = kept[1] if kept else None
    if parts is None:
        context |= _below(address, labels, first, last, today, organisation) | {"dropped": dropped}
        if not context["problem"]:
            parts = {}
            in_columns = address.shape is Shape.WEEK
            shown = happenings(
                replace(address.filters, with_examples=True),
                first,
                last,
                lang=current_language(),
                now=now,
                on_each_day=address.shape is not Shape.LIST,
            )
            context |= {"shown": shown, "days": [one for one in shown.days if in_columns or one.items], "in_columns": in_columns}
    context[PARTS] = parts
    response = render(request, "pages/calendar.html", context)
    if kept is None and parts is not None:
        kept_calendars.put(name, (labels, parts), now.timestamp(), context["shown"].until)
    if not context["problem"] and are_known(address.filters, labels):
        # The page of today is a list, and says so in no address.
        keep(request, response, query=address.query(shape=Shape.WEEK) if days else address.query())
    return response


def _frame(address: Address, first: dt.date, last: dt.date, today: dt.date) -> dict[str, Any]:
    """What the page tells outside the part that is kept."""
    return {
        "problem": "past" if last < today else "future" if first > today + HORIZON else "",
        "heading": _heading(address, first, last, today),
        "news_path": reverse("browse:news_feed") + address.subscription(),
        "noindex": not address.is_plain,
    }


def _below(
    address: Address, labels: dict[str, list[Label]], first: dt.date, last: dt.date, today: dt.date, organisation: Listing | None
) -> dict[str, Any]:
    """Everything around the days, which needs no query."""
    end = today + HORIZON
    path = reverse("browse:calendar")
    file = reverse("browse:calendar_file") + address.subscription()
    return {
        "address": address,
        "day": address.day or today,
        "path": path,
        "tabs": [Tab(str(label), path + _shape_query(address, shape), shape is address.shape) for shape, label in SHAPES.items()],
        "steps": _steps(address, path, first, last, today, end),
        "form": filter_form(address, labels, organisation=organisation.title if organisation else ""),
        "file_url": file,
        "webcal_url": webcal(file),
        "horizon": date(end, year=True),
    }


def _shape_query(address: Address, shape: Shape) -> str:
    query = address.query(shape=shape)
    return "" if query == "?" else query


def _steps(address: Address, path: str, first: dt.date, last: dt.date, today: dt.date, end: dt.date) -> Steps:
    length = dt.timedelta(days=(last - first).days + 1)
    words = {
        Shape.WEEK: (gettext("Previous week"), gettext("Next week")),
        Shape.DAY: (gettext("Previous day"), gettext("Next day")),
        Shape.LIST: (gettext("Earlier"), gettext("Later")),
    }[address.shape]
    before = replace(address, day=first - length if first - length > today else None)
    return Steps(
        previous_url=path + _shape_query(before, address.shape) if first > today else "",
        previous=words[0],
        next_url=path + address.query(day=last + dt.timedelta(days=1)) if today <= last < end else "",
        next=words[1],
        today_url=path + _shape_query(replace(address, day=None), address.shape),
    )


def _heading(address: Address, first: dt.date, last: dt.date, today: dt.date) -> str:
    if address.shape is Shape.DAY:
        words = day_in_words(first, today)
        return words[:1].upper() + words[1:]
    if address.shape is Shape.WEEK and address.day:
        return gettext("Week %(number)s: %(dates)s") % {"number": first.isocalendar().week, "dates": dates(first, last)}
    return dates(first, last)


kept_calendars: TrueForNow[_Name, tuple[dict[str, list[Label]], dict[str, str]]] = TrueForNow(20)
"""Some 300 kB each; with the names of filters that were used, so that no others can take their place in memory."""
