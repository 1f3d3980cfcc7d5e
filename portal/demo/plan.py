"""What a page is to become, as a plain value: made from the sources alone, comparable, without touching the database."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class PageRef:
    """A page by its external id; becomes its primary key when the plan is written."""

    page: str


@dataclass(frozen=True)
class MunicipalityRef:
    """A municipality by its code."""

    municipality: str


@dataclass(frozen=True)
class PictureRef:
    """A picture by its file under ``portal/demo/data``, with its words; becomes the primary key of the stored picture."""

    picture: str
    alt: str
    credit: str


@dataclass(frozen=True)
class VersionPlan:
    """Texts in a further language; ``body`` is raw stream data."""

    locale: str
    title: str
    summary: str = ""
    plain_summary: str = ""
    body: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class PagePlan:
    """A page to be made or brought up to date.

    ``values`` are plain field values (text, numbers, ISO dates, references); ``streams`` raw StreamField data;
    ``terms`` the identifiers of taxonomy terms by field.
    """

    report: str
    """Row of the closing table."""
    model: str
    """App label and model, e.g. "services.ServicePage"."""
    external_id: str
    parent: str
    """External id of the page it stands under."""
    slug: str
    title: str
    live: bool = True
    values: dict[str, Any] = field(default_factory=dict)
    streams: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    terms: dict[str, tuple[str, ...]] = field(default_factory=dict)
    versions: tuple[VersionPlan, ...] = ()

    def digest(self) -> str:
        """Fingerprint of the whole plan; the same sources give the same fingerprint."""
        return fingerprint(asdict(self))


def fingerprint(value: Any) -> str:
    """SHA-256 of a plain value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
