"""Transducers in the KFST format: small ones of our own, and the dictionary that pyvoikko ships, compared with its own library."""

import lzma
import re
import struct
from importlib.util import find_spec
from pathlib import Path

import pytest

from search.language.kfst import Dictionary, DictionaryError

PORTAL = Path(__file__).resolve().parents[2] / "portal"
EPSILON = "@0@"

Transition = tuple[int, int, str, str]
"""From state, to state, what is read, what is written."""


def written(path: Path, transitions: list[Transition], final: list[int]) -> Path:
    """A KFST file at ``path``."""
    names = sorted({name for _start, _end, read, output in transitions for name in (read, output)} | {"z"})
    table = b"".join(struct.pack("!IIHH", start, end, names.index(read), names.index(output)) for start, end, read, output in transitions)
    table += b"".join(struct.pack("!I", state) for state in final)
    head = b"KFST" + struct.pack("!HHII?", 0, len(names), len(transitions), len(final), False)
    path.write_bytes(head + b"".join(name.encode() + b"\0" for name in names) + lzma.compress(table))
    return path


def shipped() -> Path:
    package = find_spec("pyvoikko")
    assert package is not None
    assert package.submodule_search_locations
    return Path(package.submodule_search_locations[0]) / "voikko.kfst"


@pytest.mark.parametrize("content", [b"", b"PK\3\4 no transducer", b"KFST\0\1" + bytes(40), b"KFST\0\0"])
def test_what_is_no_transducer_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.kfst"
    path.write_bytes(content)
    with pytest.raises(DictionaryError, match=r"other\.kfst|weights"):
        Dictionary(path)


def test_a_file_that_ends_too_early_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "short.kfst", [(0, 1, "a", "b")], [1])
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(DictionaryError, match=r"short\.kfst is damaged"):
        Dictionary(path)


def test_weights_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "heavy.kfst", [(0, 1, "a", "b")], [1])
    content = bytearray(path.read_bytes())
    content[16] = 1
    path.write_bytes(content)
    with pytest.raises(DictionaryError, match="weights"):
        Dictionary(path)


def test_states_out_of_order_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DictionaryError, match="order"):
        Dictionary(written(tmp_path / "mixed.kfst", [(1, 2, "a", "b"), (0, 1, "a", "b")], [2]))


def test_a_missing_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Dictionary(tmp_path / "none.kfst")


def test_every_path_that_reads_the_whole_word_answers_once(tmp_path: Path) -> None:
    way = [(0, 1, "a", "[L]"), (0, 1, "a", "x"), (0, 2, "a", "x"), (1, 3, "b", EPSILON), (2, 3, "b", EPSILON), (3, 4, EPSILON, "!")]
    dictionary = Dictionary(written(tmp_path / "t.kfst", way, [4]))
    assert sorted(dictionary.answers("ab")) == ["[L]!", "x!"]
    assert dictionary.answers("a") == dictionary.answers("abb") == dictionary.answers("") == dictionary.answers("aö") == []


@pytest.mark.parametrize(
    ("flags", "passes"),
    [
        (["@R.F@"], False),
        (["@P.F.ON@", "@R.F@"], True),
        (["@P.F.ON@", "@R.F.OFF@"], False),
        (["@P.F.ON@", "@C.F@", "@R.F@"], False),
        (["@D.F@"], True),
        (["@P.F.ON@", "@D.F@"], False),
        (["@P.F.ON@", "@D.F.OFF@"], True),
        (["@P.F.ON@", "@D.F.ON@"], False),
        (["@U.F.ON@", "@U.F.ON@"], True),
        (["@U.F.ON@", "@U.F.OFF@"], False),
        (["@P.G.ON@", "@R.F@"], False),
    ],
)
def test_flag_diacritics_let_paths_through_or_not(tmp_path: Path, flags: list[str], passes: bool) -> None:
    way = [*((state, state + 1, flag, flag) for state, flag in enumerate(flags)), (len(flags), len(flags) + 1, "a", "b")]
    dictionary = Dictionary(written(tmp_path / "t.kfst", way, [len(flags) + 1]))
    assert dictionary.answers("a") == (["b"] if passes else [])


def test_states_with_many_ways_read_the_same(tmp_path: Path) -> None:
    letters = "abcdefghijklmnopq"
    way: list[Transition] = [(0, 1, letter, letter.upper()) for letter in letters] + [(0, 2, EPSILON, "-")]
    dictionary = Dictionary(written(tmp_path / "t.kfst", [*way, (2, 1, "a", "A")], [1]))
    assert dictionary.answers("q") == ["Q"]
    assert sorted(dictionary.answers("a")) == ["-A", "A"]
    assert dictionary.answers("z") == dictionary.answers("") == []


def test_it_answers_as_the_library_of_its_format() -> None:
    """Every word of the demo and of the thesaurus, known or not, and compounds of them that nobody has said."""
    from kfst import FST

    texts = (path.read_text("utf-8") for path in sorted(PORTAL.rglob("*.yaml")))
    words = sorted({word for text in texts for word in re.findall(r"[^\W\d_]+", text.casefold())})
    words += [first + second for first, second in zip(words[::7], words[::-7], strict=False)]
    ours, theirs = Dictionary(shipped()), FST.from_kfst_file(str(shipped()))
    answers = [sorted(ours.answers(word)) for word in words]
    assert answers == [sorted(answer for answer, _weight in theirs.lookup(word)) for word in words]
    assert 2_000 < sum(map(bool, answers)) < len(words)
