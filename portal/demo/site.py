"""Writes the site settings (crisis line, human contact, campaign of the season, sample-content mark) and the site's address."""

import datetime as dt
from typing import Any
from urllib.parse import urlsplit

from wagtail.models import Site

from home.models import SiteSettings
from portal.demo.ledger import Ledger
from portal.demo.source import Sources

ROW = "site settings"
CAMPAIGN_PAGE = "mt-vanhemmuussuunnitelma"
SEARCH_CONTACT = "pv-perheneuvo"


def load_settings(sources: Sources, ledger: Ledger, today: dt.date) -> None:
    """Make or update the settings, unless their sources are as they were.

    The campaign runs in November and December: the region's year clock brings the parenting plan forward then.
    """
    texts = sources.texts.settings
    values: dict[str, Any] = {
        "operator": texts.operator,
        "contact_text": texts.contact.model_dump(),
        "contact_phone": texts.phone,
        "contact_url": texts.url,
        "search_contact_id": ledger.page_id(SEARCH_CONTACT),
        "crisis_text": texts.crisis.model_dump(),
        "crisis_phone": "112",
        "is_sample": True,
        "campaign_title": {lang: words["title"] for lang, words in texts.campaign.model_dump().items()},
        "campaign_text": {lang: words["text"] for lang, words in texts.campaign.model_dump().items()},
        "campaign_page_id": ledger.page_id(CAMPAIGN_PAGE),
        "campaign_starts": dt.date(today.year, 11, 1),
        "campaign_ends": dt.date(today.year, 12, 31),
    }
    if ledger.is_unchanged("site-settings", values, SiteSettings.objects.exists()):
        ledger.keep(ROW)
        return
    settings = SiteSettings.load()
    for name, value in values.items():
        setattr(settings, name, value)
    settings.full_clean()
    settings.save()
    ledger.write(ROW, "site-settings", values)


def point_site(address: str) -> bool:
    """Give the default site the host and port of ``address``, e.g. "https://perhe.example.org"; whether that changed it.

    Wagtail makes absolute addresses of pages from these two, and https of port 443 only.
    """
    parts = urlsplit(address)
    host, port = parts.hostname or "localhost", parts.port or (443 if parts.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).exclude(hostname=host, port=port).first()
    if site is None:
        return False
    site.hostname, site.port = host, port
    site.save()
    return True
