"""``manage.py demo_accounts``: the demo's accounts and what they sign in with."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.demo.accounts import ensure_accounts
from portal.demo.credentials import show_accounts


class Command(BaseCommand):
    """Makes the accounts that are missing and prints all of them."""

    help = "Shows the demo accounts with passwords, codes of now and recovery codes; makes those that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a paragraph an account.

        :raises CommandError: the content has not been loaded.
        """
        try:
            ensure_accounts()
        except LookupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(show_accounts(Path(settings.DEMO_ACCOUNTS_FILE)))
