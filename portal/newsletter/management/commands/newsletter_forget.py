"""manage.py newsletter_forget: delete an address from the news, when somebody asks by letter or a bounce came as a mail."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.newsletter.models import Subscription
from portal.newsletter.services import leave


class Command(BaseCommand):
    """See help."""

    help = "Delete every subscription of an e-mail address, and every mail to it that the news keep in the outbox."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", help="The address.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete.

        :raises CommandError: the address has no subscription.
        """
        keys = list(Subscription.objects.filter(email=options["email"].strip().lower()).values_list("key", flat=True))
        if not keys:
            msg = "This address gets no news."
            raise CommandError(msg)
        for key in keys:
            leave(key)
        self.stdout.write(f"Deleted: {len(keys)}")
