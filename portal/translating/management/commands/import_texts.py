"""``import_texts``: translations come back, as drafts that somebody approves."""

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.translating import po, xliff
from portal.translating.files import RefusedFileError, read_file
from portal.translating.importing import Import

FORMATS = (po.PO, xliff.XLIFF)


class Command(BaseCommand):
    """Take a file in on behalf of somebody: only that account's own pages change."""

    help = "Takes translations back from a file of export_texts; tells of each text that was refused, and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file")
        parser.add_argument("--user", required=True, help="e-mail address of the account that does it")
        parser.add_argument("--check", action="store_true", help="report only, change nothing")
        parser.add_argument("--drafts", action="store_true", help="save drafts without sending them to be approved")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take it in.

        :raises CommandError: nobody has this address, the file cannot be read, or a text was refused.
        """
        user = get_user_model().objects.filter(email__iexact=options["user"], is_active=True).first()
        if user is None:
            raise CommandError("Nobody signs in with this address.")
        path = Path(options["file"])
        try:
            texts = read_file(path.name, path.read_bytes())
            report = Import(texts, user=user, send=not options["drafts"], only_check=options["check"]).run()
        except (OSError, RefusedFileError) as error:
            raise CommandError(str(error)) from error
        for one in report.taken:
            self.stdout.write(f"taken: {one.title}: {one.count}{'' if one.is_complete else ', not complete'}")
        if report.words:
            self.stdout.write(f"words of the portal: {report.words}")
        self.stdout.write(f"already there: {report.same}, not translated: {report.untranslated}")
        for refused in report.refused:
            self.stderr.write(f"refused: {refused.page}: {refused.text}: {refused.reason}")
        if report.refused:
            raise CommandError(f"{len(report.refused)} texts were refused.")
