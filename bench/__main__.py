"""``make bench``: measures the portal on the demo content, prints tables and writes docs/measurements.md."""

import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import django

from scripts.serving import data_environment, prepare

REPORT = Path("docs/measurements.md")
HEAD = """# Measurements

Written by `make bench`; run it again rather than editing. {when}, Python {python}, {cores} cores, SQLite, demo content.
Trust query counts most, then ratios within a table, then milliseconds: the machine is shared.
"""


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        prepare(folder)
        os.environ.update(data_environment(folder))
        django.setup()
        parts, broken = _measure(folder)
    head = HEAD.format(when=f"{datetime.now(UTC):%Y-%m-%d}", python=platform.python_version(), cores=os.cpu_count())
    report = "\n".join([head, *parts])
    print(report)
    REPORT.write_text(report, encoding="utf-8")
    for fault in broken:
        print(f"OVER BUDGET: {fault}", file=sys.stderr)
    return 1 if broken else 0


def _measure(folder: Path) -> tuple[list[str], list[str]]:
    from bench import memory, searching, web  # models can be imported only after django.setup()
    from bench.table import table

    found = list(web.pages())
    measured = [web.measure(page) for page in found]
    paths = [page.path for page in found]
    native, fallback = memory.resident(folder, paths), memory.resident(folder, paths, "bench.fallback:application")
    search, publication = searching.latency(), searching.publish_to_found()

    trivial, plain = median(one.trivial for one in measured), median(one.plain for one in measured)
    page_rows = [
        (
            one.page.name,
            one.queries_few,
            one.queries_many,
            one.page.budget,
            one.milliseconds,
            one.milliseconds / one.trivial,
            one.milliseconds / one.plain,
        )
        for one in measured
    ]
    parts = [
        "## Pages\n\nIn this process through all middleware, page cache left out; CPU time, median of 30.\n",
        table(("page", "SQL, 1 item", "SQL, 20 items", "at most", "CPU ms", "x trivial view", "x plain Wagtail list"), page_rows),
        f"\nTrivial view {trivial:.2f} ms; plain Wagtail list of 20 pages {plain:.2f} ms.\n",
        "## Memory of the web process\n",
        table(
            ("Finnish analysis by", "MB", "at most"),
            [("libvoikko", native, memory.NATIVE_BUDGET), ("pyvoikko + kfst-rs", fallback, memory.FALLBACK_BUDGET)],
        ),
        "\n## Search\n",
        table(("what", "p50 ms", "p95 ms"), [("search with all facets", *search), ("publish until found", *publication)]),
        "",
    ]
    broken = [f"{one.page.name}: {one.queries_few} / {one.queries_many} queries" for one in measured if not one.within_budget]
    broken += ["memory with libvoikko"] if native > memory.NATIVE_BUDGET else []
    broken += ["memory with pyvoikko"] if fallback > memory.FALLBACK_BUDGET else []
    return parts, broken


if __name__ == "__main__":
    sys.exit(main())
