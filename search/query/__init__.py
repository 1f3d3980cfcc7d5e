"""From what a person typed to what an engine is asked, in stages: words, places, unknown words, clauses. One stage, one module."""

from search.query.correct import Correction
from search.query.intents import Intent
from search.query.pipeline import Knowledge, Reader, UnderstoodQuery, understand
from search.query.places import Gazetteer, NamedPlace

__all__ = ["Correction", "Gazetteer", "Intent", "Knowledge", "NamedPlace", "Reader", "UnderstoodQuery", "understand"]
