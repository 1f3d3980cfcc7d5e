"""What is read once is read anew after a change, and after a minute where no change can be seen."""

import time
from itertools import count
from typing import Any

import pytest

from portal.pagecache import unchanged
from portal.pagecache.unchanged import SECONDS, WhileUnchanged


class Seen:
    """What the process has seen."""

    seen = "1"


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> Seen:
    watcher = Seen()
    monkeypatch.setattr(unchanged, "watcher", watcher)
    return watcher


@pytest.fixture
def numbered() -> Any:
    number = count(1)
    return WhileUnchanged(lambda key: f"{key}{next(number)}")


def test_it_is_read_once_for_each_key(process: Seen, numbered: Any) -> None:
    assert [numbered.get(key) for key in ("a", "b", "a", "b")] == ["a1", "b2", "a1", "b2"]


def test_a_change_is_read(process: Seen, numbered: Any) -> None:
    numbered.get("a")
    process.seen = "2"
    assert numbered.get("a") == "a2"


def test_what_changes_while_it_is_read_is_read_again(process: Seen) -> None:
    number = count(1)

    def read(key: str) -> int:
        process.seen = "2"
        return next(number)

    kept = WhileUnchanged(read)
    assert [kept.get("a"), kept.get("a"), kept.get("a")] == [1, 2, 2]


def test_it_is_forgotten(process: Seen, numbered: Any) -> None:
    numbered.get("a")
    numbered.forget()
    assert numbered.get("a") == "a2"


def test_without_watching_it_is_read_every_minute(process: Seen, numbered: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    process.seen = ""
    numbered.get("a")
    later = time.monotonic() + SECONDS + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert numbered.get("a") == "a2"
