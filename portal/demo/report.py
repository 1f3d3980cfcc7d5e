"""What a run of the loader did, kind by kind."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What became of one record."""

    LOADED = "loaded"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass
class Report:
    """Counts by row and outcome; what was left out, and why, by row."""

    counts: dict[str, Counter[Outcome]] = field(default_factory=dict)
    left_out: dict[str, Counter[str]] = field(default_factory=dict)
    notes: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, row: str, outcome: Outcome) -> None:
        """One record of ``row`` was loaded, updated or left as it was."""
        self.counts.setdefault(row, Counter())[outcome] += 1

    def leave_out(self, row: str, why: str, number: int = 1) -> None:
        """Records of ``row`` that get no page."""
        self.left_out.setdefault(row, Counter())[why] += number

    def note(self, row: str, what: str) -> None:
        """Something to know of a loaded record, e.g. that it stays a draft."""
        self.notes.setdefault(row, Counter())[what] += 1

    def total(self, outcome: Outcome) -> int:
        """How many records had this outcome, over all rows."""
        return sum(counter[outcome] for counter in self.counts.values())

    def lines(self) -> list[str]:
        """The closing table, one line a row, in the order the rows were met."""
        rows = list(dict.fromkeys([*self.counts, *self.left_out]))
        width = max(len("kind"), *(len(row) for row in rows)) if rows else len("kind")
        heads = f"{'kind':<{width}}  {'loaded':>6}  {'updated':>7}  {'unchanged':>9}  left out, and why"
        return [heads, "-" * len(heads), *(self._line(row, width) for row in rows)]

    def _line(self, row: str, width: int) -> str:
        counter = self.counts.get(row, Counter())
        left = self.left_out.get(row, Counter())
        remarks = [f"{number} {why}" for why, number in left.items()]
        remarks += [f"({number} {what})" for what, number in self.notes.get(row, Counter()).items()]
        numbers = f"{counter[Outcome.LOADED]:>6}  {counter[Outcome.UPDATED]:>7}  {counter[Outcome.UNCHANGED]:>9}"
        return f"{row:<{width}}  {numbers}  {'; '.join(remarks)}".rstrip()
