"""What is not kept is compressed on its way, unless there may be a secret in it."""

import gzip
from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client

from portal.content.models import PublicPage
from tests import factories

pytestmark = pytest.mark.django_db
GZIP: dict[str, Any] = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


@pytest.fixture(autouse=True)
def _portal() -> PublicPage:
    page: PublicPage = factories.home()
    return page


@pytest.mark.parametrize("path", ["/haku/?q=vauva", "/sv/haku/?q=baby", "/api/v1/openapi.json", "/ei-ole-olemassa/"])
def test_an_answer_that_is_not_kept_is_compressed_for_who_can_read_it(client: Client, path: str) -> None:
    plain, packed = client.get(path), client.get(path, **GZIP)
    assert plain.status_code == packed.status_code
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed["Vary"]
    assert len(gzip.decompress(packed.content)) == pytest.approx(len(plain.content), rel=0.02)
    assert len(packed.content) < len(plain.content) / 2


def test_who_has_a_session_gets_plain_bytes(client: Client) -> None:
    session = SessionStore()
    session.create()
    client.cookies["sessionid"] = session.session_key or ""
    assert "Content-Encoding" not in client.get("/haku/?q=vauva", **GZIP)


def test_a_form_that_sets_a_cookie_is_plain(client: Client) -> None:
    answer = client.get("/accounts/login/", **GZIP)
    assert answer.cookies
    assert "Content-Encoding" not in answer


def test_what_the_page_cache_keeps_is_left_to_it(client: Client) -> None:
    assert "Content-Encoding" not in client.get("/ryhmat/", **GZIP)
