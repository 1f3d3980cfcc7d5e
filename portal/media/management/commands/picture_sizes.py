"""Draw the sizes of pictures that are missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.media.drawing import draw_pending, pending


class Command(BaseCommand):
    """Draws what is missing of every picture now, also what failed before; says what failed and why. Safe to interrupt and to run again.

    The scheduler does the same by itself, a little at a time; after an update with other sizes this is quicker.
    """

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        failed = sizes = 0
        for done in tqdm(draw_pending(), total=pending().count(), unit=" pictures", disable=options["verbosity"] == 0):
            sizes += done.made
            failed += bool(done.errors)
            for error in done.errors:
                self.stderr.write(f"picture {done.image.pk} “{done.image.title}”: {error}")
        if failed:
            raise CommandError(
                f"{failed} pictures cannot be drawn (see above). Replace their files, or run this again when the fault is mended."
            )
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"{sizes} sizes drawn; nothing is missing."))
