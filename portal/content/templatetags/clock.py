"""Days and times in words, for templates below the public views."""

import datetime as dt
import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from portal.content.clock import date

register = template.Library()

_HOUR = r"\d{1,2}(?:[.:]\d\d)?"
_RANGE = re.compile(rf"(?<![\d.])(?:\bkl(?:o|\.)? )?{_HOUR}[–-]{_HOUR}(?![\d-])")


@register.filter
def day_and_year(day: dt.date) -> str:
    """A day with its year and without its weekday, in the reader's language: "25.11.2026"."""
    return date(day, year=True, weekday=False)


@register.filter
def unbroken(words: str) -> SafeString:
    """HTML of words in which every time from one hour to another stays on its line: "klo 17–18.30" is read at one glance.

    A browser may end a line after a dash, and no style forbids it in a part of a text that has no element of its own.
    """
    return mark_safe(_RANGE.sub(r'<span class="unbroken">\g<0></span>', conditional_escape(words)))  # noqa: S308 (escaped before)
