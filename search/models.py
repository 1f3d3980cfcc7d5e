"""Tables of the search app. What is searched lies in the catalogue and in the engine; here is only what was sought in vain."""

from search.analytics.models import SearchTerm, TermWeek, WeekTotal

__all__ = ["SearchTerm", "TermWeek", "WeekTotal"]
