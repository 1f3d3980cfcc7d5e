"""Rich text of translators: the same elements and links as in Finnish, and nothing that the field does not allow."""

from collections import Counter
from functools import lru_cache

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment
from bs4.exceptions import ParserRejectedMarkup
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

BLOCK_KEY = "data-block-key"
"""Wagtail's own mark of a paragraph; no matter of a translator's."""
_STRAY = 50
"""Signs "<" that may stand in a translation beyond those of the Finnish text. Python's parser of HTML looks at all that follows for each
tag that does not end: 120 kB of them take it 40 seconds (measured), and a file may have 3 MB."""


class MarkupError(ValueError):
    """The markup is not that of the Finnish text; the text says what differs, in the active language."""


def bare(html: str) -> str:
    """Rich text without Wagtail's marks of paragraphs."""
    soup = BeautifulSoup(html, "html.parser")
    for element in soup.find_all(True):
        element.attrs.pop(BLOCK_KEY, None)
    return soup.decode(formatter="minimal")


def taken(html: str, source: str, features: tuple[str, ...]) -> str:
    """The translated rich text as it may be stored: with the elements and links of ``source``, cleaned by the field's own rules.

    :param features: Wagtail's features of the field.
    :raises MarkupError: an element, a link or an attribute is missing, is one too many or has changed, or the field refuses it.
    :raises ValidationError: it is many times as long as the Finnish text.
    """
    MaxLengthValidator(5 * len(source) + 5_000)(html)
    if html.count("<") > source.count("<") + _STRAY:
        raise MarkupError(_("Markup that the Finnish text has not: %(markup)s") % {"markup": "<"})
    _compare(source, html)
    converter = _converter(features)
    clean: str = converter.to_database_format(converter.from_database_format(html))
    # What the field itself would drop must have been dropped from the Finnish text as well.
    clean_source: str = converter.to_database_format(converter.from_database_format(source))
    _compare(clean_source, clean)
    return clean


def _compare(source: str, target: str) -> None:
    wanted, given = _elements(source), _elements(target)
    missing, superfluous = wanted - given, given - wanted
    if missing:
        raise MarkupError(_("Markup of the Finnish text is missing: %(markup)s") % {"markup": ", ".join(sorted(missing))})
    if superfluous:
        raise MarkupError(_("Markup that the Finnish text has not: %(markup)s") % {"markup": ", ".join(sorted(superfluous))})


def _elements(html: str) -> Counter[str]:
    try:
        soup = BeautifulSoup(html, "html.parser")
    except ParserRejectedMarkup as error:  # "<![" that is none of HTML's
        raise MarkupError(_("Markup that the Finnish text has not: %(markup)s") % {"markup": "<!["}) from error
    found = Counter(_written(element) for element in soup.find_all(True) if isinstance(element, Tag))
    found.update("<!-- -->" for _comment in soup.find_all(string=lambda text: isinstance(text, Comment)))
    return found


def _written(element: Tag) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in sorted(element.attrs.items()) if name != BLOCK_KEY)
    return f"<{element.name}{attributes}>"


@lru_cache
def _converter(features: tuple[str, ...]) -> ContentstateConverter:
    return ContentstateConverter(features=list(features))
