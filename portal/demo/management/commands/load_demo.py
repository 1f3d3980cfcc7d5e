"""``manage.py load_demo``: the Etelä-Savo content into the portal."""

import datetime as dt
from argparse import ArgumentParser
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from tqdm import tqdm

from portal.demo.accounts import ensure_accounts
from portal.demo.load import load, move_example
from portal.demo.plan import PagePlan
from portal.demo.site import point_site
from portal.demo.source import DATA, read_sources
from portal.demo.yaml_lines import SourceError


class Command(BaseCommand):
    """Loads the content; run again, it changes only what the sources changed, and no page that was edited here."""

    help = "Loads the Etelä-Savo content and a fictional season. A faulty file is named with its line, and nothing is changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        part = parser.add_mutually_exclusive_group()
        part.add_argument("--real-only", action="store_true", help="Leave out the fictional association.")
        part.add_argument("--example-only", action="store_true", help="Only move the dates of the fictional season to the day of loading.")
        parser.add_argument("--now", type=dt.date.fromisoformat, help="Day of loading (YYYY-MM-DD); default today in Finland.")
        parser.add_argument("--data", type=Path, default=DATA, help="Folder of the content files.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read and check everything, then write it.

        :raises CommandError: a file is faulty; every fault is named with its file and line, and nothing has been written.
        """
        try:
            sources = read_sources(options["data"])
        except SourceError as error:
            faults = "\n".join(f"  {fault}" for fault in error.faults)
            msg = f"The content is faulty; nothing was changed.\n{faults}"
            raise CommandError(msg) from error
        today = options["now"] or timezone.localdate()
        quiet = options["verbosity"] == 0
        if options["example_only"]:
            report = move_example(sources, today=today)
        else:
            report = load(sources, today=today, example=not options["real_only"], progress=partial(_bar, quiet=quiet))
            ensure_accounts()
        point_site(settings.SITE_URL)
        if not quiet:
            self.stdout.write("\n".join(report.lines()))


def _bar(plans: list[PagePlan], *, quiet: bool) -> Iterable[PagePlan]:
    return tqdm(plans, desc="Pages", unit="page", disable=quiet)
