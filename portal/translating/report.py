"""What became of a translators' file."""

from dataclasses import dataclass, field

from django.utils.text import Truncator

SHOWN = 80
"""How many letters of a refused text are shown, enough to find it."""


@dataclass(frozen=True)
class Refusal:
    """A text that was not taken, and why."""

    page: str
    """Title of the page; empty when it is not the user's or not known."""
    text: str
    """Which text, or its beginning in Finnish."""
    reason: str


@dataclass(frozen=True)
class Taken:
    """A page that got a draft."""

    page_id: int
    title: str
    count: int
    """How many of its texts have changed."""
    is_complete: bool
    """Whether the version counts as up to date now."""


@dataclass
class Report:
    """What became of a file."""

    taken: list[Taken] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    same: int = 0
    """Texts that are there already."""
    untranslated: int = 0
    """Texts without a translation, or marked as to be looked at again."""
    words: int = 0
    """Words of the portal that have changed (``portal.translating.words``)."""

    def refuse(self, page: str, text: str, reason: str) -> None:
        """Tell of a text that was not taken. ``page``: title of its page, or what it is a word of."""
        self.refused.append(Refusal(page, Truncator(text).chars(SHOWN), reason))
