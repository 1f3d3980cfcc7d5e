"""``check_permissions``: are rights exactly what memberships give?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit.services import record
from portal.members.drift import permission_drift
from portal.members.provisioning import provision_everything


class Command(BaseCommand):
    """Name every difference; exit code 1 when there is one."""

    help = "Names every difference between memberships and rights; --repair derives the rights again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--repair", action="store_true", help="derive every group and right again, then check once more")

    def handle(self, *args: Any, **options: Any) -> None:
        """Check, repair when asked to, check again.

        :raises CommandError: something differs (still).
        """
        found = permission_drift()
        if found and options["repair"]:
            provision_everything()
            left = permission_drift()
            record("permissions.repaired", actor=None, differences=found, left=left)
            self.stdout.writelines(f"repaired: {line}" for line in found if line not in left)
            found = left
        self.stdout.writelines(found)
        if found:
            raise CommandError(f"{len(found)} differences between memberships and rights.")
        self.stdout.write("Rights are exactly what memberships give.")
