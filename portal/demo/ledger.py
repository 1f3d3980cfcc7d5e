"""Remembers what has been written from which sources, and counts what a run does."""

from typing import Any

from wagtail.models import Page

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

    def is_edited_here(self, key: str, page: Page) -> bool:
        """Whether somebody has saved the page, or taken it out of the public, since the loader wrote it.

        Of a page written before revisions were remembered: whether a person wrote its latest revision.
        """
        record = self._known.get(key)
        if record is None or (page.first_published_at is not None and not page.live):
            return record is not None
        if record.revision is None:
            return bool(page.latest_revision and page.latest_revision.user_id)
        return bool(page.latest_revision_id != record.revision)

    def is_unchanged(self, key: str, plain: Any, exists: bool) -> bool:
        """Whether ``key`` was written from the same plain value before, and is still there."""
        record = self._known.get(key)
        return exists and record is not None and record.digest == fingerprint(plain)

    def keep(self, row: str) -> None:
        """Count one as left alone."""
        self.report.count(row, Outcome.UNCHANGED)

    def write(self, row: str, key: str, plain: Any, page: Page | None = None) -> None:
        """Remember what was written, and count it."""
        known = key in self._known
        values = {"digest": fingerprint(plain), "page_id": page and page.pk, "revision": page and page.latest_revision_id}
        self._known[key], _created = LoadedRecord.objects.update_or_create(key=key, defaults=values)
        self.report.count(row, Outcome.UPDATED if known else Outcome.LOADED)
