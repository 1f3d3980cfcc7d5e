"""Parts of a page that are kept as HTML from one drawing to the next (``portal.browse.drawn_details``)."""

from django import template
from django.template.base import Node, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()
PARTS = "drawn"
"""Name of the parts in a page's context: name of a part -> its HTML. A page without them is drawn anew each time."""


class _DrawnNode(Node):
    def __init__(self, name: str, nodelist: NodeList) -> None:
        self.name = name
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        parts = context.get(PARTS)
        if parts is None:
            return self.nodelist.render(context)
        if self.name not in parts:
            parts[self.name] = self.nodelist.render(context)
        html: SafeString = parts[self.name]
        return html


@register.tag
def drawn(parser: Parser, token: Token) -> Node:
    """``{% drawn article %}…{% enddrawn %}``: taken from the page's kept parts, or drawn and put there.

    What stands inside may depend on nothing but what the view keeps the parts by: not on the request, its user or its parameters.

    :raises template.TemplateSyntaxError: without a name, or with more than one.
    """
    words = token.split_contents()
    if len(words) != 2:
        raise template.TemplateSyntaxError("drawn: one name")
    nodelist = parser.parse(("enddrawn",))
    parser.delete_first_token()
    return _DrawnNode(words[1], nodelist)
