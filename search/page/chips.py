"""What is in force, each removable: what was understood of the words, and what was chosen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from search.engines.base import Sort
from search.forms import INTENTS, SearchForm
from search.page.nearby import Near
from search.page.when import when_in_words
from search.service import SearchResults

_ICONS = {"place": "map-pin", "age": "baby", "time": "calendar-days", "online": "monitor", "free": "wallet"}


@dataclass(frozen=True, slots=True)
class Chip:
    """Something in force, and the address without it. ``icon``: of lucide, or empty."""

    label: str
    remove_url: str
    icon: str = ""


def understood_chips(form: SearchForm, found: SearchResults) -> list[Chip]:
    """What the words were understood to mean; several of one kind (two places) go together, as the words said them."""
    kinds = [kind for kind in INTENTS if any(intent.kind == kind for intent in found.intents)]
    return [
        Chip(
            label=", ".join(dict.fromkeys(str(intent.label) for intent in found.intents if intent.kind == kind)),
            remove_url=replace(form, without=(*form.without, kind)).address(),
            icon=_ICONS[kind],
        )
        for kind in kinds
    ]


def chosen_chips(form: SearchForm, found: SearchResults, near: Near) -> list[Chip]:
    """What the reader chose: filters, place and time."""
    filters = [
        Chip(label=facet.label, remove_url=form.address(without=(name, facet.value)))
        for name, facets in found.facets.items()
        for facet in facets
        if facet.selected
    ]
    return [*_of_place(form, near), *_of_time(form), *filters]


def _of_place(form: SearchForm, near: Near) -> Iterator[Chip]:
    if near.point is None:
        return
    sort = Sort.RELEVANCE if form.sort is Sort.DISTANCE else form.sort
    without = replace(form, near="", radius=0, sort=sort).address()
    where = near.label or gettext("your location")
    if form.radius:
        label = gettext("At most %(km)d km from: %(place)s") % {"km": form.radius, "place": where}
    else:
        label = gettext("Distances from: %(place)s") % {"place": where}
    yield Chip(label, without, "navigation")


def _of_time(form: SearchForm) -> Iterator[Chip]:
    label = when_in_words(form.when, form.first, form.last)
    if label:
        yield Chip(label, replace(form, when="", first=None, last=None).address(), "calendar-days")
