"""The closing sum of ``make test`` must never call a broken run a good one."""

from pathlib import Path

from scripts.junit import Totals, read_totals

REPORT = """<testsuites><testsuite>
<testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><error/></testcase>
<testcase name="d"><skipped message="Elasticsearch is missing: set ELASTICSEARCH_URL"/></testcase>
</testsuite></testsuites>"""


def test_missing_report_counts_as_a_failure(tmp_path: Path) -> None:
    assert read_totals(tmp_path / "none.xml") == Totals(failed=1)


def test_report_without_tests_counts_as_a_failure(tmp_path: Path) -> None:
    empty = tmp_path / "empty.xml"
    empty.write_text("<testsuites><testsuite/></testsuites>")
    assert read_totals(empty).failed == 1


def test_errors_are_failures_and_skips_keep_their_reason(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    totals = read_totals(report)
    assert (totals.passed, totals.failed) == (1, 2)
    assert totals.skipped == {"Elasticsearch is missing: set ELASTICSEARCH_URL": 1}


def test_totals_of_several_runs_add_up(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(REPORT)
    once = read_totals(report)
    assert (once + once).failed == 2 * once.failed
    assert (once + once).skipped.total() == 2
