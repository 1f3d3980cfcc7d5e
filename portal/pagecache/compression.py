"""Answers that no page cache keeps are compressed too: results of a search, sensitive pages, the API."""

import re

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

from portal.pagecache.kept import HEADER

_TEXT = re.compile(r"text/|application/([\w.-]+\+)?(json|xml)\b")


class CompressionMiddleware(GZipMiddleware):
    """Django's gzip, for texts that anybody may read. What the page cache keeps it compresses itself, once.

    Whoever has or gets a cookie is sent plain bytes: the length of a compressed page can betray a secret in it (BREACH).
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed where that is safe and of use."""
        if HEADER in response or request.COOKIES or response.cookies or not _TEXT.match(response.get("Content-Type", "")):
            return response
        return super().process_response(request, response)
