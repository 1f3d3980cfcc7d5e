"""Judging search by judged queries: nDCG@10, recall@10 and success@3. Pure arithmetic; it is given a way to search.

A judgement file is tab-separated with a header: id, query, kind, audience, need, expected, where ``expected`` is
"external_id=grade" pairs separated by spaces; grade 2 is exactly this, 1 is useful.
"""

import csv
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

DEPTH = 10
SUCCESS_DEPTH = 3
FOREIGN_KINDS = frozenset({"sv", "en"})
"""Kinds of query that name the reader's language; every other kind is Finnish."""
READERS = frozenset({"perhe", "nuori"})
"""Audiences that the bars are about: families and young people."""
_COLUMNS = 6

Search = Callable[[str, str], Sequence[str]]
"""(query, reader's language) -> external ids, best first."""


class JudgementError(ValueError):
    """The judgement file cannot be read; the message names the line and the reason."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """One query and the graded records it should find."""

    id: str
    query: str
    kind: str
    audience: str
    expected: Mapping[str, int]

    @property
    def language(self) -> str:
        """The reader's language."""
        return self.kind if self.kind in FOREIGN_KINDS else "fi"


@dataclass(frozen=True, slots=True)
class Score:
    """The answer to one query, judged. All measures are between 0 and 1."""

    judgement: Judgement
    found: tuple[str, ...]
    ndcg: float
    recall: float
    success: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Means over a group of queries."""

    name: str
    queries: int
    ndcg: float
    recall: float
    success: float


@dataclass(frozen=True, slots=True)
class Bar:
    """The ``least`` mean of a ``measure`` of Score ("ndcg", "success") over the readers' queries of ``kinds``."""

    name: str
    kinds: frozenset[str]
    measure: str
    least: float


_FINNISH_KINDS = frozenset({"base", "infl", "comp", "typo", "colloq"})
BARS = (
    Bar("Finnish", _FINNISH_KINDS, "ndcg", 0.85),
    Bar("inflected", frozenset({"infl"}), "ndcg", 0.90),
    Bar("compounds", frozenset({"comp"}), "ndcg", 0.90),
    Bar("typing slips", frozenset({"typo"}), "ndcg", 0.80),
    Bar("everyday words", frozenset({"colloq"}), "ndcg", 0.75),
    Bar("Swedish", frozenset({"sv"}), "ndcg", 0.75),
    Bar("English", frozenset({"en"}), "ndcg", 0.75),
    Bar("found at once", _FINNISH_KINDS | FOREIGN_KINDS, "success", 0.92),
)
"""What the search must reach on the queries of families and young people. "found at once": a useful answer among the first
SUCCESS_DEPTH."""


def read_judgements(path: Path) -> list[Judgement]:
    """Judgements in the file's order. Raises JudgementError with the line and the reason, OSError when unreadable."""
    judgements = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        next(rows, None)
        for row in rows:
            if row:
                judgements.append(_judgement(row, rows.line_num))
    if not judgements:
        raise JudgementError(f"{path.name}: no queries")
    return judgements


def ndcg(found: Sequence[str], expected: Mapping[str, int], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain: the grade is the gain, log2(rank + 1) the discount (Järvelin and Kekäläinen
    2002, as in trec_eval). Records that cannot be found count in the ideal."""
    gains = [expected.get(each, 0) for each in found[:depth]]
    ideal = sorted(expected.values(), reverse=True)[:depth]
    best = _discounted(ideal)
    return _discounted(gains) / best if best else 0.0


def recall(found: Sequence[str], expected: Mapping[str, int], depth: int = DEPTH) -> float:
    """Share of the expected records among the first ``depth``."""
    return len(set(found[:depth]) & set(expected)) / len(expected) if expected else 0.0


def success(found: Sequence[str], expected: Mapping[str, int], depth: int = SUCCESS_DEPTH) -> float:
    """1 when any expected record is among the first ``depth``, else 0."""
    return 1.0 if set(found[:depth]) & set(expected) else 0.0


def evaluate(judgements: Iterable[Judgement], search: Search) -> list[Score]:
    """Search each query in its reader's language and judge the answer."""
    scores = []
    for judgement in judgements:
        found = tuple(search(judgement.query, judgement.language))
        expected = judgement.expected
        scores.append(Score(judgement, found, ndcg(found, expected), recall(found, expected), success(found, expected)))
    return scores


def summarise(scores: Sequence[Score]) -> list[Summary]:
    """Means over all queries, Finnish ones of families and young people (the bar), each kind and each audience."""
    groups: dict[str, list[Score]] = {"all": list(scores), "families and young, Finnish": [each for each in scores if is_measured(each)]}
    for score in scores:
        groups.setdefault(f"kind {score.judgement.kind}", []).append(score)
    for score in scores:
        groups.setdefault(f"audience {score.judgement.audience}", []).append(score)
    return [_summary(name, members) for name, members in groups.items() if members]


def missed_bars(scores: Sequence[Score], bars: Sequence[Bar] = BARS) -> list[str]:
    """What stays below its bar, in words, one line each; queries of professionals do not count. A bar without queries is
    missed: it would prove nothing."""
    missed = []
    for bar in bars:
        values = [getattr(score, bar.measure) for score in scores if _is_of_readers(score) and score.judgement.kind in bar.kinds]
        reached = fmean(values) if values else 0.0
        if reached < bar.least:
            missed.append(f"{bar.name}: {bar.measure} {reached:.3f} of {len(values)} queries, below {bar.least}")
    return missed


def is_measured(score: Score) -> bool:
    """Whether the query counts for the bar: Finnish, by a family or a young person."""
    return score.judgement.language == "fi" and _is_of_readers(score)


def _is_of_readers(score: Score) -> bool:
    return score.judgement.audience in READERS


def _summary(name: str, scores: Sequence[Score]) -> Summary:
    return Summary(
        name,
        len(scores),
        fmean(score.ndcg for score in scores),
        fmean(score.recall for score in scores),
        fmean(score.success for score in scores),
    )


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))


def _judgement(row: Sequence[str], line: int) -> Judgement:
    if len(row) != _COLUMNS:
        raise JudgementError(f"line {line}: {_COLUMNS} columns expected, {len(row)} found")
    identifier, query, kind, audience, _need, pairs = row
    expected: dict[str, int] = {}
    for pair in pairs.split():
        external_id, separator, grade = pair.rpartition("=")
        if not separator or grade not in {"1", "2"}:
            raise JudgementError(f'line {line}: "{pair}" is not external_id=grade with grade 1 or 2')
        expected[external_id] = int(grade)
    if not query.strip() or not expected:
        raise JudgementError(f"line {line}: a query and at least one expected record are needed")
    return Judgement(identifier, query, kind, audience, expected)
