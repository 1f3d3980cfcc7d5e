"""Sums of pytest's JUnit reports."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree  # our own reports, no foreign XML


@dataclass(frozen=True)
class Totals:
    """How many tests passed and failed (errors count as failed), and how many were skipped for which reason."""

    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    @property
    def ran(self) -> bool:
        """Whether any test was counted at all."""
        return bool(self.passed or self.failed or self.skipped)

    def __add__(self, other: "Totals") -> "Totals":
        return Totals(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)


def read_totals(report: Path) -> Totals:
    """Totals of one report. No report, or one without tests, means that pytest did not get to run: one failure."""
    if not report.exists():
        return Totals(failed=1)
    passed = failed = 0
    skipped: Counter[str] = Counter()
    for case in ElementTree.parse(report).getroot().iter("testcase"):  # noqa: S314 (written by pytest a moment ago)
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is not None:
            skipped[skip.get("message", "no reason given")] += 1
        else:
            passed += 1
    return Totals(passed, failed, skipped) if passed or failed or skipped else Totals(failed=1)
