"""Completing what is being typed: places and concepts from memory, titles and organisations from the engine."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import override

from portal.catalogue.models import CatalogueEntry
from portal.listings.kinds import Kind
from portal.localisation.languages import default_language, language_codes, pick
from search.documents import suggest_words
from search.engines.base import Engine
from search.names import Names
from search.query.words import LONGEST_QUERY

MOST_SUGGESTIONS = 20
_MOST_MUNICIPALITIES = 2
_MOST_CONCEPTS = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What completes the words typed so far. ``url``: path of the page of a title, organisation or municipality; of a
    concept, the search for it."""

    text: str
    kind: Literal["title", "concept", "municipality", "organisation"]
    url: str


@dataclass(frozen=True, slots=True)
class _Named:
    """``words``: as suggest_words gives them. ``rank``: the lower the earlier."""

    words: tuple[str, ...]
    rank: int
    suggestion: Suggestion


class Completions:
    """Names that may be completed in one language, by the beginnings of their words."""

    def __init__(self, named: Sequence[tuple[str, int, Suggestion]]) -> None:
        """``named``: (name, rank, what it suggests)."""
        self._named = [_Named(suggest_words(name), rank, suggestion) for name, rank, suggestion in named]
        self._words = sorted((word, index) for index, each in enumerate(self._named) for word in each.words)

    def of(self, typed: tuple[str, ...], limit: int) -> list[Suggestion]:
        """Those with all the words, the last one perhaps unfinished: first those that begin with what was typed."""
        *whole, last = typed
        found: set[int] = set()
        for word, index in self._words[bisect_left(self._words, (last, -1)) :]:
            if not word.startswith(last):
                break
            found.add(index)
        matching = [self._named[index] for index in found if set(whole) <= set(self._named[index].words)]
        ordered = sorted(matching, key=lambda each: (not _begins(each.words, typed), each.rank, len(each.words), each.suggestion.text))
        return list(dict.fromkeys(each.suggestion for each in ordered))[:limit]


_kept: tuple[int, Mapping[str, tuple[Completions, Completions]]] | None = None


def suggestions(q: str, lang: str, limit: int, names: Names, engine: Engine) -> tuple[Suggestion, ...]:
    """See ``search.service.suggest``."""
    if lang not in language_codes():
        raise ValueError(f"lang: one of {', '.join(language_codes())}")
    if not 1 <= limit <= MOST_SUGGESTIONS:
        raise ValueError(f"limit: 1 to {MOST_SUGGESTIONS}")
    typed = suggest_words(q[:LONGEST_QUERY])
    if not typed:
        return ()
    municipalities, concepts = _completions(names)[lang]
    found = [*municipalities.of(typed, _MOST_MUNICIPALITIES), *concepts.of(typed, _MOST_CONCEPTS), *_titles(engine, typed, lang, limit)]
    once = {suggestion.text.casefold(): suggestion for suggestion in reversed(found)}
    return tuple(reversed(once.values()))[:limit]


def _titles(engine: Engine, typed: tuple[str, ...], lang: str, limit: int) -> Iterator[Suggestion]:
    found = engine.suggest(typed, lang, limit)
    paths = _paths([each.listing_id for each in found], lang)
    for each in found:
        if each.listing_id in paths:  # else it has just left the catalogue
            yield Suggestion(each.title, "organisation" if each.kind == Kind.ORGANISATION else "title", paths[each.listing_id])


def _paths(listing_ids: Sequence[UUID], lang: str) -> dict[UUID, str]:
    """Path of the version that the reader is shown: the own language's, else Finnish, else any."""
    rows = CatalogueEntry.objects.filter(listing_id__in=listing_ids, removed=False).values_list("listing_id", "lang", "path")
    paths: dict[UUID, dict[str, str]] = {}
    for listing_id, version, path in rows:
        paths.setdefault(listing_id, {})[version] = path
    return {listing_id: pick(versions, lang) for listing_id, versions in paths.items()}


def _completions(names: Names) -> Mapping[str, tuple[Completions, Completions]]:
    """By language (municipalities, concepts); made once for each generation of names."""
    global _kept
    kept = _kept
    if kept is None or kept[0] != names.generation:
        made = {
            lang: (Completions(list(_municipalities(names, lang))), Completions(list(_concepts(names, lang)))) for lang in language_codes()
        }
        _kept = kept = (names.generation, made)
    return kept[1]


def _municipalities(names: Names, lang: str) -> Iterator[tuple[str, int, Suggestion]]:
    """By its name in any language, told by that in the reader's."""
    with override(lang):
        for code, slug in names.addresses.items():
            texts = names.labels["municipality", code]
            suggestion = Suggestion(pick(texts, lang), "municipality", reverse("browse:municipality", args=[slug]))
            yield from ((text, 0, suggestion) for text in texts.values() if code not in names.example_codes)


def _concepts(names: Names, lang: str) -> Iterator[tuple[str, int, Suggestion]]:
    """Names in the reader's language, the preferred ones first; the Finnish name where there is none."""
    with override(lang):
        page = reverse("search:results")
    for concept in names.concepts:
        preferred = concept.preferred.get(lang) or concept.preferred.get(default_language(), "")
        for rank, label in enumerate([preferred, *concept.alternative.get(lang, ())]):
            yield label, min(rank, 1), Suggestion(label, "concept", f"{page}?{urlencode({'q': label})}")


def _begins(words: tuple[str, ...], typed: tuple[str, ...]) -> bool:
    return words[: len(typed) - 1] == typed[:-1] and words[len(typed) - 1].startswith(typed[-1]) if len(words) >= len(typed) else False
