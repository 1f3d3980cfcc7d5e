"""Writing mails. Nothing is sent here: a mail is stored with what caused it, and goes after the commit (``delivery``)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import BadHeaderError
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from portal.mail.delivery import deliver_pending
from portal.mail.models import Notice, OutgoingMail


def absolute_url(path: str) -> str:
    """The portal's path as an address for a mail."""
    return f"{settings.SITE_URL}{path}"


def language_of(user: Any) -> str:
    """The language the user reads the admin in; the portal's own when none was chosen. One query."""
    chosen = UserProfile.objects.filter(user=user).values_list("preferred_language", flat=True).first()
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def queue_mail(
    to: str,
    template: str,
    context: Mapping[str, Any],
    *,
    once_key: str | None = None,
    lang: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> OutgoingMail | None:
    """Store a mail drawn from ``mail/<template>.subject.txt`` and ``mail/<template>.txt``.

    :param to: one address.
    :param context: never draft text: mails are read on screens we do not know.
    :param once_key: what it is about; a second mail with the same key is not stored.
    :param lang: language of the mail; the portal's own by default.
    :param headers: more headers, e.g. List-Unsubscribe; never from what somebody typed.
    :returns: the mail, or None when one with this key was stored before.
    :raises BadHeaderError: ``to`` is not one plain address, so it could carry further headers.
    """
    try:
        validate_email(to)
    except ValidationError as error:
        msg = "A mail needs one plain address."
        raise BadHeaderError(msg) from error
    if once_key and OutgoingMail.objects.filter(once_key=once_key).exists():
        return None
    with translation.override(lang or settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string(f"mail/{template}.subject.txt", dict(context)).split())[:255]
        body = render_to_string(f"mail/{template}.txt", dict(context))
    values = {"to": to, "subject": subject, "body": body, "headers": dict(headers or {})}
    if once_key:
        mail, created = OutgoingMail.objects.get_or_create(once_key=once_key, defaults=values)
    else:
        mail, created = OutgoingMail.objects.create(**values), True
    if created:
        kick()
    return mail if created else None


def notify(user: Any, text: Any, path: str, *, once_key: str | None = None) -> Notice | None:
    """Tell a user something in one sentence, at the pace the user has chosen (``User.mail_pace``).

    :param text: a whole sentence, never draft text; a lazy translation is told in the user's own language.
    :param path: where in the portal the user can act.
    :param once_key: what it is about; the same user is told once.
    :returns: the notice, or None when the user has been told before or is not active.
    """
    if not user.is_active or (once_key and Notice.objects.filter(user=user, once_key=once_key).exists()):
        return None
    lang = language_of(user)
    with translation.override(lang):
        values = {"text": str(text)[:255], "url": path}
    if once_key:
        notice, created = Notice.objects.get_or_create(user=user, once_key=once_key, defaults=values)
        if not created:
            return None
    else:
        notice = Notice.objects.create(user=user, **values)
    if user.mail_pace == "at_once":
        queue_mail(user.email, "notice", {"text": notice.text, "url": absolute_url(path)}, lang=lang)
        notice.mailed_at = timezone.now()
        notice.save(update_fields=["mailed_at"])
    return notice


def kick() -> None:
    """Have the outbox emptied once the transaction is committed, where the transport is quick enough for that.

    A mail server is not: there the job ``mail_delivery`` sends, so that no request waits for it.
    """
    if settings.MAIL_AT_ONCE:
        transaction.on_commit(deliver_pending, robust=True)
