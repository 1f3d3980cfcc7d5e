"""Each process looks for itself, and says when it does not know."""

import time
from typing import Any

import pytest
from django.db import DatabaseError

from portal.pagecache import watcher as module
from portal.pagecache.watcher import Watcher

PATIENCE = 10.0


def wait_for(condition: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_it_looks_from_the_first_question_on() -> None:
    state = [(1, 1, 1)]
    watcher = Watcher(lambda: state[0], every=0.005)
    assert watcher.seen == ""
    wait_for(lambda: watcher.generation() == (1, 1, 1))
    state[0] = (1, 2, 2)
    wait_for(lambda: watcher.generation() == (1, 2, 2))
    assert watcher.seen == "1-2-2"


def test_a_database_that_cannot_be_asked_is_not_guessed_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TRUSTED", 0.05)
    broken = [False]

    def read() -> tuple[int, int, int]:
        if broken[0]:
            raise DatabaseError
        return 1, 1, 1

    watcher = Watcher(read, every=0.005)
    wait_for(lambda: watcher.generation() == (1, 1, 1))
    broken[0] = True
    wait_for(lambda: watcher.generation() is None)
    assert watcher.seen == "1-1-1"
    broken[0] = False
    wait_for(lambda: watcher.generation() == (1, 1, 1))
