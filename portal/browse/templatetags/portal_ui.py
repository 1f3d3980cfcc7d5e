"""Small words and addresses that templates need."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from portal.localisation.languages import current_language, default_language, language_codes, own_name, path_in, pick

register = template.Library()

LANGUAGES_IN_THEIR_OWN_WORDS = {code: own_name(code) for code, _name in settings.LANGUAGES}


@dataclass(frozen=True)
class LanguageLink:
    """The present page in one language."""

    code: str
    label: str
    url: str
    current: bool


@register.filter
def localised(texts: Any) -> str:
    """A text in the reader's language from ``{"fi": …, "sv": …}``; empty when there is none."""
    return pick(texts) if isinstance(texts, Mapping) else ""


@register.filter
def telephone(number: str) -> str:
    """A number for a ``tel:`` address: digits and a leading plus only."""
    return re.sub(r"(?!^\+)[^\d]", "", number or "")


@register.filter
def without_scheme(address: str) -> str:
    """A web address as people write it."""
    return re.sub(r"^https?://(www\.)?", "", address or "").rstrip("/")


@register.simple_tag(takes_context=True)
def furnished(context: Mapping[str, Any], template_name: str, section: str = "") -> SafeString:
    """A part of every page that tells of the site's settings and navigation: drawn once for each language and each of the sections,
    until the settings or the navigation are others. The template knows ``site_settings``, ``sections``, ``pages``, ``section``."""
    here = context["furniture"]
    key = (template_name, current_language(), section)
    drawn: SafeString | None = here.drawn.get(key)
    if drawn is None:
        known = {"site_settings": here.settings, "sections": here.sections, "pages": here.pages, "section": section}
        drawn = here.drawn[key] = render_to_string(template_name, known)
    return drawn


@register.simple_tag
def home_path() -> str:
    """The front page in the reader's language."""
    return path_in(current_language(), "/")


@register.simple_tag
def language_links(path: str) -> list[LanguageLink]:
    """The page at ``path`` in every language, the page kept."""
    current = current_language()
    return [
        LanguageLink(code, LANGUAGES_IN_THEIR_OWN_WORDS.get(code, str(name)), path_in(code, path), code == current)
        for code, name in settings.LANGUAGES
    ]


@register.simple_tag(takes_context=True)
def language_alternates(context: Mapping[str, Any], languages: Iterable[str] | None = None) -> list[dict[str, str]]:
    """``hreflang`` alternates of the present page: only languages in which it really has text; none for one language."""
    request = context.get("request")
    codes = [code for code in (languages or language_codes()) if code in language_codes()]
    if request is None or len(codes) < 2:
        return []
    links = [{"code": code, "path": path_in(code, request.path)} for code in codes]
    return [*links, {"code": "x-default", "path": path_in(default_language(), request.path)}]
