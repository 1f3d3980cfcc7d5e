"""manage.py search_evaluate: judge the search on judged queries."""

import datetime as dt
import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.catalogue.models import CatalogueEntry
from search.baseline import SnowballBaseline
from search.engines.base import EngineError
from search.evaluation import (
    DEPTH,
    Judgement,
    JudgementError,
    Score,
    Search,
    Summary,
    evaluate,
    is_measured,
    missed_bars,
    read_judgements,
    summarise,
)
from search.service import SearchRequest, search


class Command(BaseCommand):
    """See help."""

    help = (
        "Judge the search by a file of queries with graded answers (columns: id, query, kind, audience, need, expected). "
        "Prints nDCG@10, recall@10 and success@3 for each kind of query and each audience. Fictional examples are left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Options."""
        parser.add_argument("file", type=Path, help="tab-separated judgements; expected = external_id=grade ...")
        parser.add_argument("--now", type=dt.date.fromisoformat, help="the day the judgements hold for; searched as of its noon")
        parser.add_argument("--baseline", action="store_true", help="also judge plain BM25 over Snowball stems on the same content")
        parser.add_argument("--min-ndcg", type=float, help="fail when Finnish queries of families and young people stay below this")
        parser.add_argument("--bars", action="store_true", help="fail, naming each, when a kind of query stays below its bar")
        parser.add_argument("--json", action="store_true", help="print one JSON document instead of tables")
        parser.add_argument("--queries", action="store_true", help="also print every query with what it found and missed")

    def handle(self, *args: Any, **options: Any) -> None:
        """Evaluate and report."""
        try:
            judgements = read_judgements(options["file"])
            runs = {"search": evaluate(judgements, _search_on(options["now"]))}
        except (JudgementError, OSError, EngineError) as error:
            raise CommandError(str(error)) from error
        if options["baseline"]:
            runs["Snowball baseline"] = evaluate(judgements, _baseline())
        not_loaded = _not_loaded(judgements)
        if options["json"]:
            self.stdout.write(json.dumps(_document(options["now"], not_loaded, runs), ensure_ascii=False, indent=2))
        else:
            self._print(options["now"], not_loaded, runs)
            if options["queries"]:
                self._print_queries(runs["search"])
        bar, measured = options["min_ndcg"], _measured(runs["search"])
        if bar is not None and measured < bar:
            raise CommandError(f"nDCG@{DEPTH} of Finnish queries of families and young people is {measured:.3f}, below {bar}")
        missed = missed_bars(runs["search"]) if options["bars"] else []
        if missed:
            raise CommandError("\n".join(["These bars are missed:", *missed]))

    def _print(self, now: dt.date | None, not_loaded: Sequence[str], runs: dict[str, list[Score]]) -> None:
        if now:
            self.stdout.write(f"Judged for {now.isoformat()}.")
        if not_loaded:
            self.stdout.write(f"Expected but not among the listings, so never found ({len(not_loaded)}): {' '.join(not_loaded)}")
        for name, scores in runs.items():
            self.stdout.write(f"\n{name:32} queries nDCG@10 recall@10 success@3")
            for line in summarise(scores):
                self.stdout.write(f"{line.name:32} {line.queries:7} {line.ndcg:7.3f} {line.recall:9.3f} {line.success:9.3f}")

    def _print_queries(self, scores: Sequence[Score]) -> None:
        self.stdout.write("\nnDCG  query: found (grade) | missed")
        for score in scores:
            expected = score.judgement.expected
            found = " ".join(f"{each}({expected[each]})" if each in expected else each for each in score.found)
            missed = " ".join(each for each in expected if each not in score.found)
            self.stdout.write(f"{score.ndcg:.2f}  {score.judgement.id} {score.judgement.query}: {found} | {missed}")


def _search_on(day: dt.date | None) -> Search:
    now = timezone.make_aware(dt.datetime.combine(day, dt.time(12))) if day else None

    def found(query: str, lang: str) -> Sequence[str]:
        results = search(SearchRequest(q=query, lang=lang, limit=DEPTH, facets=(), now=now))
        return [hit.listing.external_id for hit in results.hits]

    return found


def _baseline() -> Any:
    entries = CatalogueEntry.objects.filter(lang="fi", removed=False, is_example=False).order_by("pk")
    engine = SnowballBaseline(entry.listing for entry in entries)
    return lambda query, _lang: engine.search(query, DEPTH)


def _not_loaded(judgements: Sequence[Judgement]) -> list[str]:
    loaded = set(CatalogueEntry.objects.filter(removed=False).values_list("external_id", flat=True))
    return sorted({each for judgement in judgements for each in judgement.expected} - loaded)


def _measured(scores: Sequence[Score]) -> float:
    values = [score.ndcg for score in scores if is_measured(score)]
    return sum(values) / len(values) if values else 0.0


def _document(now: dt.date | None, not_loaded: Sequence[str], runs: dict[str, list[Score]]) -> dict[str, Any]:
    def lines(summaries: Sequence[Summary]) -> list[dict[str, Any]]:
        return [asdict(summary) for summary in summaries]

    return {
        "now": now.isoformat() if now else None,
        "not_loaded": list(not_loaded),
        "runs": {
            name: {
                "summary": lines(summarise(scores)),
                "queries": [{"id": score.judgement.id, "ndcg": score.ndcg, "found": list(score.found)} for score in scores],
            }
            for name, scores in runs.items()
        },
    }
