"""Headers of every response, and a language that comes from the path alone."""

import pytest
from django.test import Client

from home.models import SiteSettings
from tests import factories
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database


def test_neither_a_header_nor_a_cookie_chooses_the_language(client: Client, region: Region) -> None:
    client.cookies["django_language"] = "sv"
    response = client.get("/", headers={"Accept-Language": "en"})
    assert response.headers["Content-Language"] == "fi"
    assert 'lang="fi"' in response.content.decode()


def test_an_unknown_language_prefix_is_not_found(client: Client, region: Region) -> None:
    assert client.get("/de/").status_code == 404


@pytest.mark.parametrize("path", ["/", "/ryhmat/", "/sivua-ei-ole/"])
def test_public_pages_run_nothing_inline_and_nothing_foreign(client: Client, region: Region, path: str) -> None:
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "frame-ancestors 'none'" in policy
    body = response.content.decode()
    assert " style=" not in body
    assert " onclick=" not in body
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_forged_form_is_refused_in_the_portals_own_words(region: Region) -> None:
    response = Client(enforce_csrf_checks=True).post("/", {"q": "x"})
    assert response.status_code == 403
    body = response.content.decode()
    assert "CSRF" not in body
    assert '<html lang="fi"' in body
    assert 'id="error-q"' in body


def test_the_admin_has_a_policy_of_its_own(client: Client, region: Region) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]
    assert "unsafe-inline" in policy
    assert "frame-ancestors 'self'" in policy


def test_files_may_run_nothing(client: Client, region: Region) -> None:
    assert "default-src 'none'" in client.get("/documents/1/x.pdf").headers["Content-Security-Policy"]


def test_sample_content_keeps_search_engines_away(client: Client, region: Region) -> None:
    assert "X-Robots-Tag" not in client.get("/ryhmat/").headers
    settings = SiteSettings.load()
    settings.is_sample = True
    settings.save()
    assert client.get("/ryhmat/").headers["X-Robots-Tag"] == "noindex, nofollow"


@pytest.mark.parametrize("what", ["edit", "copy"])
def test_a_form_without_its_fields_is_refused_in_words(client: Client, region: Region, what: str) -> None:
    client.force_login(factories.administrator())
    response = client.post(f"/admin/pages/{region.pages['group'].pk}/{what}/", {})
    assert response.status_code == 400
    assert "Mene selaimella takaisin" in response.content.decode()
