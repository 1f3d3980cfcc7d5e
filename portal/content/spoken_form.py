"""The form of pages with times: they can also be said in plain words, which become rows when the page is saved."""

import datetime as dt
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminAutoHeightTextInput

from portal.content.blocks.schedule import raw_rules, raw_seasons, schedule_from_blocks
from portal.content.forms import ListingPageForm
from portal.content.spoken import MAX_WORDS, WORDS_FIELD, hear, without_untouched_rows
from portal.listings.schedule import HELSINKI, Schedule


class ScheduledPageForm(ListingPageForm):
    """Adds the words. They are stored as rules and seasons only, so the field is empty when the form is opened again."""

    data: QueryDict
    schedule_words = forms.CharField(
        label=_("times in plain words"),
        required=False,
        max_length=MAX_WORDS,
        widget=AdminAutoHeightTextInput(attrs={"rows": 2}),
        help_text=_(
            "For example “Tuesdays 17–19”, “1.9.–15.12.2026 Mondays at 10” or “24.11.2026 at 17–19”. "
            "Each on a line of its own. They become rows below when the page is saved."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = without_untouched_rows(self.data, _today())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        words = cleaned.get(WORDS_FIELD, "")
        rows, seasons = cleaned.get("schedule_rules"), cleaned.get("seasons")
        if not words or rows is None or seasons is None:
            return cleaned
        there = schedule_from_blocks(rows, seasons, ())
        heard = hear(words, there.rules, there.seasons, _today())
        if heard.faults:
            self.add_error(WORDS_FIELD, list(heard.faults))
            return cleaned
        new = Schedule(rules=heard.rules, seasons=heard.seasons)
        for stream, raw in ((rows, raw_rules(new)), (seasons, raw_seasons(new))):
            for row in stream.stream_block.to_python(raw):
                stream.append((row.block_type, row.value))
        return cleaned


def _today() -> dt.date:
    return timezone.now().astimezone(HELSINKI).date()
