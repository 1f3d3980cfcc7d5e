"""``manage.py demo_accounts``: the demo's accounts and their passwords."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.demo.accounts import account_lines, ensure_accounts


class Command(BaseCommand):
    """Makes the accounts that are missing and prints all of them."""

    help = "Shows the demo accounts with their passwords; makes those that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line an account.

        :raises CommandError: the content has not been loaded.
        """
        try:
            accounts = ensure_accounts()
        except LookupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(account_lines(accounts)))
