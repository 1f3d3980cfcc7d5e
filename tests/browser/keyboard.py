"""A reader with a keyboard alone: goes through a page by Tab and sees where the focus is."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

MOST_STOPS = 400
"""More Tab stops than any page has: whoever needs more is caught in a trap."""

_FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  window.stops ??= [];
  const before = stops.at(-1), again = stops.includes(one);
  stops.push(one);
  const box = one.getBoundingClientRect(), inset = 2;
  const across = [box.left + inset, box.left + box.width / 2, box.right - inset];
  const down = [box.top + inset, box.top + box.height / 2, box.bottom - inset];
  const seen = across.some(x => down.some(y => {
    const top = document.elementFromPoint(x, y);
    return top && (one.contains(top) || top.contains(one) || one.labels && [...one.labels].some(label => label.contains(top)));
  }));
  const marked = element => [null, '::after'].some(part => {
    const style = getComputedStyle(element, part);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  });
  return {
    what: one.outerHTML.slice(0, 120), again,
    backwards: !!before && !(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) && !again,
    seen, marked: marked(one) || [...(one.labels ?? [])].some(marked),
  };
}"""
"""What has the focus: whether it was there before, stands before the last one, can be seen, and shows that it has the focus."""


@dataclass(frozen=True)
class Walk:
    """All Tab stops of a page in their order, as the beginnings of their markup, and what was wrong on the way."""

    stops: tuple[str, ...]
    faults: tuple[str, ...]


def walk(page: Page) -> Walk:
    """Press Tab from the top of the page until the focus has left it."""
    page.evaluate("() => { window.stops = []; document.activeElement.blur(); scrollTo(0, 0); }")
    stops: list[str] = []
    faults: list[str] = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        found: dict[str, Any] | None = page.evaluate(_FOCUSED)
        if found is None or found["again"]:
            break
        stops.append(found["what"])
        faults += [f"{words}: {found['what']}" for words, is_so in _wrong(found) if is_so]
    else:
        faults.append(f"no way out after {MOST_STOPS} stops")
    return Walk(tuple(stops), tuple(faults))


def _wrong(found: dict[str, Any]) -> list[tuple[str, bool]]:
    return [
        ("goes back", found["backwards"]),
        ("out of sight (WCAG 2.4.11)", not found["seen"]),
        ("not shown to have the focus (WCAG 2.4.7)", not found["marked"]),
    ]


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what the selector names has the focus.

    :raises AssertionError: it is never reached.
    """
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")
