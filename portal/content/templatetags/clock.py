"""Days in words, for templates below the public views."""

import datetime as dt

from django import template

from portal.content.clock import date

register = template.Library()


@register.filter
def day_and_year(day: dt.date) -> str:
    """A day with its year and without its weekday, in the reader's language: "25.11.2026"."""
    return date(day, year=True, weekday=False)
