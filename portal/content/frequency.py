"""How often somebody without an account may do something. No address is kept, not even for the hour."""

import hmac
import secrets
from typing import Any

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 60 * 60
"""Seconds after which everything is forgotten."""
_SALT = "frequency-salt"


def may_again(request: HttpRequest, action: str, most: int, *, about: str = "") -> bool:
    """Count it; whether the caller's network (an IPv4 address or an IPv6 /64) has done ``action`` at most ``most`` times this hour.

    What is counted under is a keyed digest of the address. Its key is made by chance, lies in the cache alone and goes after an hour;
    without it nobody can tell from the digest which address it was. An hour begins for all at once, when the key is made.

    :param about: counts apart, e.g. each listing by its id.
    """
    key: Any = cache.get_or_set(_SALT, lambda: secrets.token_hex(32), HOUR)
    said = "\n".join((action, about, ratelimit.get_ip(request)))
    name = f"frequency-{hmac.new(key.encode(), said.encode(), 'sha256').hexdigest()}"
    cache.add(name, 0, HOUR)
    try:
        return bool(cache.incr(name) <= most)
    except ValueError:  # it expired between the two lines: a new hour
        return True
