"""Receiving and answering messages about pages. A message changes nothing by itself; it waits until somebody has answered."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.feedback.models import Message, MessageKind
from portal.mail.services import absolute_url, notify, queue_mail
from portal.members.queries import coordinators, editors_of, organisation_of
from portal.organisations.models import OrganisationPage


def answerers(organisation: OrganisationPage | None) -> list[Any]:
    """Who looks after an organisation's pages: its editors; the coordinators where there is none, and for the region's own pages."""
    own = list(editors_of(organisation)) if organisation is not None else []
    return own or list(coordinators())


@transaction.atomic
def receive(page: Page, kind: MessageKind, text: str, *, sender: OrganisationPage | None = None, about: str = "", **reader: Any) -> Message:
    """Store a message about a page and tell those who answer it.

    :param text: what the sender wrote; it is never repeated in a mail.
    :param sender: the organisation it comes from; None for the public.
    :param about: what it belongs to; of several messages about the same to one organisation, readers are told of the oldest that is
        open only. After that one has been answered they are told again.
    :param reader: further fields of a reader's message (``reports``), of which the coordinators are told, too.
    """
    organisation = organisation_of(page)
    message = Message.objects.create(
        page=page, organisation=organisation, kind=kind, text=text, sender_organisation=sender, about=about, **reader
    )
    readers = answerers(organisation)
    if message.from_reader:
        readers += [one for one in coordinators() if one not in readers]
    _tell(
        readers,
        format_lazy(_("A message about the page “{page}” waits for your answer."), page=page.title),
        message,
        once_key=_once(message) if about else None,
    )
    return message


@transaction.atomic
def answer(message: Message, text: str, *, by: Any) -> bool:
    """Answer a message once; False when somebody has been quicker.

    The editors of the organisation that sent it are told. A reader who gave an address gets the answer by mail, and the address is
    forgotten with that.

    :param text: what was done, in words.
    """
    open_still = Message.objects.filter(pk=message.pk, answered_at=None)
    if not open_still.update(answered_at=timezone.now(), answered_by=by, answer=text):
        return False
    message.refresh_from_db()
    if message.sender_organisation is not None:
        about = format_lazy(_("Your suggestion about the page “{page}” has been answered."), page=message.page.title)
        _tell(editors_of(message.sender_organisation), about, message)
    if message.reply_to:
        # Neutral on purpose: whoever else sees the mailbox learns nothing of which page it was.
        queue_mail(message.reply_to, "answer_to_reader", {"answer": text, "url": absolute_url("/")}, lang=message.lang or None)
        Message.objects.filter(pk=message.pk).update(reply_to="")
        message.reply_to = ""
    return True


def begin(message: Message) -> bool:
    """Mark that somebody is mending what it tells of; False when it has gone further already."""
    return bool(Message.objects.filter(pk=message.pk, begun_at=None, answered_at=None).update(begun_at=timezone.now()))


def _once(message: Message) -> str:
    same = Message.objects.filter(about=message.about, organisation=message.organisation, answered_at=None)
    oldest = same.order_by("created_at", "pk").values_list("pk", flat=True).first()
    return f"{message.about}-{message.organisation_id or 0}-{oldest}"


def _tell(users: Iterable[Any], text: Any, message: Message, *, once_key: str | None = None) -> None:
    for user in users:
        notify(user, text, reverse("feedback_message", args=[message.pk]), once_key=once_key)
