"""The editor's preview shows the draft as the public would see it, through the same renderer."""

import pytest

from tests import factories
from tests.browse.conftest import Region


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
