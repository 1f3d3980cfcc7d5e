"""What in a page's running text keeps readers from finding their way: headings, links, long sentences. Each with what to do.

Rules of WCAG 2.2: headings that skip no level and are headings (1.3.1, 2.4.6), links that say where they lead (2.4.4).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from portal.editing.readability import long_sentences

QUOTED = 60
"""How many letters of the text in question are quoted, enough to find it."""
_LONGEST_HEADING = 80
"""Letters of a bold paragraph that may be meant as a heading; a longer one is meant to be read."""
_HEADINGS = ("h2", "h3")
_SAYS_NOTHING = frozenset(
    {
        *(
            "tästä",
            "tästä linkistä",
            "täältä",
            "klikkaa tästä",
            "klikkaa",
            "linkki",
            "linkistä",
            "lue lisää",
            "lisätietoa",
            "lisätietoja",
            "katso",
        ),
        *("här", "klicka här", "länk", "läs mer", "mer information", "se"),
        *("here", "click here", "link", "read more", "more", "more information", "this"),
    }
)
"""Words of a link that tell nothing to somebody who hears the links of a page one after another."""
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


@dataclass(frozen=True)
class TextFinding:
    """One thing to improve: what it is, with the words in question, and what to do."""

    text: str
    advice: str


def body_findings(body: StreamValue, *, sentences: bool = True) -> list[TextFinding]:
    """Everything found in a body (``BodyBlock``), in the order of the text.

    :param sentences: whether long sentences are looked for, too.
    """
    level = 1  # of the page's own heading
    found: list[TextFinding] = []
    for block in body:
        if block.block_type in {"chosen_listings", "rule_listings"}:
            level = 2 if block.value.get("heading") else level
            continue
        for source in _rich_texts(block.block_type, block.value):
            text = BeautifulSoup(source, "html.parser")
            for part in text.find_all([*_HEADINGS, "a", "p", "li"]):
                found += _in_part(part, level)
                if part.name in _HEADINGS and _words(part):
                    level = int(part.name[1])
            if sentences:
                found += _long(text)
    return found


def _rich_texts(block_type: str, value: Any) -> Iterator[str]:
    if block_type == "text":
        yield value.source
    elif block_type == "notice":
        yield value["text"].source


def _in_part(part: Tag, level: int) -> Iterator[TextFinding]:
    words = _words(part)
    if part.name in _HEADINGS:
        if not words:
            yield TextFinding(_("A heading without words"), _("Write it or take it away."))
        elif int(part.name[1]) > level + 1:
            yield TextFinding(
                _("A heading skips a level: %s") % _quoted(words), _("Make it the larger heading, or write a larger one above it.")
            )
    elif part.name == "a":
        yield from _link(words)
    elif part.name == "p" and words and len(words) <= _LONGEST_HEADING and _is_all_bold(part, words):
        yield TextFinding(
            _("Bold words stand as a heading: %s") % _quoted(words), _("Make them a heading, so that everybody can jump to it.")
        )


def _link(words: str) -> Iterator[TextFinding]:
    if not words:
        yield TextFinding(_("A link without words"), _("Write where it leads, or take it away."))
    elif words.casefold().strip(" .:!»>→") in _SAYS_NOTHING:
        advice = _("Name what opens, for example “Perheneuvola's opening hours”: many hear the links of a page one after another.")
        yield TextFinding(_("A link does not say where it leads: %s") % _quoted(words), advice)
    elif _ADDRESS.fullmatch(words):
        yield TextFinding(
            _("A web address as a link's words: %s") % _quoted(words),
            _("Write the name of the page instead; nobody wants to hear an address."),
        )


def _long(text: BeautifulSoup) -> Iterator[TextFinding]:
    for paragraph in text.find_all(["p", "li"]):
        for sentence in long_sentences(_words(paragraph)):
            yield TextFinding(_("A long sentence: %s") % _quoted(sentence), _("Cut it in two."))


def _is_all_bold(paragraph: Tag, words: str) -> bool:
    return "".join(_words(bold) for bold in paragraph.find_all(["b", "strong"])) == words


def _words(part: Tag) -> str:
    return " ".join(part.get_text().split())


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= QUOTED else words[:QUOTED].rstrip() + '…'}”"
