"""The filters beside the results, with counts."""

from functools import lru_cache
from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from portal.browse.list_filters import Group, Option
from portal.localisation.languages import current_language
from search.forms import ONLY, RADII, SWITCHES, SearchForm
from search.names import current_names
from search.page.when import ANY_TIME, OWN_DAYS, WHEN, when_in_words
from search.service import SearchResults

GROUPS: dict[str, Any] = {
    "municipality": gettext_lazy("Municipality"),
    "kind": gettext_lazy("What"),
    "topic": gettext_lazy("Topic"),
    "age_band": gettext_lazy("Age"),
    "audience": gettext_lazy("For whom"),
    "language": gettext_lazy("Language"),
}
_ONE_OF = frozenset({"municipality"})
"""Filters of which the form offers one value at a time."""


def facet_groups(form: SearchForm, found: SearchResults) -> list[Group]:
    """Every filter that has something to choose."""
    groups = [*(_group(name, form, found) for name in GROUPS), _switches(found)]
    return [group for group in groups if group.options]


def when_group(form: SearchForm) -> Group:
    """Days to choose from; days of the reader's own stand beside them when an address names some."""
    own = when_in_words("", form.first, form.last)
    any_time = Option(value=ANY_TIME if own else "", label=gettext("Any time"), count=None, selected=not (form.when or own))
    options = [any_time, *(Option(value=key, label=str(label), count=None, selected=key == form.when) for key, label in WHEN.items())]
    if own:
        options.append(Option(value=OWN_DAYS, label=own, count=None, selected=True))
    return Group("when", gettext("When"), tuple(options), is_open=bool(form.when or own))


@lru_cache(maxsize=64)
def radius_options(chosen: int, lang: str) -> SafeString:
    """Options of a select, in the active language ``lang``. ``chosen``: kilometres, 0 for any distance."""
    rows = [(0, "", gettext("Any distance")), *((km, km, gettext("at most %(km)d km") % {"km": km}) for km in RADII)]
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, SafeString(" selected") if km == chosen else "", label) for km, value, label in rows),
    )


def _group(name: str, form: SearchForm, found: SearchResults) -> Group:
    facets = found.facets[name]
    options: tuple[Option, ...] = facets
    if name == "municipality":
        options += _example_options({each.value for each in facets})
    chosen = form.filters.get(name, ())
    multiple = name not in _ONE_OF or len(chosen) > 1
    if options and not multiple:
        options = (Option(value="", label=gettext("All"), count=None, selected=not chosen), *options)
    return Group(name, str(GROUPS[name]), options, multiple=multiple, is_open=bool(chosen))


def _switches(found: SearchResults) -> Group:
    options = tuple(
        Option(value=name, label=facet.label, count=facet.count, selected=facet.selected)
        for name in SWITCHES
        for facet in found.facets[name]
    )
    return Group(ONLY, gettext("Only these"), options, multiple=True, is_open=any(option.selected for option in options))


def _example_options(known: set[str]) -> tuple[Option, ...]:
    """Municipalities of fictional examples: choosing one is the only way to find what is there, so they are always offered."""
    names, lang = current_names(), current_language()
    codes = names.in_order("municipality", names.example_codes - known, lang)
    labels = {code: names.label("municipality", code, lang) for code in codes}
    return tuple(Option(code, gettext("%(name)s (fictional example)") % {"name": label}, None, False) for code, label in labels.items())
