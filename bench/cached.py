"""Pages from the page cache: requests a second as a ratio to a WSGI application that does nothing, by wrk on the same machine."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from bench.rows import Row
from scripts.serving import data_environment, served

SECONDS, ROUNDS, CONNECTIONS = 4, 3, 8
RATIO, RATIO_WHILE_PUBLISHING = 0.70, 0.50
"""Issue 6, part 6: at least this much of the trivial application's requests; with two workers and a publication each second."""
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
    rows = [_row(f"{name}, one worker", ratio, RATIO) for name, ratio in _ratios(folder, pages, workers=1).items()]
    with _editor(folder):
        ratios = _ratios(folder, pages, workers=2)
    return rows + [_row(f"{name}, two workers, a publication each second", ratio, RATIO_WHILE_PUBLISHING) for name, ratio in ratios.items()]


def _ratios(folder: Path, pages: dict[str, str], *, workers: int) -> dict[str, float]:
    """The median over rounds; each round asks the trivial application and the pages right after each other."""
    found: dict[str, list[float]] = {name: [] for name in pages}
    with (
        served(folder, "bench.trivial:application", workers=workers) as trivial,
        served(folder, "portal.wsgi:application", workers=workers) as portal,
    ):
        for path in pages.values():
            _rate(portal.address + path, seconds=1)
        for _ in range(ROUNDS):
            reference = _rate(f"{trivial.address}/")
            for name, path in pages.items():
                found[name].append(_rate(portal.address + path) / reference)
    return {name: median(ratios) for name, ratios in found.items()}


def _rate(address: str, seconds: int = SECONDS) -> float:
    """Requests a second.

    :raises RuntimeError: when an answer is not 200.
    """
    header = ("--header", "Accept-Encoding: gzip")  # as every browser does
    command = ("wrk", "--threads", "1", "--connections", str(CONNECTIONS), "--duration", f"{seconds}s", *header, address)
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 (our own command)
    rate = _RATE.search(said)
    if rate is None or _FAULTS.search(said):
        raise RuntimeError(f"{address}:\n{said}")
    return float(rate[1])


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


def _row(name: str, ratio: float, limit: float) -> Row:
    return Row(name, 0, "x trivial", ratio, limit=limit, at_least=True)
