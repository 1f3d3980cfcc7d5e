"""Small translations from the content file's words to the portal's values; no database."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.utils.text import slugify

from portal.demo.records import Record

REGIONAL_COORDINATION = "org-eloisa"
"""Keeps the records that nobody maintains."""
WHOLE_COUNTY = "koko Etelä-Savo"
NATIONAL = "valtakunnallinen"
FREE = "maksuton"

SEED_SOURCES = {
    "000_": ("Etelä-Savon perhekeskustoiminnan yhteistyösopimus, aiempi kausi", ""),
    "001_": ("Etelä-Savon perhekeskustoiminnan yhteistyösopimus, aiempi kausi", ""),
    "002_": ("Rantasalmen hyvinvointi- ja sivistyslautakunta 29.9.2025 § 85", "2025-09-29"),
    "003_": ("Etelä-Savon perhekeskustoiminnan yhteistyösopimus 2026–2029", ""),
    "004_": ("Etelä-Savon perhekeskustoiminnan toimintasuunnitelma 2026–2029", ""),
}
"""Documents behind the content file, by the beginning of their file name: (title, date)."""

LANGUAGES = {"dari": "prs", "farsi": "fa", "sorani": "ckb"}
"""Languages the content file names in words; the others are BCP 47 codes already."""

STATUS = {"current": "current", "historical": "historical", "unverified": "historical"}
"""An unverified record stays a draft; were it published, it must not count as current."""


def last_day(partial: str) -> dt.date | None:
    """The last day of a date known by year, month or day ("2025" -> 2025-12-31); None when empty."""
    if not partial:
        return None
    year, month, day = (*(int(part) for part in partial.split("-")), 0, 0)[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def iso(day: dt.date | None) -> str | None:
    """A day as plan values carry it."""
    return day.isoformat() if day else None


def without_year(words: str, as_of: str) -> str:
    """Times in words without the year in brackets, when that is the year of ``as_of``: it is shown from there."""
    return re.sub(rf"\s*\((?:syksy |kevät )?{as_of[:4]}\)", "", words).strip() if as_of else words


def locality(words: str) -> str:
    """A locality without "mm." (among others)."""
    return words.removeprefix("mm. ")


def languages(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Languages of service: (spoken, with an interpreter). "tulkattuna ar" begins the list of interpreted ones."""
    spoken: list[str] = []
    interpreted: list[str] = []
    for entry in words:
        if entry.startswith("tulkattuna "):
            interpreted += [LANGUAGES.get(name, name) for name in entry.removeprefix("tulkattuna ").split(", ")]
        else:
            spoken.append(LANGUAGES.get(entry, entry))
    return tuple(spoken), tuple(interpreted)


def street_address(words: str) -> tuple[str, str, str]:
    """(street, post code, post town) of "Hiihtäjäntie 3, 51900 Juva"."""
    street, _, rest = words.partition(", ")
    match = re.fullmatch(r"(\d{5}) (.+)", rest)
    return (street, match[1], match[2]) if match else (street, "", rest)


def source_blocks(record: Record) -> list[dict[str, Any]]:
    """Sources as raw stream data: a document's title, or a site's name and the address. A single source carries the record's date."""
    blocks = []
    for entry in dict.fromkeys(record.source):
        title, date = next((known for start, known in SEED_SOURCES.items() if entry.startswith(start)), ("", ""))
        address = ""
        if not title:
            address, _, note = entry.partition(" ") if entry.startswith("http") else ("", "", entry)
            title = note.strip("()") or urlsplit(address).netloc.removeprefix("www.")
        if not date and len(record.source) == 1:
            date = record.as_of
        blocks.append({"type": "source", "value": {"title": title, "url": address, "date": date}})
    return _once(blocks)


def _once(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    seen = []
    for block in blocks:
        if block not in seen:
            seen.append(block)
    return seen


def paragraphs(texts: Iterable[str]) -> list[dict[str, Any]]:
    """Plain paragraphs as a raw body: one text block."""
    joined = "".join(f'<p data-block-key="p{number}">{_escaped(text)}</p>' for number, text in enumerate(texts) if text)
    return [{"type": "text", "value": joined}] if joined else []


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def page_slug(title: str) -> str:
    """An address from a title: ASCII letters, at most 60 characters, whole words."""
    slug = slugify(title)
    return slug if len(slug) <= 60 else slug[:61].rpartition("-")[0]
