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
from search.analytics.vocabulary import NOTHING, Meaning, meaning_of
from search.names import current_names


@dataclass(frozen=True, slots=True)
class Row:
    """One term of a week. ``term_id``: its primary key. ``title``: the term, or the crisis concept's name. ``words``: the term as
    typed, empty for concepts. ``understood``: names of the concepts and places that the search reads in the words by now.
    ``corrected_to``: what was searched instead. ``refused``: how often readers refused that."""

    term_id: int
    title: str
    lang: str
    words: str
    searches: int
    none: int
    before: int
    understood: tuple[str, ...] = ()
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
        if not self.none:
            few = gettext("one or two results")
            return f"{searches}, {few}"
        found = ngettext("%(count)s found nothing", "%(count)s found nothing", self.none) % {"count": self.none}
        return f"{searches}, {found}"

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


def gap_rows(terms: Iterable[Any]) -> list[Row]:
    """Rows of ``queries.gaps``."""
    return [_gap(term) for term in terms]


def correction_rows(pairs: Iterable[Mapping[str, Any]], refused: Mapping[int, int]) -> list[Row]:
    """Rows of ``queries.corrections``; ``refused``: of each term, how often. Without those that tell of a crisis by now."""
    understood = [(pair, meaning_of(pair["term__text"]), meaning_of(pair["corrected_to"])) for pair in pairs]
    return [
        Row(
            term_id=pair["term"],
            title=pair["term__text"],
            lang=pair["term__lang"],
            words=pair["term__text"],
            searches=pair["searches"],
            none=0,
            before=pair["before"],
            understood=_names(shown),
            corrected_to=pair["corrected_to"],
            refused=refused.get(pair["term"], 0),
        )
        for pair, typed, shown in understood
        if not typed.crisis and not shown.crisis
    ]


def title_of(term: SearchTerm) -> str:
    """The term; of a crisis the name of its concept, also when the thesaurus has learned of it only since."""
    crisis = (term.text,) if term.kind == TermKind.CONCEPT else meaning_of(term.text).crisis
    return _label(crisis[0]) if crisis else term.text


def _gap(term: Any) -> Row:
    meaning = NOTHING if term.kind == TermKind.CONCEPT else meaning_of(term.text)
    is_crisis = term.kind == TermKind.CONCEPT or bool(meaning.crisis)
    return Row(
        term_id=term.pk,
        title=title_of(term),
        lang=term.lang,
        words="" if is_crisis else term.text,
        searches=term.searches,
        none=term.none,
        before=term.before,
        understood=() if is_crisis else _names(meaning),
    )


def _names(meaning: Meaning) -> tuple[str, ...]:
    lang = current_language()
    concepts = (pick(concept.preferred, lang) or concept.key for concept in meaning.concepts)
    return (*concepts, *(place.name for place in meaning.places))


def _label(key: str) -> str:
    concept = current_names().concepts.get(key)
    return (pick(concept.preferred, current_language()) if concept else "") or key
