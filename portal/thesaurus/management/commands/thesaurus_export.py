"""``manage.py thesaurus_export``: the thesaurus as SKOS."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.thesaurus.skos_files import FORMATS, serialised


class Command(BaseCommand):
    """Writes the whole thesaurus to a file, or to the output."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--format", choices=FORMATS, default="turtle", dest="form")
        parser.add_argument("file", nargs="?", type=Path, help="Where to write; the output unless given.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it.

        :raises CommandError: the file cannot be written.
        """
        text = serialised(options["form"])
        if options["file"] is None:
            self.stdout.write(text, ending="")
            return
        try:
            options["file"].write_text(text, encoding="utf-8")
        except OSError as error:
            msg = f"The file cannot be written: {error}"
            raise CommandError(msg) from error
