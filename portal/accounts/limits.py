"""How often one network address may fail to sign in. Nobody can lock another person's account from elsewhere."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpRequest

APP = "portal.accounts"


def begin_attempt(request: HttpRequest, account: str) -> ratelimit.RateLimitUsage:
    """Count an attempt at ``account`` from the caller's address; call ``rollback()`` on the result when it succeeded.

    An address is an IPv4 address or an IPv6 /64. The limits are ``settings.SIGN_IN_LIMITS``: one on this account from this
    address, one on all accounts from it. There is none on the account alone: it would let anybody lock anybody out.

    :raises ImmediateHttpResponse: with status 429, when the address has failed too often.
    """
    key = f"{ratelimit.get_ip(request)} {account.lower()}"
    usage = ratelimit.consume(request, app=APP, action="attempt", config=settings.SIGN_IN_LIMITS, key=key)
    if usage is None:
        raise ImmediateHttpResponse(ratelimit.respond_429(request))
    return usage


def may_mail(request: HttpRequest, email: str) -> bool:
    """Whether this address may be sent another mail about its password, so that nobody's mailbox is flooded."""
    return ratelimit.consume(request, app=APP, action="mail", config=settings.SIGN_IN_LIMITS, key=email.lower()) is not None
