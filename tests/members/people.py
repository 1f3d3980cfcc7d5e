"""Signing in and reading mails, for the tests of members."""

import re
import time
from typing import Any

from django.test import Client

from portal.mail.models import OutgoingMail

LINK = re.compile(r"(/kutsu/\S+/)")


def fresh(user: Any) -> Client:
    """A client of somebody who has just signed in, so that changing roles asks for nothing more."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def link_to(email: str) -> str:
    """The path in the newest invitation sent to the address; mails are emptied when they have gone, so the test's outbox is read."""
    from django.core import mail

    bodies = [message.body for message in mail.outbox if email in message.to]
    bodies += list(OutgoingMail.objects.filter(to=email).exclude(body="").order_by("pk").values_list("body", flat=True))
    found = LINK.search(bodies[-1])
    assert found
    return found[1]
