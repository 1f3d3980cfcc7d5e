"""``make_coordinator``: how the first coordinator comes in."""

from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.members.invitations import invite
from portal.members.models import Role
from portal.members.queries import is_coordinator
from portal.members.services import grant


class Command(BaseCommand):
    """Give an account the role, or invite the address to it."""

    help = "Makes the account with this e-mail address a coordinator; when there is none, invites the address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant or invite.

        :raises CommandError: the address is not one, the account is closed, or it coordinates already.
        """
        email = options["email"].strip().lower()
        user = get_user_model().objects.filter(email=email).first()
        if user is None:
            try:
                invite(email, Role.COORDINATOR, None, by=None)
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            self.stdout.write(f"An invitation is on its way to {email}.")
            return
        if not user.is_active:
            raise CommandError(f"The account {email} is closed.")
        if is_coordinator(user) and not user.is_superuser:
            raise CommandError(f"{email} is a coordinator already.")
        grant(user, Role.COORDINATOR, by=None)
        self.stdout.write(f"{email} is a coordinator.")
