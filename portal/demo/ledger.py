"""Remembers what has been written from which sources, and counts what a run does."""

from typing import Any

from portal.demo.models import LoadedRecord
from portal.demo.plan import fingerprint
from portal.demo.report import Outcome, Report


class Ledger:
    """The loader's memory during one run."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._known = {record.key: record for record in LoadedRecord.objects.all()}

    def page_id(self, key: str) -> int | None:
        """Primary key of the page written under ``key``, if there is one."""
        record = self._known.get(key)
        return record.page_id if record else None

    def is_unchanged(self, key: str, plain: Any, exists: bool) -> bool:
        """Whether ``key`` was written from the same plain value before, and is still there."""
        record = self._known.get(key)
        return exists and record is not None and record.digest == fingerprint(plain)

    def keep(self, row: str) -> None:
        """Count one as left alone."""
        self.report.count(row, Outcome.UNCHANGED)

    def write(self, row: str, key: str, plain: Any, page_id: int | None = None) -> None:
        """Remember what was written, and count it."""
        known = key in self._known
        values = {"digest": fingerprint(plain), "page_id": page_id}
        self._known[key], _created = LoadedRecord.objects.update_or_create(key=key, defaults=values)
        self.report.count(row, Outcome.UPDATED if known else Outcome.LOADED)
