"""Icons: lucide's, drawn once for each name and size, because drawing one builds and prints an XML tree."""

from functools import lru_cache

from django import template
from django.template.base import FilterExpression, Node, Parser, TextNode, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from lucide.templatetags.lucide import lucide

register = template.Library()
_SIZE = 20


@lru_cache(maxsize=256)
def icon_svg(name: str, size: int = _SIZE) -> SafeString:
    """A lucide icon as inline SVG, hidden from screen readers: the words stand beside it. ``size``: CSS pixels.

    :raises lucide.IconDoesNotExist: when lucide has no icon of this name.
    """
    return SafeString(lucide(name, size=size, aria_hidden="true", **{"class": "icon"}))


class _IconNode(Node):
    def __init__(self, name: FilterExpression, size: int) -> None:
        self._name = name
        self._size = size

    def render(self, context: Context) -> SafeString:
        return icon_svg(str(self._name.resolve(context)), self._size)


@register.tag
def icon(parser: Parser, token: Token) -> Node:
    """``{% icon "clock" 18 %}``: an icon by its name (a text or a variable) and its size in CSS pixels, 20 unless given.

    A name given as text is drawn when the template is read, and costs nothing after that.

    :raises template.TemplateSyntaxError: without a name, or with a size that is not a number.
    """
    _tag, *words = token.split_contents()
    if len(words) not in {1, 2} or not all(word.isdecimal() for word in words[1:]):
        raise template.TemplateSyntaxError("icon: a name, and perhaps a size in pixels")
    name = parser.compile_filter(words[0])
    size = int(words[1]) if words[1:] else _SIZE
    if not name.filters and isinstance(name.var, str):
        return TextNode(icon_svg(str(name.var), size))
    return _IconNode(name, size)
