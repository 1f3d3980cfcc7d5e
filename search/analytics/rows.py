"""A term as coordinators read it: how often, whether more or less than before, what the search understands by it now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext, override

from portal.localisation.languages import current_language, pick
from search.analytics.models import SearchTerm, TermKind
from search.analytics.vocabulary import meaning_of
from search.names import current_names


@dataclass(frozen=True, slots=True)
class Row:
    """One term of a week. ``term_id``: its primary key. ``title``: the term, or the crisis concept's name. ``words``: the term as
    typed, empty for concepts. ``corrected_to``: what was searched instead. ``refused``: how often readers refused that."""

    term_id: int
    title: str
    lang: str
    words: str
    searches: int
    none: int
    before: int
    corrected_to: str = ""
    refused: int = 0

    @property
    def language(self) -> str:
        """The language's name."""
        return str(dict(settings.LANGUAGES).get(self.lang, self.lang))

    @property
    def trend(self) -> str:
        """In words: against the week before."""
        if not self.before:
            return gettext("not searched the week before")
        if self.before == self.searches:
            return gettext("as often as the week before")
        more = self.before < self.searches
        text = gettext("more than the week before (%(count)s)") if more else gettext("less than the week before (%(count)s)")
        return text % {"count": self.before}

    @property
    def counted(self) -> str:
        """In words: how many searches, and how many of them found nothing at all."""
        searches = ngettext("%(count)s search", "%(count)s searches", self.searches) % {"count": self.searches}
        if self.corrected_to or self.none == self.searches:
            return searches
        found = ngettext("%(count)s found nothing", "%(count)s found nothing", self.none) % {"count": self.none}
        return f"{searches}, {found}"

    @property
    def understood(self) -> tuple[str, ...]:
        """Concepts and places that the search reads in the words as they are understood now."""
        if not self.words:
            return ()
        meaning, lang = meaning_of(self.words), current_language()
        concepts = (pick(concept.preferred, lang) or concept.key for concept in meaning.concepts)
        return (*concepts, *(place.name for place in meaning.places))

    @property
    def is_concept(self) -> bool:
        """Whether it stands for a crisis concept, whose words are never kept."""
        return not self.words

    @property
    def search_url(self) -> str:
        """The public result page of the words."""
        with override(self.lang):
            return f"{reverse('search:results')}?{urlencode({'q': self.words})}"

    @property
    def synonym_url(self) -> str:
        """Where the words are given to a concept."""
        return f"{reverse('thesaurus_add_label')}?{urlencode({'term': self.words, 'lang': self.lang})}"

    @property
    def create_url(self) -> str:
        """Where a page is begun for it."""
        return f"{reverse('searches_create')}?{urlencode({'term': self.title})}"


def gap_rows(terms: Iterable[Any]) -> list[Row]:
    """Rows of ``queries.gaps``."""
    return [_gap(term) for term in terms]


def correction_rows(pairs: Iterable[Mapping[str, Any]], refused: Mapping[int, int]) -> list[Row]:
    """Rows of ``queries.corrections``; ``refused``: of each term, how often."""
    return [
        Row(
            term_id=pair["term"],
            title=pair["term__text"],
            lang=pair["term__lang"],
            words=pair["term__text"],
            searches=pair["searches"],
            none=0,
            before=pair["before"],
            corrected_to=pair["corrected_to"],
            refused=refused.get(pair["term"], 0),
        )
        for pair in pairs
    ]


def title_of(term: SearchTerm) -> str:
    """The term, or the name of the crisis concept it stands for in the reader's language."""
    if term.kind != TermKind.CONCEPT:
        return term.text
    concept = current_names().concepts.get(term.text)
    return (pick(concept.preferred, current_language()) if concept else "") or term.text


def _gap(term: Any) -> Row:
    words = "" if term.kind == TermKind.CONCEPT else term.text
    return Row(term.pk, title_of(term), term.lang, words, term.searches, term.none, term.before)
