"""Completion, similar listings and what every engine tells of its words."""

from search.engines.base import Engine
from tests.search.asking import fill
from tests.search.builders import make_listing


class LikenessContract:
    """Suggestions, similar listings, vocabulary and frequencies through the Engine protocol."""

    def test_document_frequency(self, engine: Engine) -> None:
        fill(engine, make_listing("a", "Perhekahvila"), make_listing("b", "Perhekahvila"))
        assert engine.frequencies()("title", "fi:perhekahvila") == 2
        assert engine.frequencies()("body", "fi:perhekahvila") == 0
