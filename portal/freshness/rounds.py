"""Seasonal collections: opening, reminding, answering."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from portal.audit.services import record
from portal.catalogue.models import CatalogueEntry
from portal.content.clock import dates
from portal.editing.seasons import add_season
from portal.feedback.models import MessageKind
from portal.feedback.services import receive
from portal.freshness.handing import Handed, cannot_change, hand_in
from portal.freshness.links import link_path
from portal.freshness.models import Ask, CollectionRound, How, RoundAnswer, RoundItem
from portal.freshness.people import People, Person
from portal.freshness.services import confirm
from portal.mail.services import absolute_url, queue_mail
from portal.organisations.models import OrganisationPage

REMIND_BEFORE = dt.timedelta(days=14)
"""When organisations that have not answered are reminded: this long before the last day."""
NOT_TWICE_IN = dt.timedelta(days=7)
"""A collection that was opened later than that is not reminded of at once."""


@transaction.atomic
def open_round(made: CollectionRound, organisations: Iterable[OrganisationPage], by: Any) -> None:
    """Ask every chosen organisation about its pages: one mail to each contact of each organisation.

    :param made: not stored yet.
    """
    chosen = list(organisations)
    made.opened_by = by
    made.save()
    made.organisations.set(chosen)
    public = CatalogueEntry.objects.filter(kind__in=made.kinds, removed=False, is_primary=True, is_current=True).values("page_id")
    items = []
    for organisation in chosen:
        pages = Page.objects.descendant_of(organisation).filter(pk__in=public).order_by("title", "pk")
        items += [RoundItem(round=made, organisation=organisation, page=page) for page in pages]
    RoundItem.objects.bulk_create(items)
    record("freshness.round_opened", actor=by, subject=made, organisations=[organisation.pk for organisation in chosen])
    _mail(made, chosen)


@transaction.atomic
def remind(made: CollectionRound) -> int:
    """Write once more to organisations that have unanswered pages; how many mails."""
    waiting = made.items.filter(answered_at=None).values("organisation")
    made.reminded_at = timezone.now()
    made.save(update_fields=["reminded_at"])
    return _mail(made, list(made.organisations.filter(pk__in=waiting)), is_reminder=True)


def remind_rounds(day: dt.date) -> int:
    """The automatic reminder of collections that close within two weeks of ``day`` (Europe/Helsinki), once each; how many mails."""
    closing = CollectionRound.objects.filter(closes_on__gte=day, closes_on__lte=day + REMIND_BEFORE, reminded_at=None)
    return sum(remind(made) for made in closing if timezone.localdate(made.opened_at) <= day - NOT_TWICE_IN)


@transaction.atomic
def answer_item(
    item: RoundItem, answer: RoundAnswer, *, start: dt.date | None, end: dt.date | None, note: str, user: Any, by_link: bool
) -> Handed | None:
    """Take an answer, once. A logged-in member's new season goes into the page; what comes by a link is told to the owner.

    :param user: who answers; None for a contact without an account. :param by_link: nobody has logged in.
    :returns: what became of the page's new season, or None when there was none to hand in.
    :raises ValidationError: answered before, closed, no dates, or the page cannot take the season.
    """
    held = RoundItem.objects.select_for_update(of=("self",)).select_related("round", "page").get(pk=item.pk)
    if held.answered_at is not None:
        raise ValidationError(_("This has been answered already."))
    if not held.round.is_open(timezone.localdate()):
        raise ValidationError(_("The collection is closed."))
    continues = answer is RoundAnswer.CONTINUES
    if continues and (start is None or end is None or end < start):
        raise ValidationError(_("Give the first and the last day, in this order."))
    held.answer, held.note, held.answered_at, held.answered_by = answer, note[:500], timezone.now(), user
    held.start, held.end = (start, end) if continues else (None, None)
    held.save()
    if continues and not by_link and start and end:
        return _continue(held.page, start, end, user)
    if by_link or answer is RoundAnswer.ENDS:
        ends = answer is RoundAnswer.ENDS
        _tell(held.round, held.page, MessageKind.ENDED if ends else MessageKind.CHANGED, told(held))
    return None


@transaction.atomic
def propose_new(made: CollectionRound, organisation: OrganisationPage, text: str) -> None:
    """Tell the organisation's editors of something new that somebody without an account would add."""
    _tell(made, organisation, MessageKind.CHANGED, _("New in “%(round)s”: %(text)s") % {"round": made.name, "text": text})


def told(item: RoundItem) -> str:
    """The answer in words."""
    parts = [f"{item.round.name}: {item.get_answer_display()}", dates(item.start, item.end), item.note]
    return ". ".join(part for part in parts if part)


def _continue(page: Page, start: dt.date, end: dt.date, user: Any) -> Handed:
    specific: Any = page.specific
    reason = cannot_change(specific, user)
    if reason:
        raise ValidationError(reason)
    revision = add_season(specific, start, end, user)
    handed = hand_in(specific, revision, user)
    if handed is Handed.PUBLISHED:
        confirm(specific, by=user, how=How.ROUND)
    return handed


def _tell(made: CollectionRound, page: Page, kind: MessageKind, text: str) -> None:
    """One notice to each editor for the whole collection, however many pages it has."""
    receive(page, kind, text[:2000], about=f"collection-{made.pk}")


def _mail(made: CollectionRound, organisations: list[OrganisationPage], is_reminder: bool = False) -> int:
    people = People.load(organisation.pk for organisation in organisations)
    written = 0
    for organisation in organisations:
        titles = [item.page.title for item in made.items.filter(organisation=organisation, answered_at=None).select_related("page")]
        for person in people.first(0, organisation.pk):
            _mail_one(made, organisation, person, titles, is_reminder)
            written += 1
    return written


def _mail_one(made: CollectionRound, organisation: OrganisationPage, person: Person, titles: list[str], is_reminder: bool) -> None:
    ask = Ask.objects.create(user=person.user, email=person.email, round=made, organisation=organisation)
    context = {
        "name": person.name,
        "round": made,
        "organisation": organisation.title,
        "titles": titles,
        "season": dates(made.season_start, made.season_end),
        "url": absolute_url(link_path(ask)),
        "is_reminder": is_reminder,
    }
    queue_mail(person.email, "freshness_round", context, once_key=f"freshness:ask:{ask.pk}")
