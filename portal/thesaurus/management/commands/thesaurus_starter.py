"""``manage.py thesaurus_starter``: the concepts that a portal begins with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.thesaurus.starter import add_missing
from portal.thesaurus.starter_file import StarterError, read_starter


class Command(BaseCommand):
    """Adds the starter concepts that are missing; concepts that are there stay as they are. Safe to run again."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was added.

        :raises CommandError: the file is faulty; nothing was changed.
        """
        try:
            concepts = read_starter()
        except StarterError as error:
            msg = f"The starter thesaurus is faulty; nothing was changed.\n{error}"
            raise CommandError(msg) from error
        result = add_missing(concepts)
        if options["verbosity"]:
            self.stdout.write(self.style.SUCCESS(f"{len(result.added)} concepts added, {result.present} were there already."))
            if result.unlinked:
                self.stdout.write(f"Not linked, since this portal has no such topic: {', '.join(result.unlinked)}.")
