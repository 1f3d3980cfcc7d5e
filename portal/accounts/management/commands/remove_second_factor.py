"""``manage.py remove_second_factor``: for somebody who has lost the device and the recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from portal.accounts.second_factor import remove_second_factor


class Command(BaseCommand):
    """Takes away passkeys, app, codes and password of one account and ends its sessions."""

    help = "Takes away an account's passkeys, app, codes and password. Call the person back first, at a number you know."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The account."""
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what comes next.

        :raises CommandError: nobody has this address.
        """
        user = get_user_model().objects.filter(email=options["email"].lower()).first()
        if user is None:
            raise CommandError(f"Nobody has the address {options['email']}.")
        remove_second_factor(user, by=None)
        self.stdout.write(f"{user.email} now asks for a new password on the sign-in page and sets up a new device.")
