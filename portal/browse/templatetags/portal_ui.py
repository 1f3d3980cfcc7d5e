"""Small words and addresses that templates need."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.browse.page_cache import PARAMETERS
from portal.browse.true_for_now import TrueForNow
from portal.content.clock import partial_date_in_words
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
    only_finnish: str = ""
    """In the link's own language: that the text there is in Finnish all the same. Empty when it is not."""

    @property
    def text_lang(self) -> str:
        """Language of the text behind the link."""
        return default_language() if self.only_finnish else self.code


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


@register.filter
def site_name(address: str) -> str:
    """Whose a web address is, without the way within the site: "juvantapahtumat.fi"."""
    return without_scheme(address).split("/")[0]


@register.filter
def partial_date(written: str) -> str:
    """A source's date in words: "2025", "helmikuu 2026", "1.2.2026"."""
    return partial_date_in_words(written)


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


@register.simple_tag(takes_context=True)
def language_switch(context: Mapping[str, Any]) -> SafeString:
    """The present page in every language (component ``language_switch``), kept drawn: it stands on every page."""
    languages = context.get("languages")
    key = (page_path(context), None if languages is None else tuple(languages), current_language())
    drawn = _switches.get(key, 0.0)
    if drawn is None:
        drawn = render_to_string("components/language_switch.html", {"path": key[0], "languages": key[1]})
        if len(key[0]) <= _LONGEST:
            _switches.put(key, drawn, 0.0, float("inf"))
    return drawn


_LONGEST = 200
"""Characters of a path whose switch is kept: what strangers type shall not fill the memory."""
_switches: TrueForNow[tuple[str, tuple[str, ...] | None, str], SafeString] = TrueForNow(500)
"""Some 1 kB each."""


@register.simple_tag
def language_links(path: str, languages: Iterable[str] | None = None) -> list[LanguageLink]:
    """The page at ``path`` in every language, the page kept.

    :param languages: those in which it has a text of its own; None when it has one in all.
    """
    current, texts = current_language(), set(languages or language_codes())
    return [
        LanguageLink(code, own_name(code), path_in(code, path), code == current, "" if code in texts else _only_finnish(code))
        for code in language_codes()
    ]


def _only_finnish(code: str) -> str:
    with translation.override(code):
        return gettext("the text is in Finnish only")


@register.simple_tag(takes_context=True)
def page_path(context: Mapping[str, Any]) -> str:
    """The present page's path with what was chosen on it; a view that knows better gives ``language_path``. What was typed, or
    belongs to no page of ours, is left out."""
    request = context["request"]
    chosen = [(name, value) for name, values in request.GET.lists() if name in PARAMETERS for value in values]
    return str(context.get("language_path") or f"{request.path}?{urlencode(chosen)}".rstrip("?"))


@register.simple_tag(takes_context=True)
def lang_of(context: Mapping[str, Any], words: str, listing: Any = None) -> SafeString:
    """``lang="fi"`` for words that exist in Finnish only, with a space before it; nothing in Finnish, and for translated words.

    ``listing``: whose words they are; the context's own by default.
    """
    about = listing or context.get("listing")
    finnish = default_language()
    if current_language() == finnish or about is None or not about.is_finnish(str(words)):
        return SafeString("")
    return format_html(' lang="{}"', finnish)


@register.simple_tag
def finnish_here() -> SafeString:
    """``lang="fi"`` for what is always Finnish, with a space before it; nothing on a Finnish page."""
    finnish = default_language()
    return SafeString("") if current_language() == finnish else format_html(' lang="{}"', finnish)


@register.simple_tag(takes_context=True)
def finnish_path(context: Mapping[str, Any]) -> str:
    """The present page in Finnish."""
    return path_in(default_language(), context["request"].path)


@register.simple_tag(takes_context=True)
def finnish_link(context: Mapping[str, Any], words: str) -> SafeString:
    """A paragraph with a link to the present page in Finnish."""
    finnish = default_language()
    return format_html('<p><a href="{}" lang="{}" hreflang="{}">{}</a></p>', finnish_path(context), finnish, finnish, words)


@register.simple_tag
def read_in_finnish() -> str:
    """ "Lue suomeksi", in Finnish whatever the reader's language."""
    with translation.override(default_language()):
        return gettext("Read in Finnish")


@register.simple_tag(takes_context=True)
def language_alternates(context: Mapping[str, Any], languages: Iterable[str] | None = None) -> list[dict[str, str]]:
    """``hreflang`` alternates of the present page: only languages in which it really has text; none for one language."""
    request = context.get("request")
    codes = [code for code in (languages or language_codes()) if code in language_codes()]
    if request is None or len(codes) < 2:
        return []
    links = [{"code": code, "path": path_in(code, request.path)} for code in codes]
    return [*links, {"code": "x-default", "path": path_in(default_language(), request.path)}]
