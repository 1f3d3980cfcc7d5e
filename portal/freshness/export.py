"""Tables for spreadsheets that cannot be made to calculate."""

import csv
import io
from collections.abc import Iterable
from typing import Any

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters by which spreadsheets take a text for a formula (OWASP, CSV injection)."""


def csv_of(rows: Iterable[Iterable[Any]]) -> str:
    """Rows as CSV with a byte order mark and semicolons, as spreadsheets in Finnish read it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([[_safe(value) for value in row] for row in rows])
    return f"\ufeff{text.getvalue()}"


def _safe(value: Any) -> str:
    written = "" if value is None else str(value)
    return f"'{written}" if written.startswith(_FORMULA_STARTS) else written
