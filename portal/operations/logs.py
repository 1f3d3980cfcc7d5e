"""Logs and error reports that do not tell what people searched for.

Four walls. Whatever looks like an address loses its query string. An address that is a key itself (an invitation, a link in a mail)
loses the key. While a request is answered, the words it asked for are
taken out of every record, tracebacks and exceptions included, whoever writes it: an engine may repeat a query in its error.
And the loggers of libraries that would write whole queries at lower levels stay at a level where they do not
(``LOGGING`` in settings). The error reports that Django can mail carry no query, no referrer and no variables.

Nothing here needs Django's apps: logging is configured before they are loaded.
"""

import json
import logging
import re
from contextvars import ContextVar
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.core.signals import request_finished, request_started
from django.utils.safestring import SafeString
from django.views.debug import ExceptionReporter

from portal.localisation.addresses import KEYED, is_admin_path

REMOVED = "[...]"
SEARCHED = ("q", "near", "term")
"""Parameters whose words are somebody's own."""
_KEY = re.compile(rf"(/(?:{'|'.join(KEYED)})/)[^\s\"'<>?]+")
"""An address that is a key, from its slash to its end."""
_CHUNK = re.compile(r"[^\s\"'<>]++")
"""What an address may be, or be in. Each letter is looked at once, however long a path somebody asks for."""
_SHORTEST = 3
_WORD = re.compile(rf"\w{{{_SHORTEST},}}")
"""Shorter ones tell nothing by themselves, and would take the logs apart."""
_READ = 400
"""Characters of a parameter of which the single words are taken out: twice as many as any search reads."""
_MOST_VALUES = 20
"""Values of one parameter of which words are taken out: the last ones, of which the very last is what is searched."""
_QUERY_META = ("QUERY_STRING", "HTTP_REFERER", "REQUEST_URI", "RAW_URI")

_asked: ContextVar[str] = ContextVar("asked", default="")
"""Query string of the request that this thread is answering; empty in the admin, whose addresses only lose theirs."""


def without_query(text: str) -> str:
    """The text without query strings and keys, and without the words of the search that this thread is answering."""
    cleaned = _CHUNK.sub(_path_only, text) if "?" in text else text
    cleaned = _KEY.sub(rf"\1{REMOVED}", cleaned) if "/" in cleaned else cleaned
    asked = _asked.get()
    return _words_of(asked).sub(REMOVED, cleaned) if len(asked) >= _SHORTEST else cleaned


class WithoutQueries(logging.Filter):
    """Lets every record pass, cleaned for whoever handles it next."""

    _formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Clean message, traceback and stack in place. Always true."""
        try:
            message = record.getMessage()
        except (TypeError, ValueError, KeyError):
            return True  # arguments that do not fit: the handler tells about it, with the format string only
        cleaned = without_query(message)
        if cleaned != message:
            record.msg, record.args = cleaned, None
        if record.exc_info and not record.exc_text:
            record.exc_text = self._formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_query(record.exc_text)
        if record.stack_info:
            record.stack_info = without_query(record.stack_info)
        return True


class PrivateExceptionReporter(ExceptionReporter):
    """Django's report of an error; what is mailed or kept says nothing of what was asked. A developer's own browser sees all."""

    def get_traceback_data(self) -> dict[str, Any]:
        """The report's data without parameters, referrer and variables."""
        data = super().get_traceback_data()
        if settings.DEBUG and not self.is_email:
            return data
        for frame in data["frames"]:
            frame["vars"] = []
        data["request_GET_items"] = []
        data["request_meta"] = {name: value for name, value in data["request_meta"].items() if name not in _QUERY_META}
        return data

    def get_traceback_html(self) -> SafeString:
        """The report as a page, the exceptions' own words cleaned, too."""
        return self._cleaned(super().get_traceback_html())

    def get_traceback_text(self) -> SafeString:
        """The report as text."""
        return self._cleaned(super().get_traceback_text())

    def _cleaned(self, report: SafeString) -> SafeString:
        # What is taken out leaves what was escaped as it was.
        return report if settings.DEBUG and not self.is_email else SafeString(without_query(report))


def _path_only(chunk: re.Match[str]) -> str:
    """What has a slash loses what follows the first question mark after it."""
    text = chunk.group()
    slash = text.find("/")
    end = text.find("?", slash) if slash >= 0 else -1
    return text if end < 0 else text[:end]


def _words_of(query: str) -> re.Pattern[str]:
    """Matches the query string itself, what was searched as a whole and in the notations of JSON, and each word of it."""
    given = parse_qs(query, encoding="utf-8", errors="replace")
    values = [value for name in SEARCHED for value in given.get(name, ())[-_MOST_VALUES:] if len(value.strip()) >= _SHORTEST]
    wholes = {query, *values, *(json.dumps(value)[1:-1] for value in values)}
    words = {word for value in values for word in _WORD.findall(value[:_READ])}
    longest_first = [re.escape(text) for text in sorted(wholes, key=len, reverse=True) if len(text) >= _SHORTEST]
    return re.compile("|".join([*longest_first, *(rf"(?<!\w){re.escape(word)}(?!\w)" for word in sorted(words))]), re.IGNORECASE)


def _begin(environ: Any = None, **_kwargs: Any) -> None:
    known = environ or {}
    _asked.set("" if is_admin_path(str(known.get("PATH_INFO", ""))) else str(known.get("QUERY_STRING", "")))


def _end(**_kwargs: Any) -> None:
    _asked.set("")


request_started.connect(_begin, dispatch_uid="logs-without-queries")
request_finished.connect(_end, dispatch_uid="logs-without-queries")
