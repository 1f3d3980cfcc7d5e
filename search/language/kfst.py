"""A transducer in the KFST format, as pyvoikko ships Voikko's Finnish dictionary, looked up in arrays instead of objects.

kfst-rs keeps 430 bytes for each of the dictionary's 497 770 transitions, 220 MB in every worker; here they are eight bytes each.
Format and meaning of the symbols: KFST (github.com/fergusq/fst-python), ``kfst_py/format/kfst.py`` and ``kfst_py/symbols.py``.
Flag diacritics: Beesley and Karttunen, Finite State Morphology (2003), chapter 7.
"""

import lzma
import struct
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, TypeAlias

_MAGIC = b"KFST"
_VERSION = struct.Struct("!H")
_COUNTS = struct.Struct("!HII?")
"""Symbols, transitions, final states, and whether the transitions have weights."""
_TRANSITION = struct.Struct("!IIHH")
"""From state, to state, input symbol, output symbol."""
_STATE = struct.Struct("!I")
_NARROW = 8
"""Transitions that are looked through one by one; those of wider states (the start has 380) are sorted by letter when first met."""

_Flags: TypeAlias = tuple[str | None, ...]
"""Value of each feature; None: unset."""
_Output: TypeAlias = "tuple[_Output, str] | tuple[()]"
"""What has been written so far, last piece first: paths share their beginnings."""


class DictionaryError(ValueError):
    """The file is no transducer that can be read here; the message says why."""


class _Flag(NamedTuple):
    """A symbol that reads nothing: a flag diacritic, which lets a path through or not, or epsilon, whose deed is empty."""

    deed: str
    feature: int
    value: str | None

    def passed(self, flags: _Flags) -> _Flags | None:
        """The flags behind it; None when the path ends here."""
        if not self.deed:
            return flags
        now = flags[self.feature]
        match self.deed:
            case "P":
                return self._setting(flags, self.value)
            case "C":
                return self._setting(flags, None)
            case "U":
                return self._setting(flags, self.value) if now is None or now == self.value else None
            case "R":
                return flags if now is not None and self.value in (None, now) else None
            case "D":
                return None if now is not None and self.value in (None, now) else flags
        raise DictionaryError(f"flag diacritics of the kind {self.deed!r} are not read")

    def _setting(self, flags: _Flags, value: str | None) -> _Flags:
        return (*flags[: self.feature], value, *flags[self.feature + 1 :])


_EPSILON = _Flag("", 0, None)


class _Wide(NamedTuple):
    """Transitions of one state, sorted: those that consume nothing, and those of each input symbol."""

    free: list[int]
    by_symbol: dict[int, list[int]]


class Dictionary:
    """What a transducer without weights says to words. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Read ``path``: 11 MB of memory, a third of a second.

        :raises DictionaryError: when it is no KFST file of version 0 without weights. :raises OSError: when it cannot be read.
        """
        content = path.read_bytes()
        if not content.startswith(_MAGIC) or _VERSION.unpack_from(content, len(_MAGIC)) != (0,):
            raise DictionaryError(f"{path.name} is no KFST file of version 0")
        try:
            self._read(content[len(_MAGIC) + _VERSION.size :])
        except (struct.error, lzma.LZMAError, UnicodeDecodeError, IndexError) as error:
            raise DictionaryError(f"{path.name} is damaged: {error}") from error
        self._wide: dict[int, _Wide] = {}

    def _read(self, content: bytes) -> None:
        """``content``: numbers, names of the symbols each ended by a zero byte, and packed, the transitions and the final states."""
        symbols, transitions, _finals, weighted = _COUNTS.unpack_from(content)
        if weighted:
            raise DictionaryError("transducers with weights are not read")
        *names, packed = content[_COUNTS.size :].split(b"\0", symbols)
        self._read_symbols([name.decode() for name in names])
        table = memoryview(lzma.decompress(packed))
        behind = transitions * _TRANSITION.size
        self._read_transitions(table[:behind])
        self._final = {state for (state,) in _STATE.iter_unpack(table[behind:])}

    def _read_symbols(self, names: Sequence[str]) -> None:
        is_special = [len(name) > 1 and name.startswith("@") for name in names]
        features: defaultdict[str, int] = defaultdict(lambda: len(features))
        self._letters = {name: number for number, name in enumerate(names) if len(name) == 1}
        self._texts = ["" if special else name for name, special in zip(names, is_special, strict=True)]
        self._free = {number: _flag(name, features) for number, name in enumerate(names) if is_special[number]}
        self._unset: _Flags = (None,) * len(features)

    def _read_transitions(self, table: memoryview) -> None:
        """``table``: transitions in the order of the states they leave."""
        count = len(table) // _TRANSITION.size
        self._targets, self._inputs, self._outputs = array("I", [0]) * count, array("H", [0]) * count, array("H", [0]) * count
        leaving: defaultdict[int, int] = defaultdict(int)
        last = states = 0
        for number, (state, target, read, written) in enumerate(_TRANSITION.iter_unpack(table)):
            if state < last:
                raise DictionaryError("its transitions are not in the order of their states")
            last, states = state, max(states, state, target)
            leaving[state] += 1
            self._targets[number], self._inputs[number], self._outputs[number] = target, read, written
        self._first = array("I", accumulate((leaving[state] for state in range(states + 1)), initial=0))

    def answers(self, word: str) -> list[str]:
        """What the paths that read all of ``word`` write, each once, in no promised order; none when the word is unknown to it."""
        try:
            letters = [self._letters[letter] for letter in word]
        except KeyError:
            return []
        found: dict[str, None] = {}
        ways: list[tuple[int, int, _Flags, _Output]] = [(0, 0, self._unset, ())]
        first, targets, inputs, outputs, texts, free = self._first, self._targets, self._inputs, self._outputs, self._texts, self._free
        while ways:
            state, at, flags, output = ways.pop()
            letter = letters[at] if at < len(letters) else None
            if letter is None and state in self._final:
                found[_text(output)] = None
            leaving: Sequence[int] = range(first[state], first[state + 1])
            if len(leaving) > _NARROW:
                leaving = self._leaving(state, letter)
            for number in leaving:
                read = inputs[number]
                behind: _Flags | None = flags
                if read == letter:
                    reached = at + 1
                elif read in free:
                    reached, behind = at, free[read].passed(flags)
                else:
                    continue
                if behind is not None:
                    text = texts[outputs[number]]
                    ways.append((targets[number], reached, behind, (output, text) if text else output))
        return list(found)

    def _leaving(self, state: int, letter: int | None) -> Sequence[int]:
        """Of a wide state: the transitions that read this letter or nothing."""
        wide = self._wide.get(state)
        if wide is None:
            wide = self._wide[state] = self._sorted(range(self._first[state], self._first[state + 1]))
        return wide.free + wide.by_symbol.get(letter, []) if letter is not None else wide.free

    def _sorted(self, numbers: range) -> _Wide:
        by_symbol: defaultdict[int, list[int]] = defaultdict(list)
        for number in numbers:
            by_symbol[self._inputs[number]].append(number)
        free = [number for symbol in self._free for number in by_symbol.pop(symbol, ())]
        return _Wide(free, dict(by_symbol))


def _flag(name: str, features: defaultdict[str, int]) -> _Flag:
    """Of ``@P.FEATURE.VALUE@``, ``@R.FEATURE@`` or epsilon, ``@0@``."""
    deed, _, rest = name.strip("@").partition(".")
    feature, _, value = rest.partition(".")
    return _Flag(deed, features[feature], value or None) if rest else _EPSILON


def _text(output: _Output) -> str:
    return "".join(reversed(list(_pieces(output))))


def _pieces(output: _Output) -> Iterator[str]:
    while output:
        output, piece = output
        yield piece
