"""The editor's preview shows the draft as the public would see it, through the same renderer."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.admin import edit_form
from tests.browse.conftest import Region

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    "name",
    ["home", "section", "standard", "organisation", "place", "group", "event", "service", "helpline", "guide", "chapter", "material"],
)
def test_a_draft_can_be_previewed(region: Region, name: str) -> None:
    page = region.pages[name]
    page.title = "Uusi luonnos"
    response = page.make_preview_request(preview_mode=page.default_preview_mode)
    assert response.status_code == 200
    assert "Uusi luonnos" in response.content.decode()


def test_a_language_version_is_previewed_in_its_language(region: Region) -> None:
    group = region.pages["group"]
    factories.version(group, "sv", "Skilsmässogrupp", summary="För dig.")
    body = group.make_preview_request(preview_mode="sv").content.decode()
    assert "Skilsmässogrupp" in body
    assert 'lang="sv"' in body


@pytest.mark.parametrize(
    "name",
    ["home", "section", "standard", "organisation", "place", "group", "event", "service", "helpline", "guide", "chapter", "material"],
)
def test_the_editors_panel_may_frame_a_preview_and_nobody_else(region: Region, admin_client: Client, name: str) -> None:
    page: Any = region.pages[name]
    sent = edit_form(admin_client, reverse("wagtailadmin_pages:edit", args=[page.pk]))
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert admin_client.post(preview, sent).json()["is_valid"]
    response = admin_client.get(preview, {"mode": page.default_preview_mode})
    assert page.title in response.content.decode()
    policy = response.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'none'" in admin_client.get(region.url(name)).headers["Content-Security-Policy"]
