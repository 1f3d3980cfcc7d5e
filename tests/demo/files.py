"""Copies of the demo's files with one thing changed."""

import shutil
from pathlib import Path

from portal.demo.source import DATA


def changed_copy(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the data folder in which ``old`` (which must stand in the file) is ``new``, once."""
    copy = folder / "data"
    if not copy.exists():
        shutil.copytree(DATA, copy)
    path = copy / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file} does not hold {old!r}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy


def line_of(folder: Path, file: str, text: str) -> int:
    """Number of the line on which ``text`` first begins, from 1."""
    whole = (folder / file).read_text(encoding="utf-8")
    return whole[: whole.index(text)].count("\n") + 1
