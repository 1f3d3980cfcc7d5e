"""Style sheets say start and end, never left and right: so every page mirrors by itself in a language written from right to left."""

import re
from pathlib import Path

import pytest

LIBRARIES = {Path("static/map/leaflet.css")}
"""Not ours. A map does not mirror: its left is west in every language."""
SHEETS = sorted(set(Path("static").rglob("*.css")) - LIBRARIES)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|inset)-(?:left|right)|left|right|border-(?:top|bottom)-(?:left|right)-radius)[\w-]*\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)


def _faults(sheet: str) -> list[str]:
    return PHYSICAL.findall(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))


@pytest.mark.parametrize("path", SHEETS, ids=str)
def test_a_style_sheet_knows_no_left_and_right(path: Path) -> None:
    assert _faults(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("rule", ["a { margin-left: 0 }", "a{left:0}", "a { text-align: right; }", "a { border-top-left-radius: 1px }"])
def test_the_check_can_fail(rule: str) -> None:
    assert _faults(rule)


def test_what_is_logical_passes() -> None:
    assert _faults("a { margin-inline: 0; inset-inline-start: 0; text-align: start; } .left-out { color: red } /* left: 0 */") == []
