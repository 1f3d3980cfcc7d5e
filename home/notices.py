"""Banners that are on now."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from portal.localisation.languages import pick


@dataclass(frozen=True)
class SiteNotice:
    """A banner: level (info, important, urgent), text in the reader's language, address for more or empty."""

    level: str
    text: str
    url: str = ""


def notices_now(settings: Any, now: dt.datetime | None = None) -> list[SiteNotice]:
    """Alerts whose time it is, the most urgent first."""
    now = now or timezone.now()
    rank = {"urgent": 0, "important": 1, "info": 2}
    shown = []
    for child in settings.alerts:
        value = child.value
        if (value["starts"] is None or value["starts"] <= now) and (value["ends"] is None or now < value["ends"]):
            texts = {text["locale"]: text["text"] for text in value["texts"]}
            shown.append(SiteNotice(level=value["level"], text=pick(texts), url=value["url"] or ""))
    return sorted(shown, key=lambda notice: rank[notice.level])


def campaign_now(settings: Any, today: dt.date | None = None) -> bool:
    """Whether the campaign on the front page is on."""
    today = today or timezone.localdate()
    starts, ends = settings.campaign_starts, settings.campaign_ends
    return bool(settings.campaign_title) and (starts is None or starts <= today) and (ends is None or today <= ends)
