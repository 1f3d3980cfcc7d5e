"""The signed links of mails. A link names one row (``Ask``); what it opens is asked of the row each time."""

from django.core import signing
from django.urls import reverse
from django.utils import translation

from portal.freshness.models import Ask
from portal.localisation.languages import default_language

_SALT = "portal.freshness.ask"


def link_path(ask: Ask) -> str:
    """Path of the page that the mail links to."""
    with translation.override(default_language()):
        return reverse("freshness_link", args=[signing.dumps(ask.pk, salt=_SALT)])


def asked_by(token: str) -> Ask | None:
    """What a link asks; None when it is forged, or when what it asked is gone (answered long ago, the contact removed)."""
    try:
        key = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Ask.objects.select_related("user", "round", "organisation").filter(pk=key).first()
