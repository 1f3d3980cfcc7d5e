"""The arithmetic of judging, against numbers worked out by hand, and the file it reads."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from search.baseline import SnowballBaseline
from search.evaluation import JudgementError, evaluate, ndcg, read_judgements, recall, success, summarise
from tests.search.builders import make_listing, publish

HEADER = "id\tquery\tkind\taudience\tneed\texpected (record id=grade)\n"


@pytest.fixture
def judgements(tmp_path: Path) -> Any:
    def write(*lines: str) -> Path:
        path = tmp_path / "judged.tsv"
        path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("q1\tero\tbase\tperhe\tero", "line 2: 6 columns expected, 5 found"),
        ("q1\tero\tbase\tperhe\tero\ta", 'line 2: "a" is not external_id=grade'),
        ("q1\tero\tbase\tperhe\tero\ta=3", 'line 2: "a=3" is not'),
        ("q1\tero\tbase\tperhe\tero\ta=two", 'line 2: "a=two" is not'),
        ("q1\t \tbase\tperhe\tero\ta=2", "line 2: a query and at least one"),
        ("q1\tero\tbase\tperhe\tero\t", "line 2: a query and at least one"),
    ],
)
def test_a_faulty_line_is_named(judgements: Any, line: str, reason: str) -> None:
    with pytest.raises(JudgementError, match=reason):
        read_judgements(judgements(line))


def test_a_file_without_queries_is_refused(judgements: Any) -> None:
    with pytest.raises(JudgementError, match="no queries"):
        read_judgements(judgements())


def test_reading(judgements: Any) -> None:
    (one, two) = read_judgements(judgements('q1\tero "apu\tbase\tperhe\tero\ta=2 b=1', "q2\tskyddshem\tsv\tperhe\tturva\tc=2"))
    assert (one.query, one.expected, one.language) == ('ero "apu', {"a": 2, "b": 1}, "fi")
    assert two.language == "sv"


def test_ndcg_by_hand() -> None:
    expected = {"a": 2, "b": 1, "c": 1}
    # found x, a, b: 2/log2(3) + 1/log2(4) = 1.26186 + 0.5 = 1.76186; ideal 2 + 1/log2(3) + 1/log2(4) = 3.13093
    assert ndcg(["x", "a", "b"], expected) == pytest.approx(0.56273, abs=1e-5)
    assert ndcg(["a", "b", "c"], expected) == 1.0
    assert ndcg(["a", "c", "b"], expected) == 1.0
    assert ndcg(["x"], expected) == 0.0
    assert ndcg([], expected) == 0.0


def test_only_the_first_ten_count() -> None:
    found = [f"x{number}" for number in range(10)] + ["a"]
    assert (ndcg(found, {"a": 2}), recall(found, {"a": 2})) == (0.0, 0.0)
    assert ndcg(["x"] * 9 + ["a"], {"a": 2}) == pytest.approx(0.28906, abs=1e-5)  # 1 / log2(11)


def test_more_expected_than_ten_can_still_be_perfect() -> None:
    expected = {f"e{number}": 1 for number in range(12)}
    assert ndcg(list(expected)[:10], expected) == 1.0
    assert recall(list(expected)[:10], expected) == pytest.approx(10 / 12)


def test_recall_and_success_by_hand() -> None:
    expected = {"a": 2, "b": 1}
    assert recall(["a", "x"], expected) == 0.5
    assert success(["x", "y", "b"], expected) == 1.0
    assert success(["x", "y", "z", "a"], expected) == 0.0


def test_summary_groups(judgements: Any) -> None:
    path = judgements(
        "q1\tero\tbase\tperhe\tero\ta=2",
        "q2\tapua\tinfl\tnuori\tero\ta=2",
        "q3\tverkosto\tbase\tammatt.\tn\ta=2",
        "q4\thelp\ten\tperhe\tero\ta=2",
    )
    answers = {"ero": ["a"], "apua": ["x", "a"], "verkosto": [], "help": ["a"]}
    languages: list[str] = []

    def search(query: str, language: str) -> list[str]:
        languages.append(language)
        return answers[query]

    summaries = {line.name: line for line in summarise(evaluate(read_judgements(path), search))}
    assert languages == ["fi", "fi", "fi", "en"]
    assert summaries["all"].queries == 4
    measured = summaries["families and young, Finnish"]
    assert (measured.queries, measured.recall, measured.success) == (2, 1.0, 1.0)
    assert measured.ndcg == pytest.approx((1 + 0.63093) / 2, abs=1e-5)  # 1 / log2(3) = 0.63093
    assert summaries["kind base"].ndcg == 0.5
    assert summaries["audience ammatt."].ndcg == 0.0


def test_the_baseline_knows_stems_but_no_compounds() -> None:
    baseline = SnowballBaseline([make_listing("a", "Kahvila kunnassa"), make_listing("b", "Perhekahvila")])
    assert baseline.search("kahvilassa") == ["a"]
    assert baseline.search("") == []


def test_the_development_queries_are_readable() -> None:
    judged = read_judgements(Path(__file__).parents[1] / "data" / "dev.tsv")
    assert len(judged) == 74
    assert {each.audience for each in judged} == {"perhe", "nuori", "ammatt."}


# --- the command -------------------------------------------------------------------------------------------------------
@pytest.mark.django_db
def test_the_command_reports_and_guards(judgements: Any, capsys: pytest.CaptureFixture[str]) -> None:
    publish(make_listing("a", "Eroneuvonta"))
    publish(make_listing("b", "Vauvauinti"))
    call_command("search_rebuild", verbosity=0)
    path = str(judgements("q1\tapua erosta\tinfl\tperhe\tero\ta=2", "q2\tuinti\tcomp\tnuori\tuinti\tb=2 missing=1"))
    call_command("search_evaluate", path, "--now", "2026-11-21", "--baseline", "--queries", "--min-ndcg", "0.5")
    out = capsys.readouterr().out
    assert "Judged for 2026-11-21." in out
    assert "never found (1): missing" in out
    assert "Snowball baseline" in out
    assert "1.00  q1 apua erosta: a(2)" in out
    with pytest.raises(CommandError, match=r"below 1\.0"):
        call_command("search_evaluate", path, "--min-ndcg", "1.0")
    capsys.readouterr()
    call_command("search_evaluate", path, "--json")
    document = json.loads(capsys.readouterr().out)
    assert document["not_loaded"] == ["missing"]
    assert document["runs"]["search"]["queries"][0] == {"id": "q1", "ndcg": 1.0, "found": ["a"]}


@pytest.mark.django_db
def test_the_command_fails_clearly(tmp_path: Path, judgements: Any) -> None:
    with pytest.raises(CommandError, match=r"nosuch\.tsv"):
        call_command("search_evaluate", str(tmp_path / "nosuch.tsv"))
    with pytest.raises(CommandError, match="not built yet"):
        call_command("search_evaluate", str(judgements("q1\tero\tbase\tperhe\tero\ta=2")))
