"""The user's address is the login; allauth's own table of addresses must never let another one in."""

from collections.abc import Collection
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.accounts.models import User


@receiver(post_save, sender=User)
def forget_former_addresses(instance: User, update_fields: Collection[str] | None = None, **kwargs: Any) -> None:
    """After a change of address the former one neither signs in nor gets links."""
    if update_fields is None or "email" in update_fields:
        EmailAddress.objects.filter(user=instance).exclude(email=instance.email).delete()
