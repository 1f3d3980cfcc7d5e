"""Writing mails. Nothing is sent here: a mail is stored with what caused it, and goes after the commit (``delivery``)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone, translation

from portal.mail.models import Notice, OutgoingMail


def absolute_url(path: str) -> str:
    """The portal's path as an address for a mail."""
    return f"{settings.SITE_URL}{path}"


def queue_mail(
    to: str, template: str, context: Mapping[str, Any], *, once_key: str | None = None, lang: str | None = None
) -> OutgoingMail | None:
    """Store a mail drawn from ``mail/<template>.subject.txt`` and ``mail/<template>.txt``.

    :param to: one address.
    :param context: never draft text: mails are read on screens we do not know.
    :param once_key: what it is about; a second mail with the same key is not stored.
    :param lang: language of the mail; the portal's own by default.
    :returns: the mail, or None when one with this key was stored before.
    """
    if once_key and OutgoingMail.objects.filter(once_key=once_key).exists():
        return None
    with translation.override(lang or settings.LANGUAGE_CODE):
        subject = " ".join(render_to_string(f"mail/{template}.subject.txt", dict(context)).split())
        body = render_to_string(f"mail/{template}.txt", dict(context))
    return OutgoingMail.objects.create(to=to, subject=subject, body=body, once_key=once_key)


def notify(user: Any, text: str, path: str, *, once_key: str | None = None) -> Notice | None:
    """Tell a user something in one sentence, at the pace the user has chosen (``User.mail_pace``).

    :param text: a whole sentence, never draft text.
    :param path: where in the portal the user can act.
    :param once_key: what it is about; the same user is told once.
    :returns: the notice, or None when the user has been told before or is not active.
    """
    if not user.is_active or (once_key and Notice.objects.filter(user=user, once_key=once_key).exists()):
        return None
    notice = Notice.objects.create(user=user, text=text[:255], url=path, once_key=once_key)
    if user.mail_pace == "at_once":
        queue_mail(user.email, "notice", {"text": notice.text, "url": absolute_url(path)})
        notice.mailed_at = timezone.now()
        notice.save(update_fields=["mailed_at"])
    return notice
