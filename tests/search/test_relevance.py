"""What families type finds what they mean: the judged queries on the region's content, on every engine."""

import datetime as dt
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings

from portal.catalogue.models import CatalogueEntry
from search import names, spelling
from search.evaluation import BARS, Bar, Judgement, Score, missed_bars
from search.service import SearchRequest, search
from tests.demo.loaded import TODAY, real_content

DATA = Path(__file__).parents[1] / "data"


def score(kind: str, *, audience: str = "perhe", ndcg: float = 1.0, success: float = 1.0) -> Score:
    return Score(Judgement("q", "ero", kind, audience, {"a": 2}), ("a",), ndcg, 1.0, success)


def test_a_bar_without_queries_is_missed() -> None:
    assert [line.partition(":")[0] for line in missed_bars([])] == [bar.name for bar in BARS]


def test_each_missed_bar_is_named_and_professionals_do_not_count() -> None:
    bars = (Bar("slips", frozenset({"typo"}), "ndcg", 0.8), Bar("at once", frozenset({"typo", "sv"}), "success", 0.9))
    scores = [score("typo", ndcg=0.7), score("typo", ndcg=0.8), score("sv", success=0.0), score("typo", audience="ammatt.", success=0.0)]
    assert missed_bars(scores, bars) == ["slips: ndcg 0.750 of 2 queries, below 0.8", "at once: success 0.667 of 3 queries, below 0.9"]
    assert missed_bars([score("typo", ndcg=0.8), score("sv", ndcg=0.0)], bars) == []


@pytest.mark.one_database
class RealContent(TestCase):
    """The region's content and the starter thesaurus, loaded once."""

    @classmethod
    def setUpTestData(cls) -> None:
        real_content()

    @pytest.fixture(autouse=True)
    def _fresh(self, request: pytest.FixtureRequest) -> None:
        self.request = request
        names.forget()
        spelling.forget()

    def found(self, query: str, lang: str = "fi") -> Sequence[str]:
        """External ids, best first."""
        now = dt.datetime.combine(TODAY, dt.time(12), tzinfo=dt.UTC)
        return [hit.listing.external_id for hit in search(SearchRequest(q=query, lang=lang, limit=10, facets=(), now=now)).hits]

    def evaluate(self, name: str, *options: str) -> None:
        """Judge the configured engine by a file of queries; what was found is told when it misses what it must reach."""
        out = StringIO()
        try:
            call_command("search_evaluate", str(DATA / name), "--now", TODAY.isoformat(), "--queries", *options, stdout=out)
        except CommandError as error:
            pytest.fail(f"{error}\n{out.getvalue()}")

    def finds_all_by_name(self) -> None:
        """Who types a whole name gets what is called so: first nearly always, else second or third."""
        named: dict[str, set[str]] = {}
        for title, external_id in CatalogueEntry.objects.filter(lang="fi", removed=False, is_example=False).values_list(
            "title", "external_id"
        ):
            named.setdefault(title.lower(), set()).add(external_id)
        places = {name: next((at for at, found in enumerate(self.found(name)) if found in ids), 99) for name, ids in named.items()}
        assert {name: at for name, at in places.items() if at > 2} == {}
        assert len(named) > 100
        assert sum(at == 0 for at in places.values()) >= 0.97 * len(named)

    def test_the_embedded_engine_reaches_every_bar(self) -> None:
        call_command("search_rebuild", verbosity=0)
        self.finds_all_by_name()
        self.evaluate("dev.tsv", "--bars")
        self.evaluate("held_out.tsv", "--min-ndcg", "0.85")
        for query, lang in (("mieheni löi minua", "fi"), ("min man slår mig", "sv"), ("my husband hits me", "en")):
            with self.subTest(query):
                answer = search(SearchRequest(q=query, lang=lang))
                assert [hit.listing.external_id for hit in answer.crisis].count("hl-112") == 1
                assert "hl-nollalinja" in self.found(query, lang)[:3]
        assert self.found("erota", "fi")[0] in {"pv-eron-ensiapu", "op-ero", "hl-apua-eroon", "pv-sovittelu"}

    @pytest.mark.elasticsearch
    def test_elasticsearch_reaches_every_bar(self) -> None:
        node = self.request.getfixturevalue("elasticsearch_node")
        with override_settings(ELASTICSEARCH_URL=[node.url], ELASTICSEARCH_INDEX=f"test-{uuid4().hex[:8]}"):
            call_command("search_rebuild", verbosity=0)
            self.finds_all_by_name()
            self.evaluate("dev.tsv", "--bars")
