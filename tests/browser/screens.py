"""How one page is looked at: width, colours and motion; and what must hold in each of them besides what axe knows."""

from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.visit import settle

WIDTHS = (360, 768, 1280, 320)
"""CSS pixels: phone, tablet, laptop, and a laptop's 1280 at 400 % zoom (WCAG 1.4.10)."""
COLOURS = ("light", "dark", "forced")
"""The two schemes, and the reader's own colours (Windows' contrast themes)."""
MOTIONS = ("moving", "still")
"""Whether the reader wants things to move."""
_HEIGHTS = {360: 740, 768: 1024, 1280: 800, 320: 256}
"""CSS pixels; at 400 % zoom a quarter of a laptop's 1024."""


@dataclass(frozen=True)
class Screen:
    """One way of looking at a page. Nothing is loaded again for it: our pages ask for these in style sheets alone."""

    width: int = 360
    colours: str = "light"
    motion: str = "moving"

    def show(self, page: Page) -> None:
        """See the page that is open this way; what changes slowly has changed at once."""
        page.set_viewport_size({"width": self.width, "height": _HEIGHTS[self.width]})
        page.emulate_media(
            color_scheme="dark" if self.colours == "dark" else "light",
            forced_colors="active" if self.colours == "forced" else "none",
            reduced_motion="reduce" if self.motion == "still" else "no-preference",
        )
        settle(page)


_LAYOUT_FAULTS = """() => {
  const faults = [], root = document.documentElement, name = one => one.outerHTML.slice(0, 120);
  if (root.scrollWidth > innerWidth) {
    const widest = [...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 3);
    faults.push(`scrolls sideways: ${root.scrollWidth} > ${innerWidth}; ${widest.map(name).join(' | ')}`);
  }
  for (const one of document.body.querySelectorAll('*')) {
    if (!one.scrollWidth || one.scrollWidth <= one.clientWidth + 1) continue;
    const style = getComputedStyle(one);
    if (style.clip !== 'auto' || style.clipPath !== 'none' || one.closest('.hidden-visually')) continue;
    if (one.matches('input, select, textarea, .map-live')) continue;
    if (style.overflowX === 'hidden' || style.overflowX === 'clip') faults.push(`cut off: ${name(one)}`);
  }
  return faults;
}"""
"""Nothing sticks out sideways, nothing is cut off: a phone must never scroll in two directions (WCAG 1.4.10, which excepts maps:
a map is moved within its frame; what stands in its bubbles is looked at like all else)."""

_MOTION_FAULTS = """() => {
  const moves = times => times.split(',').some(one => parseFloat(one) > 0.001);
  return [...document.querySelectorAll('*')].flatMap(one => [null, '::before', '::after'].flatMap(part => {
    const style = getComputedStyle(one, part);
    const animated = style.animationName !== 'none' && moves(style.animationDuration);
    return animated || moves(style.transitionDuration) || style.scrollBehavior === 'smooth'
      ? [`moves: ${one.outerHTML.slice(0, 120)} ${part ?? ''}`] : [];
  })).slice(0, 5);
}"""
"""Where the reader wants stillness nothing takes time to change; a millisecond is none."""

_FORCED_FAULTS = """() => {
  const shown = one => one.checkVisibility({visibilityProperty: true}) && one.getBoundingClientRect().width > 1;
  const edges = style => ['Top', 'Right', 'Bottom', 'Left'].some(side => parseFloat(style[`border${side}Width`]) > 0
    && style[`border${side}Style`] !== 'none' && style[`border${side}Color`] !== style.backgroundColor);
  const selector = "button, .button, .quick-exit, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])";
  return [...document.querySelectorAll(selector)]
    .filter(one => shown(one) && !edges(getComputedStyle(one)) && getComputedStyle(one).textDecorationLine === 'none')
    .filter(one => one.tagName !== 'BUTTON' || !one.querySelector('svg') || one.textContent.trim())
    .map(one => `no edge in forced colours: ${one.outerHTML.slice(0, 120)}`).slice(0, 5);
}"""
"""In forced colours backgrounds are gone: what can be pressed or filled in is known by its edge or its underline."""


def screen_faults(page: Page, screen: Screen) -> list[str]:
    """What is wrong with the page as the screen shows it, besides what axe finds; words for each fault."""
    faults: list[str] = page.evaluate(_LAYOUT_FAULTS)
    if screen.motion == "still":
        faults += page.evaluate(_MOTION_FAULTS)
    if screen.colours == "forced":
        faults += page.evaluate(_FORCED_FAULTS)
    return [f"{screen}: {fault}" for fault in faults]
