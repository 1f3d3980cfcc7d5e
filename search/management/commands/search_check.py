"""manage.py search_check: does the index hold what the catalogue says?"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.checking import Drift, compare, repair, told_of
from search.engines.base import EngineError
from search.language.voikko import AnalyserUnavailableError


class Command(BaseCommand):
    """See help."""

    help = (
        "Compare the search index with the catalogue: listings that are missing, outdated or superfluous. "
        "Exit code 1 when there are any (with --repair: any that could not be put right), else 0."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("--repair", action="store_true", help="put right what is wrong")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare, and repair if asked."""
        try:
            if options["repair"]:
                outcome = repair()
                self._name(outcome.found)
                self.stdout.write(f"{outcome}")
                left = outcome.left
            else:
                left = tuple(compare())
                self._name(left)
                self.stdout.write(told_of(left))
        except (EngineError, AnalyserUnavailableError) as error:
            raise CommandError(str(error)) from error
        if left:
            sys.exit(1)

    def _name(self, drifts: tuple[Drift, ...]) -> None:
        for drift in drifts:
            self.stdout.write(f"{drift.fault:<12} {drift.listing_id} {drift.title}".rstrip())
