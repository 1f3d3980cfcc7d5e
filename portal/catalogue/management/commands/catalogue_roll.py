"""Roll the dates forward; the daily job."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.catalogue.rebuild import roll_forward


class Command(BaseCommand):
    """Lays out every listing's dates for the next 18 months. Run it once a day; running it again changes nothing."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        count = roll_forward(timezone.localtime())
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"Dates of {count} listings laid out."))
