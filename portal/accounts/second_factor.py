"""The second factor: passkey or authenticator app, with recovery codes; who has one, how its secret is kept, how it is taken away."""

import base64
import hashlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any, ClassVar

import segno
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.audit.services import record

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes are a spare, not a factor of their own."""


class SecondFactorAdapter(DefaultMFAAdapter):
    """The portal's name where devices show it, plain words, and secrets that a copy of the database does not give away."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("That was not accepted. Codes change every 30 seconds: type the newest one, or try the passkey again."),
    }

    def get_totp_issuer(self) -> str:
        """Name in the authenticator app."""
        return str(settings.WAGTAIL_SITE_NAME)

    def build_totp_svg(self, url: str) -> str:
        """The QR code on a white ground: cameras need dark on light, whatever the reader's colour scheme."""
        picture = BytesIO()
        segno.make(url, micro=False).save(picture, kind="svg", scale=5, light="white", xmldecl=False)
        return picture.getvalue().decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name and host that a passkey belongs to."""
        return {"id": context.request.get_host().partition(":")[0], "name": self.get_totp_issuer()}

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """A first name for a passkey, for people to change."""
        return gettext("My device")

    def encrypt(self, text: str) -> str:
        """Encrypt a secret with a key derived from ``SECRET_KEY``."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Decrypt a secret; after a change of ``SECRET_KEY`` the old one must stand in ``SECRET_KEY_FALLBACKS``.

        :raises cryptography.fernet.InvalidToken: it was encrypted with a key that is not known any more.
        """
        return _cipher().decrypt(encrypted_text.encode()).decode()


def has_second_factor(user: Any, types: Sequence[Any] = FACTORS) -> bool:
    """Whether the user has set up a passkey or an authenticator app. One query."""
    return bool(is_mfa_enabled(user, types))


@transaction.atomic
def remove_second_factor(user: Any, *, by: Any) -> None:
    """Take away the user's devices, codes and password after a loss, and end every session.

    The user then asks for a new password by e-mail and sets up a new device. Only for somebody who has been recognised by
    other means, a call back to a known number for instance.

    :param by: the administrator or coordinator who does it; None from the command line.
    """
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()  # sessions carry a digest of the stored password, so they end with it
    user.save(update_fields=["password"])
    record("second_factor.removed", actor=by, subject=user)


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"portal.mfa:{key!s}".encode()).digest())) for key in keys])
