"""Django's check of what the environment alone cannot tell: that the authority's certificate can be read."""

import ssl
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

CA_UNREADABLE = "search.E001"


@register()
def check_certificate(**_options: Any) -> list[CheckMessage]:
    """ELASTICSEARCH_CA must be a readable file of certificates (PEM)."""
    ca = str(settings.ELASTICSEARCH_CA)
    if not settings.ELASTICSEARCH_URL or not ca:
        return []
    try:
        ssl.create_default_context(cafile=ca)
    except OSError as error:  # an ssl.SSLError is one, too
        return [Error(f"ELASTICSEARCH_CA={ca} cannot be read as certificates ({error}).", hint="Name a PEM file.", id=CA_UNREADABLE)]
    return []
