"""Readers report what is wrong on a page: to whoever keeps it, with the coordinators in copy."""

from uuid import UUID

from django.db import transaction
from wagtail.models import Page

from portal.catalogue.models import CatalogueEntry
from portal.feedback.models import Message, MessageKind
from portal.feedback.services import receive
from portal.localisation.languages import default_language


def public_entry(listing_id: UUID, lang: str) -> CatalogueEntry | None:
    """The public listing in ``lang``, else in Finnish; None when it is not public. One query."""
    entries = CatalogueEntry.objects.filter(listing_id=listing_id, removed=False, lang__in={lang, default_language()})
    return min(entries, key=lambda entry: entry.lang != lang, default=None)


@transaction.atomic
def report(entry: CatalogueEntry, kind: MessageKind, text: str, *, reply_to: str = "", lang: str = "") -> Message:
    """Store a reader's report and tell whoever answers it; of several open ones about one page they are told once.

    :param entry: the public listing it is about.
    :param reply_to: the reader's address, or empty.
    :param lang: the reader's language.
    :raises Page.DoesNotExist: the page has gone meanwhile.
    """
    page = Page.objects.select_for_update().get(pk=entry.page_id)  # it stays until the message is stored
    return receive(page, kind, text, about=f"reader-{page.pk}", from_reader=True, reply_to=reply_to.lower(), lang=lang)
