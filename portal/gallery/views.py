"""The gallery in the admin: a frame with width, colours, language and medium chosen by links; in it the components as families see them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from portal.gallery.entry import Entry, Group
from portal.gallery.samples import ENTRIES
from portal.localisation.languages import language_codes, own_name
from portal.members.access import CoordinatorMixin

CHOICES: dict[str, dict[str, Any]] = {
    "width": {"1280": "1280", "768": "768", "360": "360"},
    "colours": {"light": gettext_lazy("Light"), "dark": gettext_lazy("Dark")},
    "lang": {code: own_name(code) for code in language_codes()},
    "medium": {"screen": gettext_lazy("Screen"), "print": gettext_lazy("Print")},
}
"""What a link chooses; the first of each stands when nothing is chosen."""
_IDS = re.compile(r'(?<= )(id|for|aria-labelledby|aria-describedby|aria-controls|href)="(#?)([^"]+)"')


class GalleryView(CoordinatorMixin, WagtailAdminTemplateMixin, TemplateView):
    """The frame and its switches."""

    template_name = "gallery/index.html"
    page_title = gettext_lazy("Component gallery")
    header_icon = "image"

    def get_breadcrumbs_items(self) -> list[Any]:
        """Home › this page."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Adds the switches and the frame's address and width (CSS pixels)."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        chosen = _chosen(self.request)
        return context | {
            "switches": [_switch(name, chosen) for name in CHOICES],
            "shown_url": f"{reverse('gallery_shown')}?{urlencode(chosen)}",
            "width": chosen["width"],
        }


class ShownView(CoordinatorMixin, View):
    """The components, with the public style sheets and the public Content-Security-Policy."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """In the language and colours chosen. Only the admin may frame it."""
        chosen = _chosen(request)
        with translation.override(chosen["lang"]):
            context = {"groups": list(_groups()), "chosen": chosen, "lang": chosen["lang"], "title": gettext("Component gallery")}
            response = render(request, "gallery/shown.html", context)
        response._csp_config = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | {"frame-ancestors": ["'self'"]}  # type: ignore[attr-defined]
        return response


class TokensView(CoordinatorMixin, View):
    """The tokens in one scheme whatever the reader's device prefers, made of the file itself."""

    def get(self, request: HttpRequest, colours: str) -> HttpResponse:
        """:raises Http404: for an unknown scheme."""
        if colours not in CHOICES["colours"]:
            raise Http404
        text = Path(str(finders.find("css/tokens.css"))).read_text(encoding="utf-8")
        always = "all" if colours == "dark" else "not all"
        text = text.replace("screen and (prefers-color-scheme: dark)", always).replace(
            "color-scheme: light dark", f"color-scheme: {colours}"
        )
        return HttpResponse(text, content_type="text/css; charset=utf-8")


@dataclass(frozen=True, slots=True)
class ShownSample:
    """A sample as it is drawn; ``deep``: on deep water."""

    state: Any
    html: SafeString
    deep: bool


def _groups() -> Iterator[tuple[Any, list[tuple[Entry, list[ShownSample]]]]]:
    """Headings with their components; every id made unique, because a page has each component once and this one often."""
    numbers = count(1)
    for group in Group:
        yield group.value, [(entry, list(_samples(entry, numbers))) for entry in ENTRIES if entry.group is group]


def _samples(entry: Entry, numbers: Iterator[int]) -> Iterator[ShownSample]:
    for sample in entry.samples:
        yield ShownSample(sample.state.value, with_own_ids(sample.draw(), next(numbers)), deep=False)
        if sample.deep:
            yield ShownSample(sample.state.value, with_own_ids(sample.draw(), next(numbers)), deep=True)


def with_own_ids(html: str, number: int) -> SafeString:
    """The same HTML with ids, and what refers to them, that no other sample has. ``html``: drawn by templates, so escaped."""

    def own(found: re.Match[str]) -> str:
        name, sharp, value = found.groups()
        if name == "href" and not sharp:
            return found[0]
        return f'{name}="{sharp}{" ".join(f"{one}-{number}" for one in value.split())}"'

    return mark_safe(_IDS.sub(own, html))  # noqa: S308 (ids alone are changed)


def _chosen(request: HttpRequest) -> dict[str, str]:
    """What the address chooses; what is unknown stands as at first."""
    given = {name: request.GET.get(name, "") for name in CHOICES}
    return {name: given[name] if given[name] in values else next(iter(values)) for name, values in CHOICES.items()}


def _switch(name: str, chosen: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": f"?{urlencode(chosen | {name: value})}", "is_current": chosen[name] == value}
        for value, label in CHOICES[name].items()
    ]
