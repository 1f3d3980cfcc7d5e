"""The answer box: when, where, how to join, what it costs, whom to ask; in this order, and only what is known."""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext

from portal.browse.briefly import where_in_words
from portal.browse.points import PointView, address_line, area_in_words, price_in_words, without_scheme
from portal.browse.routes import list_url
from portal.browse.times import DateLine, Times, was_in_words
from portal.content.clock import date
from portal.listings.kinds import DeliveryKind, EventStatus, Kind, Responder
from portal.listings.listing import Contact, Listing, OrganisationRef
from portal.localisation.languages import kept_in_each_language


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A row of the component ``answer_box``."""

    icon: str
    term: str
    lines: tuple[str, ...] = ()
    url: str = ""
    url_label: str = ""
    is_external: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the way here. ``lang``: language of the label when it is not the reader's, else empty."""

    label: str
    url: str
    lang: str = ""


def answer_rows(listing: Listing, times: Times | None, *, past: str = "") -> tuple[AnswerRow, ...]:
    """Rows that have something to say. ``past``: of an event that is over, when it was (``times.past_date``)."""
    rows = [
        _when(listing, times, past),
        _where(listing),
        _joining(listing),
        _price(listing),
        _led_by(listing),
        _arranged(listing),
        _contact_row(listing),
    ]
    return tuple(row for row in rows if row is not None and (row.lines or row.url))


def contact_views(listing: Listing) -> list[PointView]:
    """Contacts as blocks; the web address of the whole when there is no contact."""
    views = [_contact(contact) for contact in listing.contacts]
    told = {view.url for view in views} | {point.url for point in listing.delivery_points}
    views += [PointView(kind=DeliveryKind.WEB, title=gettext("Web page"), url=link.url) for link in listing.links if link.url not in told]
    return views


def crumbs(listing: Listing) -> list[Crumb]:
    """The way here: the list of the kind."""
    return [Crumb(plural_label(listing.kind), list_url(listing.kind))]


@kept_in_each_language
def plural_label(kind: Kind) -> str:
    """Name of a kind's list."""
    return {
        Kind.MEETING_PLACE: gettext("Meeting places"),
        Kind.PEER_GROUP: gettext("Peer groups"),
        Kind.SERVICE: gettext("Services"),
        Kind.HELPLINE: gettext("Helplines"),
        Kind.EVENT: gettext("Events"),
        Kind.GUIDE: gettext("Guides"),
        Kind.MATERIAL: gettext("Materials"),
        Kind.ORGANISATION: gettext("Organisations"),
    }[kind]


def _contact(contact: Contact) -> PointView:
    return PointView(
        kind=DeliveryKind.PHONE, title=contact.name, phone=contact.phone, email=contact.email, url=contact.url, note=contact.note
    )


def _contact_row(listing: Listing) -> AnswerRow | None:
    """Whom to ask; services tell their numbers point by point, before this box."""
    term = gettext("Ask")
    for contact in listing.contacts:
        if contact.phone:
            return AnswerRow("phone", term, (contact.name,) if contact.name else (), f"tel:{dialled(contact.phone)}", contact.phone)
    for contact in listing.contacts:
        if contact.email:
            return AnswerRow("mail", term, (contact.name,) if contact.name else (), f"mailto:{contact.email}", contact.email)
    return None


def dialled(number: str) -> str:
    """A number as a telephone dials it: digits and a leading plus."""
    digits = "".join(letter for letter in number if letter.isdigit())
    return f"+{digits}" if number.strip().startswith("+") else digits


def _when(listing: Listing, times: Times | None, past: str) -> AnswerRow | None:
    lines: list[str] = []
    if listing.status is EventStatus.CANCELLED or (listing.kind is Kind.EVENT and times is not None and times.is_off):
        lines += _cancelled(listing, times, past)
    elif past and listing.status is not EventStatus.POSTPONED:
        lines += [line for line in (was_in_words(past), listing.status_note) if line]
    elif times is not None and (listing.status is EventStatus.MOVED or (listing.kind is Kind.EVENT and _is_moved(times))):
        lines += [capfirst(line) for line in _moved(listing, times)]
    else:
        lines += _planned(listing, times)
    return AnswerRow("clock", gettext("When"), tuple(lines))


def _cancelled(listing: Listing, times: Times | None, past: str) -> list[str]:
    """That it is cancelled with the time it had, and why: each once, whether the page or a date of it says so."""
    date_line = times.dates[0] if times and times.dates else None
    when = date_line.text if date_line and date_line.text else past
    why = listing.status_note or (date_line.note if date_line else "")
    return [line for line in (gettext("Cancelled: %(when)s") % {"when": when} if when else gettext("Cancelled"), why) if line]


def _moved(listing: Listing, times: Times) -> list[str]:
    """The new time first, then that it was moved and when it was before, and only then the plan it had."""
    new = next((line for line in times.dates if line.takes_place), None)
    if new is None:
        return [line for line in (listing.status_note, *_times(listing, times)) if line]
    said = [gettext("Next: %(when)s") % {"when": new.text}, _moved_from(new)]
    if listing.status_note not in new.note:
        said.append(listing.status_note)
    # Of several dates the others are still to be told; of one the plan would only tell the old time again.
    if len(times.dates) > 1:
        said += times.sentences
    return [line for line in said if line]


def _is_moved(times: Times) -> bool:
    return next((line.status == "moved" for line in times.dates if line.takes_place), False)


def _moved_from(line: DateLine) -> str:
    if line.status != "moved":
        return ""
    moved = gettext("Moved")
    return f"{moved}: {line.note}" if line.note else moved


def _planned(listing: Listing, times: Times | None) -> list[str]:
    lines: list[str] = []
    if listing.status is EventStatus.POSTPONED:
        lines.append(gettext("Postponed, the new time is not known"))
    if listing.status_note:
        lines.append(listing.status_note)
    if times is not None:
        lines += [capfirst(line) for line in _times(listing, times)]
    elif listing.kind in {Kind.MEETING_PLACE, Kind.PEER_GROUP, Kind.EVENT} and not lines:
        lines.append(gettext("The times are not known here. Ask the organiser."))
    return lines


def _times(listing: Listing, times: Times) -> list[str]:
    if times.old:
        return [gettext("According to an older source: %(times)s") % {"times": times.old}, gettext("Check the times with the organiser.")]
    said = [times.open.text] if times.open else []
    if times.dates and listing.kind is not Kind.MEETING_PLACE and listing.status is EventStatus.SCHEDULED:
        first = times.dates[0]
        if first.takes_place:
            said += [line for line in (gettext("Next: %(when)s") % {"when": first.text}, _moved_from(first)) if line]
        else:
            said.append(gettext("Cancelled: %(when)s") % {"when": first.text})
            said += [gettext("Next: %(when)s") % {"when": line.text} for line in times.dates if line.takes_place][:1]
    return said + [sentence for sentence in times.sentences if sentence not in said]


def _where(listing: Listing) -> AnswerRow | None:
    place = listing.place
    lines = [address_line(place) if place else where_in_words(listing) if listing.delivery_points else ""]
    if place and place.way_in:
        lines.append(place.way_in)
    if listing.online and not listing.delivery_points:
        lines.append(gettext("Online"))
    if listing.kind is Kind.ORGANISATION and listing.locations:
        lines.append(", ".join(reference.name for reference in listing.locations))
    area = area_in_words(listing.area)
    if area and not place:
        lines.append(gettext("Serves: %(area)s") % {"area": area})
    url = place.url if place and place.listing_id not in {None, listing.id} else ""
    return AnswerRow(
        "map-pin", gettext("Where"), tuple(line for line in lines if line), url, gettext("More about the place") if url else ""
    )


def _joining(listing: Listing) -> AnswerRow | None:
    sign_up = listing.sign_up
    lines = []
    if sign_up.required is False:
        lines.append(gettext("Just come, no need to sign up."))
    elif sign_up.required and not sign_up.text:
        lines.append(gettext("Sign up beforehand."))
    if sign_up.text:
        lines.append(sign_up.text)
    if sign_up.closes is not None:
        lines.append(gettext("Sign up by %(date)s") % {"date": date(sign_up.closes.date(), year=True)})
    if listing.anonymous:
        lines.append(gettext("You do not have to tell your name."))
    label = gettext("Sign up on %(site)s") % {"site": without_scheme(sign_up.url).split("/")[0]} if sign_up.url else ""
    return AnswerRow("door-open", gettext("How to join"), tuple(lines), sign_up.url, label, is_external=True)


def _price(listing: Listing) -> AnswerRow | None:
    price = price_in_words(listing.price.free, listing.price.text)
    return AnswerRow("wallet", gettext("Price"), (price,) if price else ())


def _led_by(listing: Listing) -> AnswerRow | None:
    term = gettext("Who leads") if listing.kind is Kind.PEER_GROUP else gettext("Who answers")
    return AnswerRow("user-round", term, (responder_in_words(listing),)) if listing.responder else None


def responder_in_words(listing: Listing) -> str:
    """Who answers or leads; empty while unknown."""
    if listing.responder is None:
        return ""
    words = {
        Responder.PROFESSIONAL: gettext("A professional"),
        Responder.VOLUNTEER: gettext("A trained volunteer"),
        Responder.PEER: gettext("A peer, somebody in the same situation"),
        Responder.BOTH: gettext("A peer and a professional together")
        if listing.kind is Kind.PEER_GROUP
        else gettext("Professionals and volunteers"),
    }
    return words[listing.responder]


def keeper(listing: Listing, *, is_part: bool) -> OrganisationRef | None:
    """Who keeps the page, to be told beside its sources; None where the page, or its answer box, says so already.

    :param is_part: of a guide's chapter, which has no answer box.
    """
    organisation = listing.organisation
    if organisation is None or organisation.id == listing.id:
        return None
    told = set() if is_part else {one.name for one in _organisers(listing)}
    return None if organisation.name in told else organisation


def _organisers(listing: Listing) -> list[OrganisationRef]:
    named = [*listing.providers, *listing.hosts, *listing.co_hosts]
    if not named and listing.organisation is not None and listing.kind is not Kind.ORGANISATION:
        return [listing.organisation]
    return named


def _arranged(listing: Listing) -> AnswerRow | None:
    named = _organisers(listing)
    names = [one.name for one in named]
    # Of a material the note says that one asks its owner, which its page tells in its own words.
    if listing.provider_note and listing.kind is not Kind.MATERIAL:
        names.append(listing.provider_note)
    url = next((one.url for one in named if one.url), "")
    term = gettext("Owner") if listing.kind is Kind.MATERIAL else gettext("Organiser")
    told = (", ".join(dict.fromkeys(names)),) if names else ()
    return AnswerRow("building-2", term, told, url, gettext("More about the organiser") if url else "")
