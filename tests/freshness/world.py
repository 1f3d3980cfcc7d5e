"""Pages of an organisation that is somebody's, at chosen distances from their due day."""

import datetime as dt
import re
from typing import Any

from django.utils import timezone

from portal.freshness.jobs import work
from portal.freshness.models import FreshnessContact
from portal.listings.intervals import REVIEW_DAYS
from portal.listings.kinds import Kind
from portal.mail.models import OutgoingMail
from portal.members.models import Role
from tests import factories

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
EDITOR = "editor@example.org"


def days(number: int) -> dt.timedelta:
    """So many days."""
    return dt.timedelta(days=number)


def ours(title: str = "Perheyhdistys") -> Any:
    """An organisation with a main editor."""
    made = factories.organisation(title, confirmed_on=TODAY)
    factories.member(Role.MAIN_EDITOR, made, email=EDITOR)
    return made


def due_in(number: int, kind: Kind = Kind.PEER_GROUP) -> dt.date:
    """The confirmation by which a page of the kind is due in so many days."""
    return TODAY + days(number - REVIEW_DAYS[kind])


def group_due_in(number: int, organisation: Any, title: str = "Vauvaryhmä", **fields: Any) -> Any:
    """A public peer group that is due in so many days."""
    return factories.group(title, organisation, confirmed_on=due_in(number), **fields)


def run(after: int = 0) -> str:
    """The daily job, so many days from now."""
    return work(NOW + days(after))


def mails(to: str | None = None) -> list[OutgoingMail]:
    """Mails written, the first first."""
    found = OutgoingMail.objects.order_by("pk")
    return list(found.filter(to=to) if to else found)


def link_in(mail: OutgoingMail) -> str:
    """Path of the link in a mail."""
    found = re.search(r"/vahvista/\S+/", mail.body)
    assert found is not None
    return found.group()


def contact(organisation: Any, email: str = "contact@example.org", order: int = 1, **fields: Any) -> FreshnessContact:
    """A contact without an account."""
    made: FreshnessContact = FreshnessContact.objects.create(organisation=organisation, email=email, order=order, **fields)
    return made
