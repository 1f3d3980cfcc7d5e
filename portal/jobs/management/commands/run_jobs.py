"""Run the periodic jobs that are due, once; for cron."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.jobs.runner import run_due


class Command(BaseCommand):
    """Runs what is due and ends. Call it every few minutes; two calls at once do nothing twice."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        runs = run_due()
        if options["verbosity"]:
            for run in runs:
                self.stdout.write(f"{run.name}: {run.error or run.summary}")
        failed = [run.name for run in runs if run.error]
        if failed:
            raise CommandError(f"failed: {', '.join(failed)}")
