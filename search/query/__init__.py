"""From what a person typed to what an engine is asked, in stages: words, places, unknown words, clauses. One stage, one module."""

from search.query.pipeline import UnderstoodQuery, understand
from search.query.places import Gazetteer, NamedPlace

__all__ = ["Gazetteer", "NamedPlace", "UnderstoodQuery", "understand"]
