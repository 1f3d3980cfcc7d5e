"""``make bench``: measures the portal, prints tables and writes docs/measurements.md.

``python -m bench PART ...`` measures some parts only and leaves the other sections of the report as they are. All but
``million`` are in the default run, which takes some 15 minutes on 2 cores and 3 GB of disk under the temporary folder.
"""

import argparse
import os
import platform
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import django

from scripts.serving import data_environment, prepare

PARTS = {
    "pages": "SQL and CPU of every kind of page, demo content and 10 000 listings",
    "cache": "pages from the page cache against a WSGI application that does nothing (needs wrk)",
    "lighthouse": "Lighthouse on a phone: home, list, detail, guide chapter, search (needs Node.js)",
    "search": "result page, query understanding and suggestions at 10 000 and 100 000 listings",
    "engine": "the embedded engine alone at both sizes, and its growth",
    "publish": "from publication to found at both sizes",
    "index": "documents a second, with libvoikko and without",
    "wagtail": "against Wagtail's database search at 10 000",
    "elasticsearch": "the same requests at 10 000 (ELASTICSEARCH_URL, or the tests' own server)",
    "memory": "web process, demo content and 100 000 listings",
    "million": "the embedded engine at 1 000 000; only when named",
}
REPORT = Path("docs/measurements.md")
HEAD = """# Measurements

Written by `make bench`; run it again rather than editing. {when}, Python {python}, {cores} cores, SQLite.
Trust query counts most, then ratios within a table, then milliseconds: the machine is shared. Times of the engine are wall-clock,
of pages CPU time; each request's is the best of three calls in one process (for search pages of three calls in each of five rounds),
p50 and p95 are over different requests.
Sizes are synthetic listings (`bench/corpus`) beside the demo's content.
"""


def main() -> int:
    words = "\n".join(f"  {name:14} {what}" for name, what in PARTS.items())
    parser = argparse.ArgumentParser(
        prog="python -m bench", formatter_class=argparse.RawDescriptionHelpFormatter, epilog=f"parts:\n{words}"
    )
    parser.add_argument("parts", nargs="*", metavar="PART", choices=[[], *PARTS], help="what to measure; everything but million by default")
    parser.add_argument("--small", action="store_true", help="200 and 2 000 listings instead: a trial of the bench, nothing is written")
    options = parser.parse_args()
    chosen = set(options.parts or PARTS.keys() - {"million"})
    server = os.environ.pop("ELASTICSEARCH_URL", "")  # ours is the embedded engine; the part of that name asks the server
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        prepare(folder)
        os.environ.update(data_environment(folder) | {"DJANGO_SETTINGS_MODULE": "bench.settings"})
        django.setup()
        from bench.rows import update  # models can be imported only after django.setup()
        from bench.run import TITLES, sections

        measured = []
        for section in sections(folder, chosen, server, small=options.small):
            print(section.text, flush=True)
            measured.append(section)
    if not options.small:
        head = HEAD.format(when=f"{datetime.now(UTC):%Y-%m-%d}", python=platform.python_version(), cores=os.cpu_count())
        update(REPORT, head, measured, TITLES)
    faults = [fault for section in measured for fault in section.faults]
    for fault in faults:
        print(f"OVER BUDGET: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
