"""What is kept of a hundred thousand listings answers as dictionaries would."""

import sys
from array import array

import pytest

from portal.catalogue.columns import Numbers, Series, Titles


def test_numbers_refuse_what_they_do_not_have() -> None:
    numbers = Numbers()
    with pytest.raises(KeyError):
        numbers[1]
    with pytest.raises(KeyError):
        del numbers[1]
    numbers[5] = 50
    with pytest.raises(KeyError):
        del numbers[4]
    assert 4 not in numbers
    assert numbers.get(6) is None


def test_numbers_are_a_mapping_whatever_the_order() -> None:
    numbers, like = Numbers(), {}
    for key in (7, 3, 9, 3, 1, 8):
        numbers[key] = like[key] = key * 2**40
    assert dict(numbers) == like
    assert list(numbers) == sorted(like)
    del numbers[3], like[3]
    assert dict(numbers) == numbers.as_dict() == like
    assert len(numbers) == 4


def test_titles_of_rows_that_have_none_are_empty() -> None:
    titles = Titles()
    titles.put(3, "perhekerho", 30)
    titles.put(1, "isäryhmä", 10)
    assert [titles.entry(row) for row in range(6)] == [0, 10, 0, 30, 0, 0]
    assert titles.rows_of({30, 99}) == [3]
    titles.drop([3, 50])
    assert titles.entry(3) == 0
    assert (titles.text(1), titles.text(3)) == ("isäryhmä".encode(), b"")
    titles.put(3, "kerho", 31)
    assert titles.rows_of({30, 31}) == [3]


def test_series_refuse_rows_without_any() -> None:
    series = Series(array("d"))
    for row in (0, 7):
        with pytest.raises(KeyError):
            series[row]
        with pytest.raises(KeyError):
            del series[row]
    series[2] = array("d")
    assert (2 in series, len(series), list(series)) == (False, 0, [])
    series.pop(2, None)


def test_series_are_a_mapping_however_often_rows_go_and_come() -> None:
    series = Series(array("d"))
    like: dict[int, array[float] | None] = {}
    for turn in range(60):
        row = turn * 7 % 11
        if turn % 3 == 2:
            assert series.pop(row, None) == like.pop(row, None)
        else:
            series[row] = array("d", [turn + part / 8 for part in range(turn % 5)])
            like[row] = series.get(row)
            if not turn % 5:
                del like[row]
        assert dict(series) == like
        assert len(series) == len(like)
    assert max(like) < 11


def test_series_do_not_grow_when_rows_are_told_again() -> None:
    series = Series(array("d"))
    for _turn in range(100):
        for row in range(10):
            series[row] = array("d", [1, 2])
    assert sys.getsizeof(series._all) < 100 * 8
    assert [list(series[row]) for row in range(10)] == [[1.0, 2.0]] * 10
