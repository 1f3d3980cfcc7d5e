"""Street addresses in running text, as they are written in Finland: what the texts of a confidential place may not tell.

The form of an address is that of the Finnish address guide (SFS 5966): street and number, post code and post office.
"""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

from django.utils.html import strip_tags

_STREET = r"(?:katu|tie|kuja|polku|raitti|kaari|väylä|rinne|penger|aukio|ranta|bulevardi|gatan|vägen|gränden|gränd|stigen|esplanaden)"
_ROADS = r"(?!(?:valta|kanta|seutu|yhdys|maan)tie\s|riksvägen\s|stamvägen\s)"
"""Highways have numbers too: “valtatie 5” is no address, nor is “Vaasan valtatie 5”."""
_ADDRESS = re.compile(
    rf"(?i:\b(?:[^\W\d]+[ -])?{_ROADS}[^\W\d]*{_STREET}\s+\d{{1,3}}(?!\d)(?![\d.:/–-]*\d)(?:\s?[A-Z]\b)?)"
    r"|(?<![\d-])(?<!\d\s)\d{5}\s+[A-ZÅÄÖ][a-zåäö]{2,}|(?<![\d.])(?:59|6\d|70)[.,]\d{4,}"
)


def street_address_in(text: str) -> str:
    """The first street address, post code with its town, or exact latitude of a text; empty when it tells none.

    :param text: plain, or HTML whose tags are passed over.
    """
    found = _ADDRESS.search(" ".join(unescape(strip_tags(text)).split()))
    return found.group() if found else ""


def texts_in(value: Any) -> Iterator[str]:
    """Every text within a field's value: of running content and lists of rows, the texts of all their blocks."""
    if isinstance(value, str):
        yield value
    elif hasattr(value, "stream_block"):
        yield from texts_in(list(value.get_prep_value()))
    elif isinstance(value, dict):
        for name, part in value.items():
            if name not in {"id", "type"}:
                yield from texts_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts_in(part)


def without_street_addresses(value: Any) -> Any:
    """The same value, JSON or text that holds JSON as a revision does, with every street address taken out of its texts."""
    if isinstance(value, str):
        return _in_json(value, without_street_addresses) if value.startswith("[") else _ADDRESS.sub("", value)
    if isinstance(value, dict):
        return {name: part if name in {"id", "type"} else without_street_addresses(part) for name, part in value.items()}
    if isinstance(value, list):
        return [without_street_addresses(part) for part in value]
    return value


def _in_json(text: str, change: Callable[[Any], Any]) -> str:
    try:
        before = json.loads(text)
    except ValueError:  # a text that only begins like a list
        return _ADDRESS.sub("", text)
    after = change(before)
    return text if after == before else json.dumps(after)
