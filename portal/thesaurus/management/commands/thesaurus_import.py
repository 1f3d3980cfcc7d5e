"""``manage.py thesaurus_import``: SKOS into the thesaurus."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.thesaurus.importing import Plan, carry_out, plan_import, read_file
from portal.thesaurus.skos_files import FORMATS, MAX_BYTES, SkosError


class Command(BaseCommand):
    """Takes a file as a whole or not at all; every reason for refusing it is named. Importing the same again changes nothing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=FORMATS, default=None, dest="form", help="By the file's name and content unless given.")
        parser.add_argument("--keep", action="store_true", help="Keep what the file does not speak of; else it is removed.")
        parser.add_argument("--dry-run", action="store_true", help="Only tell what would change.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell what changes, and change it.

        :raises CommandError: the file cannot be read or is not taken; nothing was changed.
        """
        path: Path = options["file"]
        try:
            with path.open("rb") as stream:
                data = stream.read(MAX_BYTES + 1)
            plan = plan_import(read_file(data, path.name, options["form"], keep=options["keep"]), keep=options["keep"])
        except OSError as error:
            msg = f"The file cannot be read: {error}"
            raise CommandError(msg) from error
        except SkosError as error:
            msg = f"The file was not taken; nothing was changed.\n{error}"
            raise CommandError(msg) from error
        if not options["dry_run"]:
            carry_out(plan, by=None, name=path.name)
        if options["verbosity"]:
            self._tell(plan, is_done=not options["dry_run"])

    def _tell(self, plan: Plan, *, is_done: bool) -> None:
        self.stdout.writelines(f"left out: {told}" for told in plan.left_out)
        self.stdout.writelines(f"removed: {key} ({name})" for key, name in plan.removed.items())
        self.stdout.writelines(f"changed: {change.key} ({', '.join(change.fields)})" for change in plan.changed)
        self.stdout.writelines(f"new: {key} ({name})" for key, name in plan.added.items())
        counts = f"{len(plan.added)} new, {len(plan.changed)} changed, {len(plan.removed)} removed, {plan.unchanged} as they were."
        self.stdout.write(self.style.SUCCESS(counts if is_done else f"{counts} Nothing was changed: --dry-run."))
