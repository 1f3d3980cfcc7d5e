"""Cards of listings and groups of filters: parts that stand twenty and a hundred times on a page.

They are written here rather than in a template because a template costs ten times as much (docs/measurements.md), and
these are most of a list. Everything that comes from data is escaped; only a search's title and snippet are HTML already.
"""

from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext

from portal.browse.cards import Card
from portal.browse.list_filters import Group, Option
from portal.browse.short_ids import short_id
from portal.browse.templatetags.icons import icon_svg
from portal.content.templatetags.clock import unbroken
from portal.listings.kinds import Kind
from portal.localisation.languages import current_language, default_language

register = template.Library()


@register.simple_tag
def listing_cards(cards: Iterable[Card], level: int = 3) -> SafeString:
    """Listings as cards side by side, each as a whole one target; nothing when there are none. ``level``: of their headings."""
    return grid(card_html(card, int(level)) for card in cards)


@register.simple_tag
def grid(drawn: Iterable[str]) -> SafeString:
    """Cards that are drawn already, side by side; nothing when there are none."""
    cards = "\n".join(drawn)
    return mark_safe(f'<div class="grid">{cards}</div>' if cards else "")  # noqa: S308 (every value is escaped in card_html)


@register.simple_tag
def drawn_grid(cards: Iterable[Any]) -> SafeString:
    """Cards kept drawn (``portal.browse.drawn_cards.DrawnCard``), side by side; nothing when there are none."""
    return grid(card.html for card in cards)


@register.simple_tag
def filter_groups(groups: Iterable[Group]) -> SafeString:
    """The filters of a form, each folded under its name. Without JavaScript the form's own button applies them."""
    return mark_safe("\n".join(map(_group, groups)))  # noqa: S308 (every value is escaped in _group)


class CardFrame(NamedTuple):
    """A card's HTML around its title and text: the same whatever was searched for."""

    begin: str
    end: str


def card_frame(card: Card) -> CardFrame:
    """What stands before the title and after the text; everything that comes from data is escaped."""
    listing = card.listing
    lang = _lang(card)
    is_over = listing.kind is Kind.EVENT and card.when_state == "old" and not listing.is_historical
    states = {" card-old": listing.is_historical, " card-cancelled": card.when_state == "cancelled", " card-over": is_over}
    look = next((name for name, is_so in states.items() if is_so), "")
    save = f' data-save="{short_id(listing.id)}"{" data-save-sensitive" if listing.sensitive else ""}'
    begin = [
        f'<article class="card card-{listing.kind}{look}{" card-example" if listing.is_example else ""}"{save}>',
        _top(card),
    ]
    if listing.is_example:
        begin.append(_flag(gettext("An example, not a real event")))
    if is_over:
        begin.append(_flag(gettext("This event is over")))
    end = ['<ul class="card-facts" role="list">', *_facts(card, lang), "</ul>"]
    if card.freshness:
        end.append(f'<p class="card-freshness"><span>{escape(card.freshness)}</span></p>')
    end.append("</article>")
    return CardFrame("\n".join(begin), "\n".join(end))


def card_html(card: Card, level: int, frame: CardFrame | None = None) -> str:
    """One card; everything that comes from data is escaped. ``frame``: the card's own, if it has been drawn."""
    listing, lang = card.listing, _lang(card)
    begin, end = frame or card_frame(card)
    address, title = escape(card.url or listing.url), conditional_escape(card.title or listing.title)
    lines = [begin, f'<h{level} class="card-title"{lang}><a href="{address}">{title}</a></h{level}>']
    if card.part:
        lines.append(f'<p class="card-part"{lang}>{icon_svg("book-open", 18)} {escape(card.part.title)}</p>')
    if card.snippet or listing.summary:
        lines.append(f'<p class="card-text"{lang}>{conditional_escape(card.snippet or listing.summary)}</p>')
    return "\n".join((*lines, end))


def _lang(card: Card) -> str:
    return f' lang="{escape(card.listing.lang)}"' if card.foreign_lang else ""


def _flag(words: str) -> str:
    return f'<p class="card-flag">{escape(words)}</p>'


def _top(card: Card) -> str:
    """What it is, and the language of its texts when it is not the reader's."""
    kind = f'<p class="card-kind">{icon_svg(card.kind_icon, 20)} {escape(card.kind_label)}</p>'
    if not card.foreign_lang:
        return kind
    return f'<div class="card-top">{kind}<p class="card-lang">{icon_svg("languages", 16)} {escape(card.foreign_lang)}</p></div>'


def _facts(card: Card, lang: str) -> Iterable[str]:
    if card.when:
        state, words = escape(card.when_state), f"<span{_finnish(card, card.when)}>{_when(card)}</span>"
        yield f'<li class="card-when card-when-{state}">{icon_svg("clock", 18)} {words}</li>'
    if card.where:
        distance = f" · {escape(card.distance)}" if card.distance else ""
        yield f"<li>{icon_svg('map-pin', 18)} <span>{escape(card.where)}{distance}</span></li>"
    if card.whom:
        yield f"<li{lang or _finnish(card, card.whom)}>{icon_svg('users-round', 18)} <span>{escape(card.whom)}</span></li>"
    for fact in card.facts:
        yield f'<li class="card-fact">{icon_svg("check", 18)} <span>{escape(fact)}</span></li>'


def _finnish(card: Card, words: str) -> str:
    """Marks words that nobody has translated, on a card whose other texts are."""
    is_finnish = current_language() != default_language() and card.listing.is_finnish(words)
    return f' lang="{default_language()}"' if is_finnish else ""


def _when(card: Card) -> str:
    when: str = unbroken(card.when)
    if card.when_state == "cancelled":
        word = escape(gettext("Cancelled"))
        when = f"<strong>{word}</strong> <s>{when}</s>"
    elif card.when_state == "moved":
        word = escape(gettext("Moved"))
        when = f"<strong>{word}</strong> {when}"
    if card.note:
        when += f" · {unbroken(card.note)}"
    if card.after:
        after = gettext("Next: %(when)s") % {"when": card.after}
        when += f"<br>{unbroken(after)}"
    return when


def _group(group: Group) -> str:
    label = escape(group.label)
    choice = f'<input type="{"checkbox" if group.multiple else "radio"}" name="{escape(group.name)}"'
    lang = current_language()
    options = "\n".join(_option(option, choice, lang) for option in group.options)
    return (
        f'<details class="filter-group"{" open" if group.is_open else ""}>\n<summary>{label}</summary>\n<fieldset>\n'
        f'<legend class="hidden-visually">{label}</legend>\n<ul role="list">{options}</ul>\n</fieldset>\n</details>'
    )


@lru_cache(maxsize=4096)
def _option(option: Option, choice: str, lang: str) -> str:
    checked = " checked" if option.selected else ""
    count = "" if option.count is None else _count(option.count, lang)
    field = f'{choice} value="{escape(option.value)}"{checked}>'
    return f'<li><label class="choice">{field} <span>{escape(option.label)}</span>{count}</label></li>'


@lru_cache(maxsize=4096)
def _count(count: int, lang: str) -> str:
    """Of an option, in the active language ``lang``: the bare number to look at, with its word to listen to."""
    words = escape(ngettext("%(count)s result", "%(count)s results", count) % {"count": count})
    return f' <span class="choice-count"><span aria-hidden="true">{count}</span><span class="hidden-visually">{words}</span></span>'
