"""What ends with a right: notifications about pages that are no longer the user's."""

from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth import get_user_model
from django.urls import Resolver404, resolve
from wagtail.models import PageSubscription

from portal.isolation.queries import is_regional, own_pages
from portal.mail.models import Notice


def end_notifications(user: Any) -> None:
    """Drop the user's subscriptions to comments, and notices not yet mailed, that are not about the pages left to the user.

    A notice that does not tell its page goes too: what it told still waits on the desk for those who may see it.
    """
    fresh: Any = get_user_model().objects.get(pk=user.pk)  # without the permissions that the given object may remember
    if is_regional(fresh):
        return
    own = set(own_pages(fresh).values_list("pk", flat=True))
    PageSubscription.objects.filter(user=fresh).exclude(page__in=own).delete()
    waiting = Notice.objects.filter(user=fresh, mailed_at=None).values_list("pk", "url")
    Notice.objects.filter(pk__in=[pk for pk, url in waiting if page_of(url) not in own]).delete()


def page_of(address: str) -> int | None:
    """The page that an address of the admin is about; None when it does not tell."""
    try:
        match = resolve(urlsplit(address).path)
    except Resolver404:
        return None
    page = match.kwargs.get("page_id")
    return page if isinstance(page, int) else None
