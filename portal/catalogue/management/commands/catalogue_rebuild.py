"""Rebuild the catalogue from the pages."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.catalogue.rebuild import rebuild


class Command(BaseCommand):
    """Writes every public page anew and removes what is no longer public. Safe to interrupt and to run again."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(1 for _page in tqdm(rebuild(), unit=" pages", disable=options["verbosity"] == 0))
        self.stdout.write(self.style.SUCCESS(f"{count} pages written."))
