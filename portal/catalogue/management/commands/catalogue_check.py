"""Compare the catalogue with the pages."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.catalogue.rebuild import check


class Command(BaseCommand):
    """Names every page whose entry is missing, stale or surplus, or whose dates differ; fails if there is one."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        drifts = list(check())
        for drift in drifts:
            self.stdout.write(f"{drift.fault}: page {drift.page_id} “{drift.title}” {drift.lang}")
        if drifts:
            raise CommandError(f"{len(drifts)} differences; run catalogue_rebuild.")
        self.stdout.write(self.style.SUCCESS("The catalogue agrees with the pages."))
