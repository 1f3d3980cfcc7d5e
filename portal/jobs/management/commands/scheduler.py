"""Run the periodic jobs as they come due, until stopped."""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.jobs.scheduler import TICK, loop


class Command(BaseCommand):
    """The scheduler process. SIGTERM and Ctrl-C end it after the job at hand. Several of them at once do nothing twice."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tick", type=float, default=TICK, help="seconds between two looks at what is due")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if options["verbosity"]:
            self.stdout.write("The scheduler runs; Ctrl-C ends it.")
            self.stdout.flush()
        loop(stop, options["tick"])
