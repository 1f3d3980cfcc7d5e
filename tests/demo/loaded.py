"""The region's content, loaded once a run for all tests that look at it."""

import datetime as dt

from portal.demo.load import load
from portal.demo.report import Report
from portal.demo.source import read_sources
from tests.again import once_a_run

TODAY = dt.date(2026, 11, 21)
"""The day on which it is loaded."""


def real_content() -> Report:
    """Load it without the fictional association; tells what was loaded."""
    report: Report = once_a_run("real content", lambda: load(read_sources(), today=TODAY, example=False))
    return report
