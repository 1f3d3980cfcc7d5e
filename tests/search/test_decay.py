"""The next date moves near-equals only."""

import datetime as dt
from itertools import pairwise

import pytest

from search.engines.decay import FAR_FACTOR, LEAST, WINDOW, next_date_factor, windows

NOW = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def at(days: float) -> int:
    return int((NOW + dt.timedelta(days=days)).timestamp())


@pytest.mark.parametrize(
    ("days", "factor"),
    [(-400, 1.0), (-0.1, 1.0), (0, 1.0), (7, 1.0), (48.5, (1 + FAR_FACTOR) / 2), (90, FAR_FACTOR), (900, FAR_FACTOR)],
)
def test_the_factor_falls_from_a_week_to_three_months(days: float, factor: float) -> None:
    assert next_date_factor(at(days), NOW) == pytest.approx(factor)


def test_what_has_no_date_is_as_good_as_what_is_on_now() -> None:
    assert next_date_factor(None, NOW) == 1.0


@pytest.mark.parametrize("prior", [1.0, 0.93, 0.9, 0.7, 0.65])
def test_together_with_its_age_nothing_falls_below_the_least(prior: float) -> None:
    for ended in (True, False):
        factor = next_date_factor(at(900), NOW, ended=ended, prior=prior)
        assert LEAST <= factor <= 1.0
        assert prior * factor >= min(prior, LEAST) - 1e-9
    assert next_date_factor(None, NOW, ended=True) == LEAST


@pytest.mark.parametrize(("offset", "limit"), [(0, 20), (180, 20), (190, 30), (200, 20), (0, 450), (399, 1), (0, 0)])
def test_windows_cover_the_page_without_overlap(offset: int, limit: int) -> None:
    starts = list(windows(offset, limit))
    assert starts[0] <= offset < starts[0] + WINDOW
    assert starts[-1] + WINDOW >= offset + limit
    assert all(second - first == WINDOW for first, second in pairwise(starts))
