"""The result page. It sets no cookie and remembers no query."""

import logging
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.localisation.languages import current_language
from search.engines.base import EngineError
from search.forms import SearchForm
from search.language.voikko import AnalyserUnavailableError
from search.service import SearchResults, search

logger = logging.getLogger(__name__)
_PAGES_AROUND = 2


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of results to go to. ``query``: its parameters, without "?"."""

    number: int
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Pagination:
    """Pages around the current one. ``previous`` and ``following`` are None at the ends."""

    page: int
    pages: int
    links: tuple[PageLink, ...]
    previous: PageLink | None
    following: PageLink | None

    @classmethod
    def of(cls, form: SearchForm, results: SearchResults) -> "Pagination":
        """For one page of results."""
        page, pages = results.page, results.pages
        around = range(max(1, page - _PAGES_AROUND), min(pages, page + _PAGES_AROUND) + 1)
        numbers = sorted({1, pages, *around})

        def link(number: int) -> PageLink:
            return PageLink(number, form.query_string(page=number), number == page)

        return cls(
            page=page,
            pages=pages,
            links=tuple(map(link, numbers)),
            previous=link(page - 1) if 1 < page <= pages + 1 else None,
            following=link(page + 1) if page < pages else None,
        )


@dataclass(frozen=True, slots=True)
class ChosenFilter:
    """A filter in force, with the parameters of the search without it."""

    name: str
    value: str
    label: str
    query_without: str


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Results for ``q`` and filters. A failing engine gives a page that says so and shows ways to browse, never an error."""
    form = SearchForm.read(request.GET)
    context: dict[str, Any] = {
        "query": form.q,
        "request_values": form.filters,
        "results": None,
        "facets": {},
        "chosen": (),
        "cards": (),
        "pagination": None,
        "failed": False,
    }
    try:
        found = search(form.to_request(current_language()))
    except (EngineError, AnalyserUnavailableError) as error:
        logger.error("Search cannot answer: %s", error)  # the error, never the query
        context["failed"] = True
    else:
        context |= {
            "results": found,
            "facets": found.facets,
            "chosen": _chosen(form, found),
            "cards": [{"listing": hit.listing, "title": hit.title, "snippet": hit.snippet, "part": hit.part} for hit in found.hits],
            "pagination": Pagination.of(form, found),
        }
    return render(request, "search/results.html", context)


def _chosen(form: SearchForm, found: SearchResults) -> tuple[ChosenFilter, ...]:
    return tuple(
        ChosenFilter(name, facet.value, facet.label, form.query_string(without=(name, facet.value)))
        for name, facets in found.facets.items()
        for facet in facets
        if facet.selected
    )
