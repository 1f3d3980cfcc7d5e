"""Pages from the page cache against a WSGI application that does nothing, by wrk on the same machine: requests a second, and CPU time of
the server for a request, which holds on a busy machine, too."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

from bench.measure import cpu_seconds_of, wait_until_idle
from bench.rows import Row
from scripts.serving import Served, data_environment, served

SECONDS, ROUNDS, CONNECTIONS = 2, 7, 8
RATIO, RATIO_WHILE_PUBLISHING = 0.70, 0.50
"""Issue 6, part 6: at least this much of the trivial application's requests; with two workers and a publication each second."""
ENCODING = {"Accept-Encoding": "gzip"}
"""As every browser has it."""
CPU_RATIO = 1.5
"""At most this much of the trivial application's CPU time for a request."""
_REQUESTS = re.compile(r"(\d+) requests in")
_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_FAULTS = re.compile(r"Non-2xx|Socket errors")


class NoLoadGeneratorError(RuntimeError):
    """wrk is not installed."""


def measure(folder: Path, pages: dict[str, str]) -> list[Row]:
    """Ratios for ``pages`` (name -> path), with one worker and nothing happening, then with two and an editor at work.

    :raises NoLoadGeneratorError: naming the package.
    """
    if shutil.which("wrk") is None:
        raise NoLoadGeneratorError("wrk is not installed (Debian's package wrk)")
    quiet = _rounds(folder, pages, workers=1)
    with _editor(folder):
        busy = _rounds(folder, pages, workers=2)
    rows = [row for name, rounds in quiet.items() for row in _rows(f"{name}, one worker", rounds, RATIO, CPU_RATIO)]
    while_publishing = "two workers, a publication each second"
    return rows + [row for name, rounds in busy.items() for row in _rows(f"{name}, {while_publishing}", rounds, RATIO_WHILE_PUBLISHING)]


@dataclass(frozen=True, slots=True)
class _Pace:
    """``rate``: requests a second. ``cpu``: seconds of the server's processes for a request."""

    rate: float
    cpu: float


@dataclass(frozen=True, slots=True)
class _Round:
    """A page, and just before it the trivial application with two bytes and with as many bytes as the page has."""

    page: _Pace
    trivial: _Pace
    as_long: _Pace


def _rounds(folder: Path, pages: dict[str, str], *, workers: int) -> dict[str, list[_Round]]:
    """Each page right after its references: a shared machine is not the same a few seconds later."""
    found: dict[str, list[_Round]] = {name: [] for name in pages}
    with (
        served(folder, "bench.trivial:application", workers=workers) as trivial,
        served(folder, "portal.wsgi:application", workers=workers) as portal,
    ):
        lengths = {name: _length(portal.address + path) for name, path in pages.items()}
        wait_until_idle(portal.process)  # it reads ahead what searches need
        for _ in range(ROUNDS):
            for name, path in pages.items():
                two, as_long = _pace(trivial, "/"), _pace(trivial, f"/{lengths[name]}")
                found[name].append(_Round(_pace(portal, path), two, as_long))
    return found


def _length(address: str) -> int:
    """Bytes of an answer as they are sent."""
    with urlopen(Request(address, headers=ENCODING)) as answer:  # noqa: S310 (our own server)
        return len(answer.read())


def _pace(server: Served, path: str) -> _Pace:
    """What the server does for some seconds of as many requests as it can answer.

    :raises RuntimeError: when an answer is not 200, or there is none.
    """
    [header] = (("--header", f"{name}: {value}") for name, value in ENCODING.items())
    address = server.address + path
    command = ("wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{SECONDS}s", *header, address)
    before = cpu_seconds_of(server.process)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 (our own command)
    taken = cpu_seconds_of(server.process) - before
    rate, requests = _RATE.search(said), _REQUESTS.search(said)
    if rate is None or requests is None or not int(requests[1]) or _FAULTS.search(said):
        raise RuntimeError(f"{address}:\n{said}")
    return _Pace(float(rate[1]), taken / int(requests[1]))


@contextmanager
def _editor(folder: Path) -> Iterator[None]:
    """Somebody who publishes a page every second while the block lasts."""
    environment = {**os.environ, **data_environment(folder)}
    command = (sys.executable, "-m", "bench.publishing", "1000000")
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as editor:  # noqa: S603 (our own program)
        try:
            if editor.stdout is None or not editor.stdout.readline():
                raise RuntimeError("the editor's program did not start")
            yield
        finally:
            editor.kill()


def _rows(name: str, rounds: list[_Round], ratio: float, cpu: float | None = None) -> list[Row]:
    """Medians over the rounds. ``ratio``: of requests a second, at least; ``cpu``: of CPU time, at most, where nobody publishes."""
    as_long = median(one.page.rate / one.as_long.rate for one in rounds)
    two_bytes = median(one.page.rate / one.trivial.rate for one in rounds)
    taken = median(one.page.cpu / one.trivial.cpu for one in rounds)
    return [
        Row(f"{name}, requests a second", 0, "x as many bytes", as_long, limit=ratio, at_least=True),
        Row(f"{name}, requests a second", 0, "x two bytes", two_bytes),
        Row(f"{name}, CPU of a request", 0, "x two bytes", taken, limit=cpu),
    ]
