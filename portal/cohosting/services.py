"""Asking, answering, suggesting. The owner's page proposes; a row beside it holds the answer; only what is accepted is public."""

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from portal.audit.services import record
from portal.catalogue.dependents import refresh_page
from portal.content.models import CoHost, CoHostState
from portal.content.models.arranged import chosen_co_hosts
from portal.feedback.models import Message, MessageKind
from portal.feedback.services import answerers, receive
from portal.mail.services import notify
from portal.members.queries import organisation_of
from portal.organisations.models import OrganisationPage


def ask_co_hosts(page: Any) -> None:
    """Bring the rows in line with the organisations a public page names: ask new ones, forget those that are named no more.

    Somebody who is named again later is asked again. The page's own organisation is not asked. One query when nothing is new.
    """
    chosen = chosen_co_hosts(page)
    known = {row.organisation_id: row for row in CoHost.objects.filter(page_id=page.pk)}
    CoHost.objects.filter(pk__in=[row.pk for pk, row in known.items() if pk not in chosen]).delete()
    new = chosen - known.keys()
    owner = organisation_of(page) if new else None
    for organisation in OrganisationPage.objects.filter(pk__in=new).exclude(pk=owner and owner.pk) if new else ():
        row, created = CoHost.objects.get_or_create(page_id=page.pk, organisation_id=organisation.pk)
        if created:
            _tell_asked(row, page, organisation, owner)


@transaction.atomic
def answer(row: CoHost, state: CoHostState, *, by: Any) -> bool:
    """An organisation accepts or declines; also later, whenever it thinks otherwise. The public sees it with the commit.

    :param state: ACCEPTED or DECLINED.
    :returns: False when that was its answer already.
    """
    if not CoHost.objects.filter(pk=row.pk).exclude(state=state).update(state=state, answered_at=timezone.now(), answered_by=by):
        return False
    page, organisation = row.page.specific, OrganisationPage.objects.get(pk=row.organisation_id)
    record(f"cohost.{state.value}", actor=by, subject=row.page, organisation=organisation)
    refresh_page(page)
    text = (
        _("{organisation} arranges “{page}” together with you.")
        if state is CoHostState.ACCEPTED
        else _("{organisation} does not arrange “{page}” together with you.")
    )
    for user in answerers(organisation_of(page)):
        notify(user, format_lazy(text, organisation=organisation.title, page=page.title), reverse("cohosting"))
    return True


def suggest(row: CoHost, text: str) -> Message:
    """A co-host suggests a change of the shared page; it reaches the owner as a message. The co-host has no rights to the page.

    :param text: what should change, in words.
    """
    return receive(row.page, MessageKind.SUGGESTION, text, sender=OrganisationPage.objects.get(pk=row.organisation_id))


def _tell_asked(row: CoHost, page: Page, organisation: OrganisationPage, owner: OrganisationPage | None) -> None:
    question = (
        _("{owner} asks {organisation} to arrange “{page}” together.") if owner else _("Does {organisation} arrange “{page}” with others?")
    )
    text = format_lazy(question, owner=owner.title if owner else "", organisation=organisation.title, page=page.title)
    for user in answerers(organisation):
        notify(user, text, reverse("cohosting"), once_key=f"cohost-asked:{row.pk}")
