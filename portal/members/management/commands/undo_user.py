"""List, and on request undo, what one account did to pages since a moment."""

import datetime as dt
import re
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from portal.members.undo import PageUndo, apply, plan

UNITS = {"m": "minutes", "h": "hours", "d": "days"}


class Command(BaseCommand):
    """Without ``--apply`` it only lists. With it, each page is undone in a transaction of its own; running it again changes nothing."""

    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="the account's e-mail address")
        parser.add_argument("--since", required=True, help="2026-11-22, 2026-11-22T08:30 (Europe/Helsinki), or so long ago: 90m, 6h, 3d")
        parser.add_argument("--apply", action="store_true", help="undo; otherwise it is only listed")

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError(f"There is no account {options['email']}.")
        since = moment(options["since"])
        if user.is_active and options["apply"]:
            self.stderr.write("The account is still active: end its memberships or deactivate it, or it goes on.")
        steps = plan(user, since)
        for step in steps:
            if options["apply"]:
                apply(step, user, since)
            self._tell(step)
        wanted = [step for step in steps if step.is_open]
        if not steps:
            self.stdout.write("The account has changed no page since then.")
        elif wanted:
            self.stdout.write(f"{len(wanted)} pages can be undone: run it again with --apply.")

    def _tell(self, step: PageUndo) -> None:
        self.stdout.write(f"{step.page_id} “{step.title}”: {', '.join(step.did)}")
        for label, text in (("done", step.done), ("refused", step.refused), *(("by hand", text) for text in step.by_hand)):
            if text:
                self.stdout.write(f"    {label}: {text}")


def moment(text: str) -> dt.datetime:
    """A moment as the command takes it, aware.

    :raises CommandError: neither a date nor a duration, or in the future.
    """
    span = re.fullmatch(r"(\d{1,5})([mhd])", text.strip())
    if span:
        return timezone.now() - dt.timedelta(**{UNITS[span[2]]: int(span[1])})
    try:
        found = parse_datetime(text.strip())
        day = None if found else parse_date(text.strip())
    except ValueError:
        found = day = None
    if found is None and day is not None:
        found = dt.datetime.combine(day, dt.time())
    if found is None:
        raise CommandError(f"--since {text}: write 2026-11-22, 2026-11-22T08:30, 90m, 6h or 3d.")
    aware = found if timezone.is_aware(found) else timezone.make_aware(found)
    if aware > timezone.now():
        raise CommandError(f"--since {text} lies in the future.")
    return aware
