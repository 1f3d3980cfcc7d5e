"""For whom and where, in a line."""

from collections.abc import Iterable

from django.utils.text import capfirst
from django.utils.translation import gettext, ngettext

from portal.listings.kinds import DeliveryKind
from portal.listings.listing import Eligibility, Listing
from portal.localisation.languages import current_language, kept_in_each_language

MAX_TOWNS = 4
"""More towns than this are told as a number."""


def whom_in_words(eligibility: Eligibility) -> str:
    """For whom: the source's own words, else audiences and ages."""
    if eligibility.text:
        return capfirst(eligibility.text)
    ages = _ages(eligibility.age_min, eligibility.age_max) or ", ".join(band.label for band in eligibility.age_bands)
    return capfirst(", ".join([*(_inside_a_line(term.label) for term in eligibility.audiences), *([ages] if ages else [])]))


def _inside_a_line(label: str) -> str:
    """A label as it is written inside a sentence; English keeps its capitals ("Swedish speakers"), and so do short forms ("MLL")."""
    if current_language() not in ("fi", "sv") or not label[1:2].islower():
        return label
    return label[0].lower() + label[1:]


@kept_in_each_language
def _ages(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if high is None:
        return gettext("from %(age)s years") % {"age": low}
    if low is None or low == 0:
        return ngettext("under %(age)s year", "under %(age)s years", high + 1) % {"age": high + 1}
    if low == high:
        return ngettext("%(age)s year", "%(age)s years", low) % {"age": low}
    return gettext("%(low)s–%(high)s years") % {"low": low, "high": high}


def where_in_words(listing: Listing) -> str:
    """Place and municipality, towns of a service, or how it is reached from home."""
    place = listing.place
    parts = []
    if place is not None:
        town = place.locality or (place.municipality.name if place.municipality else "")
        if place.municipality and place.locality and place.locality != place.municipality.name:
            town = f"{place.locality} ({place.municipality.name})"
        parts += [place.name, town]
    elif listing.delivery_points:
        parts.append(
            _towns([point.place.municipality.name for point in listing.delivery_points if point.place and point.place.municipality])
        )
        parts.append(_ways(frozenset(point.kind for point in listing.delivery_points)))
    elif listing.locations:
        parts.append(_towns([reference.name for reference in listing.locations]))
    if listing.online and not listing.delivery_points:
        parts.append(gettext("online"))
    return capfirst(", ".join(dict.fromkeys(part for part in parts if part)))


def _towns(names: Iterable[str]) -> str:
    once = list(dict.fromkeys(names))
    if len(once) > MAX_TOWNS:
        return ngettext("%(n)d municipality", "%(n)d municipalities", len(once)) % {"n": len(once)}
    return ", ".join(once)


@kept_in_each_language
def _ways(kinds: frozenset[DeliveryKind]) -> str:
    words = {
        DeliveryKind.PHONE: gettext("by phone"),
        DeliveryKind.CHAT: gettext("in a chat"),
        DeliveryKind.WEB: gettext("on the web"),
        DeliveryKind.REMOTE: gettext("remotely"),
        DeliveryKind.HOME_VISIT: gettext("at your home"),
    }
    return ", ".join(word for kind, word in words.items() if kind in kinds)


def about_km(km: float) -> str:
    """A distance as the crow flies: whole kilometres, and under one told as such."""
    return gettext("less than 1 km") if km < 1 else gettext("about %(km)d km") % {"km": round(km)}
