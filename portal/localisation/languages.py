"""Languages of the portal. Finnish is the language of the facts; the others are versions of it."""

from collections.abc import Callable, Hashable, Mapping
from functools import cache, lru_cache, wraps
from typing import Any, ParamSpec

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import get_language_info

P = ParamSpec("P")
_KEPT_WORDS = 4096


@cache
def default_language() -> str:
    """Code of the language every page has (``LANGUAGE_CODE``)."""
    return settings.LANGUAGE_CODE


@cache
def language_codes() -> tuple[str, ...]:
    """All codes, the default first."""
    return tuple(code for code, _name in settings.LANGUAGES)


@receiver(setting_changed, dispatch_uid="languages")
def _read_anew(**_kwargs: Any) -> None:
    """Settings change in tests only."""
    default_language.cache_clear()
    language_codes.cache_clear()


def other_languages() -> list[tuple[str, str]]:
    """(code, name) of every language but the default, for choices."""
    return [(code, str(name)) for code, name in settings.LANGUAGES if code != default_language()]


def all_languages() -> list[tuple[str, str]]:
    """(code, name) of every language, for choices."""
    return [(code, str(name)) for code, name in settings.LANGUAGES]


def own_name(code: str) -> str:
    """The language's name in itself, with a capital: "Suomi", "Svenska", "Українська"."""
    return capfirst(str(get_language_info(code)["name_local"]))


def is_right_to_left(code: str) -> bool:
    """Whether the language is written from right to left."""
    return bool(get_language_info(code)["bidi"])


def current_language() -> str:
    """The active language's code, one of ``language_codes()``."""
    active = (translation.get_language() or default_language()).split("-")[0]
    return active if active in language_codes() else default_language()


def kept_in_each_language(words: Callable[P, str]) -> Callable[P, str]:
    """Decorator: what the function says of hashable arguments in the active language is kept, because looking translations up
    is most of what times and labels cost. It must depend on nothing else."""

    @lru_cache(maxsize=_KEPT_WORDS)
    def said(_language: str | None, positional: tuple[Hashable, ...], named: tuple[tuple[str, Hashable], ...]) -> str:
        return words(*positional, **dict(named))  # type: ignore[arg-type]

    @wraps(words)
    def kept(*positional: P.args, **named: P.kwargs) -> str:
        return said(translation.get_language(), positional, tuple(named.items()))

    return kept


def pick(texts: Mapping[str, str], lang: str | None = None) -> str:
    """The text in ``lang`` (default: the active language), else in Finnish, else in any language, else empty."""
    for code in (lang or current_language(), default_language()):
        if texts.get(code):
            return texts[code]
    return next((text for text in texts.values() if text), "")


def path_in(language: str, path: str) -> str:
    """An address's path in another language: the same path under the language's prefix."""
    default = default_language()
    for code in language_codes():
        if code != default and (path == f"/{code}" or path.startswith(f"/{code}/")):
            path = path[len(code) + 1 :] or "/"
            break
    return path if language == default else f"/{language}{path}"
