"""The report: what holds, and sections that are measured at different times."""

from pathlib import Path

import pytest

from bench.rows import Row, Section, update


@pytest.mark.parametrize(
    ("row", "holds", "target"),
    [
        (Row("a", 10, "ms", 1.0, 2.0), None, ""),
        (Row("a", 10, "ms", 1.0, 3.1, limit=3), False, "p95 ≤ 3 ms"),
        (Row("a", 10, "ms", 1.0, 3.1, limit=3, held_to="p50"), True, "p50 ≤ 3 ms"),
        (Row("a", 10, "MB", 351.0, limit=350), False, "≤ 350 MB"),
        (Row("a", 10, "documents/s", 1499.0, limit=1500, at_least=True), False, "≥ 1500 documents/s"),
        (Row("a", 10, "x", 100.0, limit=100, at_least=True), True, "≥ 100 x"),
    ],
)
def test_whether_a_row_holds(row: Row, holds: bool | None, target: str) -> None:
    assert (row.holds, row.target) == (holds, target)


def test_what_does_not_hold_is_named() -> None:
    section = Section.of(
        "Engine", "How.", [Row("search", 10_000, "ms", 1.0, 9.0, limit=3), Row("suggest", 10_000, "ms", 1.0, 2.0, limit=5)]
    )
    assert section.faults == ("search, 10000 listings: p95 ≤ 3 ms",)
    assert "10 000" in section.text
    assert "**no**" in section.text


def test_a_partial_run_keeps_the_other_sections(tmp_path: Path) -> None:
    report = tmp_path / "measurements.md"
    order = ("First", "Second")
    update(report, "# Old head\n", [Section("Second", "old", "b"), Section("First", "first", "a")], order)
    update(report, "# New head\n", [Section("Second", "new", "c")], order)
    text = report.read_text()
    assert text.startswith("# New head")
    assert "old" not in text.lower()
    assert text.index("## First") < text.index("first") < text.index("## Second") < text.index("new")
    update(report, "# New head\n", [], order)
    assert report.read_text() == text
