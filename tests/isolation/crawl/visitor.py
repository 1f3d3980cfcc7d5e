"""A visitor who leaves no trace: each request in a savepoint that is rolled back, and everything it tells is read."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.contrib.messages import get_messages
from django.db import connection, transaction
from django.test import Client
from django.utils.http import urlencode

from tests.files import received
from tests.fresh import log_in_freshly
from tests.isolation.world import CANARY

NO_SEARCH_ENGINE = 503
"""The tests' search engine has no index."""
STOCK_ERRORS = {
    # Sent without its fields; asked for the root of the tree; asked for a number with a word.
    *("wagtailadmin_choose_page_external_link", "wagtailadmin_choose_page_chosen_multiple", "wagtailapi:pages:find"),
    *(f"wagtailsnippetchoosers_regions_{model}:chosen_multiple" for model in ("municipality", "familycentrearea")),
}
"""Views of Wagtail's that break off at nonsense: nothing is told and nothing done."""


@dataclass(frozen=True)
class Told:
    """What one request came to."""

    status: int
    leaks: tuple[str, ...]
    """Where the canary was: ``body``, ``headers``, ``message``."""
    html: str
    wrote: bool
    """Whether it wrote to the database, apart from sessions."""

    def breaks_off(self, view_name: str) -> bool:
        """Whether it is a server error that is not known."""
        return self.status >= 500 and self.status != NO_SEARCH_ENGINE and view_name not in STOCK_ERRORS


class Visitor:
    """One user's browser (None: nobody's)."""

    def __init__(self, user: Any) -> None:
        self.client = Client(raise_request_exception=False)
        if user is not None:
            log_in_freshly(self.client, user)  # else some views would ask who one is, whatever was asked for
        self._cookies = deepcopy(self.client.cookies)

    def get(self, address: str) -> Told:
        """Open an address."""
        with self.visiting("get", address) as told:
            return told

    @contextmanager
    def visiting(self, method: str, address: str, data: Any = None) -> Iterator[Told]:
        """Send a request; what it changed can be looked at inside the block and is rolled back after it."""
        writes: list[str] = []
        savepoint = transaction.savepoint()
        try:
            with connection.execute_wrapper(_noting(writes)):
                response = self._send(method, address, data)
            yield self._told(response, address, bool(writes))
        finally:
            transaction.savepoint_rollback(savepoint)
            self.client.cookies = deepcopy(self._cookies)

    def _send(self, method: str, address: str, data: Any) -> Any:
        if method in {"get", "post"}:
            return getattr(self.client, method)(address, data or {})
        body = urlencode(data or {}, doseq=True)
        return getattr(self.client, method)(address, data=body, content_type="application/x-www-form-urlencoded")

    @staticmethod
    def _told(response: Any, address: str, wrote: bool) -> Told:
        body = received(response)
        # Read before they are shown: a message is told on the next page, wherever that is.
        request = response.wsgi_request
        messages = " ".join(f"{one} {one.extra_tags}" for one in get_messages(request)) if hasattr(request, "_messages") else ""
        parts = {"body": _unpacked(body), "headers": str(response.headers), "message": messages}
        asked = address.partition("?")[0]  # a page may repeat what was asked for
        leaks = tuple(name for name, text in parts.items() if CANARY in text.replace(asked, "").lower())
        return Told(response.status_code, leaks, parts["body"], wrote)


def _unpacked(body: bytes) -> str:
    """A body as text; of a spreadsheet all its parts."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(BytesIO(body)) as archive:
            body = b"\n".join(archive.read(name) for name in archive.namelist())
    return body.decode("utf-8", "replace")


def _noting(writes: list[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("INSERT", "UPDATE", "DELETE")) and "django_session" not in sql:
            writes.append(sql)
        return execute(sql, params, many, context)

    return note
