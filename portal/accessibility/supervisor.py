"""Who supervises accessibility, and what the law gives to readers.

Act on the Provision of Digital Services (306/2019): the statement and what stands in it, feedback and the 14 days for its answer. The
supervisor is the Finnish Transport and Communications Agency Traficom since 1 January 2025 (before: the Regional State
Administrative Agency for Southern Finland). Names and addresses as public statements gave them in 2025 and 2026.
"""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ANSWERED_IN = dt.timedelta(days=14)
"""Calendar days from the day on which feedback came in, Europe/Helsinki."""


@dataclass(frozen=True)
class Supervisor:
    """A supervising authority as readers reach it. Texts are lazy; ``sites`` by language."""

    name: object
    unit: object
    sites: dict[str, str]
    email: str
    phone: str


TRAFICOM = Supervisor(
    name=_("Finnish Transport and Communications Agency Traficom"),
    unit=_("Digital Accessibility Supervision Unit"),
    sites={
        "fi": "https://www.saavutettavuusvaatimukset.fi/",
        "sv": "https://www.tillganglighetskrav.fi/",
        "en": "https://www.webaccessibility.fi/",
    },
    email="saavutettavuus@traficom.fi",
    phone="029 534 5000",
)


def due_on(received: dt.datetime) -> dt.date:
    """The last day on which an answer is in time. ``received`` is aware."""
    return timezone.localdate(received) + ANSWERED_IN
