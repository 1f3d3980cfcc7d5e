"""How things are measured: CPU time of this process, medians, memory of another process."""

import math
import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple


class Resident(NamedTuple):
    """Memory of a process in MB (10**6 bytes): all that is resident, and the part of it that no file holds, which can neither be shared
    with another worker nor given back under pressure as pages of the search index and of libraries can."""

    whole: float
    anonymous: float


def cpu_milliseconds(work: Callable[[], object], *, rounds: int = 30, warm_up: int = 3) -> float:
    """Median CPU time of one call, in milliseconds; user and system time of this process, so other load does not count.

    :param rounds: calls that are timed.
    :param warm_up: calls before them, so that caches and compiled templates are there as in a running server.
    """
    for _ in range(warm_up):
        work()
    taken = []
    for _ in range(rounds):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return statistics.median(taken) * 1000


def wall_milliseconds(work: Callable[[], object]) -> float:
    """Wall-clock time of one call, in milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def best_wall(work: Callable[[], object], tries: int = 3) -> float:
    """Wall-clock milliseconds of the fastest of some calls: what the work takes when nobody disturbs it."""
    return min(wall_milliseconds(work) for _ in range(tries))


def best_cpu(work: Callable[[], object], tries: int = 3) -> float:
    """CPU milliseconds of the cheapest of some calls, user and system time of this process."""
    taken = []
    for _ in range(tries):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken) * 1000


def best_cpu_of_each(works: Sequence[Callable[[], object]], rounds: int = 5) -> list[float]:
    """CPU milliseconds of each of the works, the cheapest of three calls in each of some rounds through all of them.

    A shared machine may be half as fast for seconds; the rounds lie so far apart that this befalls no work in all of them.
    """
    best = [math.inf] * len(works)
    for _ in range(rounds):
        best = [min(before, best_cpu(work)) for before, work in zip(best, works, strict=True)]
    return best


def plain_python() -> float:
    """CPU milliseconds of a million additions in plain Python, the best of five: tells how fast this machine is at this moment."""
    return best_cpu(lambda: sum(number for number in range(1_000_000)), tries=5)


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the values lie; nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def resident_megabytes(process: int) -> list[Resident]:
    """Resident memory of a process and of each of its descendants, the largest first; Linux, from /proc."""
    return sorted(map(_resident, (process, *_descendants(process))), reverse=True)


def cpu_seconds_of(process: int) -> float:
    """CPU time that a process and its descendants have taken so far, in their own code and in the kernel; Linux, from /proc."""
    return sum(_ticks(found) for found in (process, *_descendants(process))) / os.sysconf("SC_CLK_TCK")


def wait_until_idle(process: int, *, below: float = 0.05, at_most: float = 30.0) -> None:
    """Until a server has done what it does after its start: less than this share of a core for a second, or so many seconds have gone."""
    deadline = time.monotonic() + at_most
    while time.monotonic() < deadline:
        before = cpu_seconds_of(process)
        time.sleep(1)
        if cpu_seconds_of(process) - before < below:
            return


def _ticks(process: int) -> int:
    after_the_name = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(after_the_name[11]) + int(after_the_name[12])  # utime and stime (proc(5), fields 14 and 15)


def _resident(process: int) -> Resident:
    """``VmRSS`` and ``RssAnon`` (proc(5)); nothing of a process that has ended."""
    told = dict(line.split(":", 1) for line in Path(f"/proc/{process}/status").read_text().splitlines())
    whole, anonymous = (int(told.get(name, "0 kB").split()[0]) * 1024 / 1_000_000 for name in ("VmRSS", "RssAnon"))
    return Resident(whole, anonymous)


def _descendants(process: int) -> list[int]:
    found = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            found += [child, *_descendants(child)]
    return found
