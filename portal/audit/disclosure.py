"""``/.well-known/security.txt`` (RFC 9116): where somebody who found a weakness tells of it."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

VALID = dt.timedelta(days=90)
"""RFC 9116 2.5.5 recommends less than a year. It is counted from the request: while the portal answers, the file is true."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Contact, languages, canonical address and an expiry that is always ahead."""
    expires = (timezone.now() + VALID).astimezone(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(code for code, _name in settings.LANGUAGES)}",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
