"""Concepts written in Turtle, for tests."""

PREFIXES = "@prefix : <https://example.org/t#> .\n@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"


def named(key: str, more: str = "") -> str:
    """A concept in Turtle."""
    return f':{key} a skos:Concept ; skos:prefLabel "{key.capitalize()}"@fi {more} .\n'


VAUVA = PREFIXES + named("vauva")
