"""Which words on a page of another language are Finnish all the same: facts that nobody has translated."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portal.localisation.languages import default_language


def finnish_texts(values: Mapping[str, Any], sources: Iterable[str], lang: str) -> tuple[str, ...]:
    """Texts of a listing that are in Finnish, each once: all of them in the Finnish listing itself.

    :param values: the Listing's values in ``lang``. :param sources: the page's Finnish texts that can be translated.
    """
    always = {text for text in _never_translated(values) if text}
    translated = {text for text in _translatable(values) if text}
    if lang != default_language():
        translated &= set(sources)
    return tuple(sorted(always | translated))


def _never_translated(values: Mapping[str, Any]) -> Iterator[str]:
    """Contacts, and what is said of single dates and seasons."""
    for contact in values.get("contacts", ()):
        yield from (contact.name, contact.note)
    for schedule in _schedules(values):
        yield from (exception.note for exception in schedule.exceptions)
        yield from (season.name for season in schedule.seasons)
    for point in values.get("delivery_points", ()):
        yield point.price.text
        if point.place is not None:
            yield point.place.way_in


def _translatable(values: Mapping[str, Any]) -> Iterator[str]:
    for name in ("price", "sign_up", "eligibility"):
        if values.get(name) is not None:
            yield values[name].text
    yield from (values.get("provider_note", ""), values.get("status_note", ""))
    if values.get("place") is not None:
        yield values["place"].way_in
    for schedule in _schedules(values):
        yield schedule.text
    for point in values.get("delivery_points", ()):
        yield from (point.name, point.note, point.booking)


def _schedules(values: Mapping[str, Any]) -> Iterator[Any]:
    points = values.get("delivery_points", ())
    yield from (schedule for schedule in (values.get("schedule"), *(point.schedule for point in points)) if schedule is not None)
