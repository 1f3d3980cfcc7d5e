"""What a measurement says, and whether it holds; sections of the report."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bench.measure import percentile
from bench.table import table

Compared = Literal["p50", "p95", ""]
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """One measured thing. ``listings``: in the portal. ``p95``: None for a single figure, which is in ``p50``.

    ``limit``: what it may be at most, or must be at least with ``at_least``; None when it is only reported. ``held_to``: the figure
    that the limit is for.
    """

    what: str
    listings: int
    unit: str
    p50: float
    p95: float | None = None
    limit: float | None = None
    held_to: Compared = "p95"
    at_least: bool = False

    @classmethod
    def of(cls, what: str, listings: int, taken: Sequence[float], limit: float | None = None, held_to: Compared = "p95") -> "Row":
        """Of times in milliseconds."""
        return cls(what, listings, "ms", percentile(list(taken), 0.5), percentile(list(taken), 0.95), limit, held_to)

    @property
    def holds(self) -> bool | None:
        """Whether it keeps to its limit; None without one."""
        if self.limit is None:
            return None
        value = self.p50 if self.p95 is None or self.held_to == "p50" else self.p95
        return value >= self.limit if self.at_least else value <= self.limit

    @property
    def verdict(self) -> str:
        """``holds`` in a word."""
        return {True: "yes", False: "**no**", None: ""}[self.holds]

    @property
    def thousands(self) -> str:
        """Listings as people write a number, e.g. 10 000."""
        return f"{self.listings:,}".replace(",", " ")

    @property
    def target(self) -> str:
        """The limit in words."""
        if self.limit is None:
            return ""
        figure = "" if self.p95 is None else f"{self.held_to} "
        return f"{figure}{'≥' if self.at_least else '≤'} {self.limit:g} {self.unit}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the report. ``note``: how it was measured. ``faults``: what is over its limit."""

    title: str
    note: str
    body: str
    faults: tuple[str, ...] = ()

    @classmethod
    def of(cls, title: str, note: str, rows: Sequence[Row]) -> "Section":
        """With the usual table."""
        cells = [(row.what, row.thousands, row.p50, "" if row.p95 is None else row.p95, row.unit, row.target, row.verdict) for row in rows]
        faults = tuple(f"{row.what}, {row.listings} listings: {row.target}" for row in rows if row.holds is False)
        return cls(title, note, table(("what", "listings", "p50", "p95", "", "target", "holds"), cells), faults)

    @property
    def text(self) -> str:
        """As Markdown."""
        return f"## {self.title}\n\n{self.note}\n\n{self.body}\n"


def update(report: Path, head: str, sections: Iterable[Section], order: Sequence[str]) -> None:
    """Write ``sections`` into the report; those measured another time stay as they are. ``order``: of all titles."""
    texts = _read(report) | {section.title: section.text for section in sections}
    ordered = [texts[title] for title in order if title in texts]
    report.write_text("\n".join([head, *ordered]), encoding="utf-8")


def _read(report: Path) -> dict[str, str]:
    if not report.exists():
        return {}
    text = report.read_text(encoding="utf-8")
    starts = [(match.group(1), match.start()) for match in _HEADING.finditer(text)]
    ends = [start for _title, start in starts[1:]] + [len(text)]
    return {title: text[start:end].rstrip("\n") + "\n" for (title, start), end in zip(starts, ends, strict=True)}
