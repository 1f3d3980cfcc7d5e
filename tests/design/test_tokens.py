"""Every pair of colours that is used together is readable, in both schemes (WCAG 2.2: 1.4.3, 1.4.6 for running text, 1.4.11)."""

import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static" / "css" / "tokens.css"
GROUNDS = ("ground", "surface", "surface-sunken")
YOUTHS = ("youth-surface", "youth-sunken")
KINDS = ("place", "group", "service", "helpline", "event", "guide", "material", "organisation")


def schemes() -> dict[str, dict[str, str]]:
    """Tokens by name, for light and (where dark overrides them) dark."""
    light_part, dark_part = TOKENS.read_text(encoding="utf-8").split("@media screen and (prefers-color-scheme: dark)")
    light = dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", light_part))
    return {"light": light, "dark": light | dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", dark_part))}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it, 0 to 1."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


PAIRS = [
    *(("ink", ground, 7.0) for ground in GROUNDS),
    *(("ink-soft", ground, 4.5) for ground in GROUNDS),
    *(("action", ground, 4.5) for ground in GROUNDS),
    *(("action-hover", ground, 4.5) for ground in (*GROUNDS, "action-soft")),
    ("action-ink", "action", 4.5),
    ("action-ink", "action-hover", 4.5),
    ("ink", "action-soft", 7.0),
    ("ink-soft", "action-soft", 4.5),
    *(("line-strong", ground, 3.0) for ground in GROUNDS),
    *(("focus", ground, 3.0) for ground in GROUNDS),
    *((kind, f"{kind}-soft", 4.5) for kind in KINDS),
    *((kind, ground, 4.5) for kind in KINDS for ground in GROUNDS),
    ("ink", "guide-soft", 7.0),
    ("ink-soft", "guide-soft", 4.5),
    *(("ink", f"{level}-soft", 7.0) for level in ("info", "important", "urgent")),
    *((level, f"{level}-soft", 3.0) for level in ("info", "important", "urgent")),
    *(("important", ground, 4.5) for ground in GROUNDS),
    ("urgent", "urgent-soft", 4.5),
    *(("urgent", ground, 4.5) for ground in GROUNDS),
    *((role, "youth-ground", least) for role, least in (("ink", 7.0), ("ink-soft", 4.5), ("line-strong", 3.0), ("focus", 3.0))),
    *((role, ground, 4.5) for role in ("youth", "youth-hover") for ground in ("youth-ground", "youth-soft", "surface", "surface-sunken")),
    *(("action-ink", role, 4.5) for role in ("youth", "youth-hover")),
    *((role, ground, 4.5) for role in (*KINDS, "youth", "youth-hover", "important", "urgent", "open", "crisis") for ground in YOUTHS),
    *(("ink", ground, 7.0) for ground in YOUTHS),
    *(("ink-soft", ground, 4.5) for ground in YOUTHS),
    *((role, ground, 3.0) for role in ("line-strong", "focus") for ground in YOUTHS),
    ("ink", "youth-soft", 7.0),
    ("ink-soft", "youth-soft", 4.5),
    *((role, "youth-ground", 4.5) for role in (*KINDS, "important", "urgent", "open", "crisis")),
    *(("crisis", ground, 4.5) for ground in GROUNDS),
    ("crisis-ink", "crisis", 4.5),
    ("crisis-ink", "crisis-hover", 4.5),
    *(("open", ground, 4.5) for ground in GROUNDS),
    ("ink", "mark", 7.0),
    ("ink-soft", "mark", 4.5),
    ("ink", "place-soft", 7.0),
    ("action", "urgent-soft", 4.5),
    ("action", "info-soft", 4.5),
    ("action", "important-soft", 4.5),
    ("deep-ink", "deep", 7.0),
    ("deep-ink-soft", "deep", 4.5),
    ("deep-action", "deep", 4.5),
    ("deep-action-hover", "deep", 4.5),
    ("deep-action-ink", "deep-action", 4.5),
    ("deep-action-ink", "deep-action-hover", 4.5),
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), PAIRS)
def test_contrast(scheme: str, front: str, back: str, least: float) -> None:
    tokens = schemes()[scheme]
    assert contrast(tokens[front], tokens[back]) >= least, f"{front} {tokens[front]} on {back} {tokens[back]}"


def test_dark_overrides_every_role_but_shapes_of_light() -> None:
    light, dark = schemes().values()
    assert {name for name in light if light[name] == dark[name]} == set()


def test_no_other_style_sheet_names_a_colour() -> None:
    sheets = [*TOKENS.parent.parent.glob("components/*.css"), *(TOKENS.parent / name for name in ("base.css", "pages.css"))]
    named = {sheet.name: re.findall(r"#[0-9a-fA-F]{3,8}\b|rgb\(|hsl\(|oklch\(", sheet.read_text(encoding="utf-8")) for sheet in sheets}
    assert {name: found for name, found in named.items() if found} == {}
