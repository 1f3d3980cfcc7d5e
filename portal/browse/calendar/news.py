"""Feeds of what is new and what has changed: everything, a municipality, a kind, an organisation."""

from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import conditional_page, require_safe

from portal.browse.answers import plural_label
from portal.browse.briefly import where_in_words
from portal.browse.calendar.address import Address, NoSuchDayError, has_dropped, read_address
from portal.browse.calendar.files import MAX_AGE, subscription_name
from portal.browse.calendar.words import page_path
from portal.browse.routes import list_url
from portal.catalogue.models import CatalogueEntry
from portal.catalogue.news import last_changed
from portal.content.choices import KIND_LABELS
from portal.content.neutral import neutral_title
from portal.feeds.atom import CONTENT_TYPE, NewsItem, atom
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language
from portal.pagecache.kept import keep

MOST = 40
"""Items of a feed: more than changes between two visits of a reader."""


@conditional_page
@require_safe
def news_feed(request: HttpRequest) -> HttpResponse:
    """The listings that were published last, new and changed ones. Two queries at most.

    :raises Http404: something in the address is not understood.
    """
    try:
        address = read_address(request.GET, kinds=tuple(Kind))
    except NoSuchDayError as error:
        raise Http404 from error
    if has_dropped(request.GET, address):
        raise Http404
    now = timezone.now()
    title = subscription_name(address)
    if address.kind:
        title = f"{title}: {plural_label(address.kind)}"
    filters = replace(address.filters, kinds=(address.kind,) if address.kind else (), current_only=True)
    entries = last_changed(filters, lang=current_language(), now=now, limit=MOST)
    body = atom(
        [_item(entry) for entry in entries],
        title=title,
        subtitle=gettext("What is new and what has changed."),
        url=settings.SITE_URL + _page(address),
        feed_url=settings.SITE_URL + reverse("browse:news_feed") + address.subscription(),
        lang=current_language(),
    )
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Cache-Control"] = f"public, max-age={MAX_AGE}"
    response["X-Robots-Tag"] = "noindex"
    keep(request, response, query=address.subscription())
    return response


def _page(address: Address) -> str:
    """The page with what the feed tells of."""
    if address.kind:
        return list_url(address.kind, municipality=address.municipality)
    return reverse("browse:calendar") + address.subscription()


def _item(entry: CatalogueEntry) -> NewsItem:
    """A feed reader may stand open before others, on a shared device: of a sensitive listing only that there is something."""
    listing = entry.listing
    told = () if listing.sensitive else (where_in_words(listing), listing.summary)
    return NewsItem(
        id=f"urn:uuid:{listing.id}",
        title=neutral_title(listing),
        url=settings.SITE_URL + page_path(listing),
        summary="\n".join(text for text in told if text),
        categories=(str(KIND_LABELS[listing.kind]),),
        author=listing.organisation.name if listing.organisation and not listing.sensitive else gettext("Family centre"),
        published=entry.first_published,
        updated=entry.modified or entry.written_at,
        picture=settings.SITE_URL + listing.image.shared.url if listing.image and listing.image.shared and not listing.sensitive else "",
    )
