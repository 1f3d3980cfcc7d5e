"""Parts of templates that depend on the reader's language alone: addresses, words, static files. Drawn once, then text.

Looking up an address, a static file or a translation costs some 30 µs, and a page asks for sixty of them.
"""

from typing import Any

from django import template
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class _FixedNode(Node):
    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        key = (self, get_language())
        drawn = _drawn.get(key)
        if drawn is None:
            bare = Context()
            bare.template = context.template
            drawn = _drawn[key] = self.nodelist.render(bare)
        return drawn


_drawn: dict[tuple[_FixedNode, str | None], SafeString] = {}


@receiver(setting_changed, dispatch_uid="fixed-parts")
def _forget(**_kwargs: Any) -> None:
    """Settings change in tests only; addresses and static files may be others then."""
    _drawn.clear()


@register.tag
def fixed(parser: Parser, token: Token) -> Node:
    """``{% fixed %}…{% endfixed %}``: what is between is drawn once for each language while the process lives.

    None of the page's variables is known there, so that nothing of one page can show on another.
    """
    nodelist = parser.parse(("endfixed",))
    parser.delete_first_token()
    return _FixedNode(nodelist)
