"""Links that show a draft to somebody without an account."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import AuditEvent
from portal.members.models import Role
from portal.members.services import end
from portal.moderation.models import LINK_DAYS, PreviewLink
from portal.moderation.previews import share
from portal.moderation.views.previews import shared_address
from tests import factories
from tests.moderation.world import CANARY, World, edit


@pytest.fixture
def link(client: Any, world: World) -> PreviewLink:
    """A link of the editor's to the event's draft, which holds the canary."""
    edit(client, world.editor, world.event, title=CANARY)
    client.logout()
    return share(world.event, by=world.editor)


def read(client: Any, link: PreviewLink) -> Any:
    """What somebody without an account gets."""
    client.logout()
    return client.get(shared_address(link))


# --- Refused -----------------------------------------------------------------------------------------------------
def test_a_token_that_was_tampered_with_is_not_found(client: Any, link: PreviewLink) -> None:
    other = PreviewLink(pk=link.pk + 1).token
    head, _dot, tail = link.token.rpartition(".")
    for token in (
        f"{link.token}x",
        f"x{link.token}",
        f"{head}.{tail[::-1]}",
        f"{other.partition('.')[0]}.{tail}",
        "x",
        "." * 9,
        str(link.pk),
    ):
        assert client.get(reverse("shared_preview", args=[token])).status_code == 404, token
    assert client.get(reverse("shared_preview", args=[other])).status_code == 404


def test_a_link_that_has_run_out_shows_nothing(client: Any, link: PreviewLink) -> None:
    PreviewLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    response = read(client, link)
    assert response.status_code == 410
    assert CANARY not in response.content.decode()


def test_a_link_ends_with_its_makers_rights(client: Any, world: World, link: PreviewLink) -> None:
    membership = world.editor.memberships.get()
    membership.valid_until = timezone.localdate() - dt.timedelta(days=1)
    membership.save()
    assert read(client, link).status_code == 410
    membership.valid_until = None
    membership.save()
    assert read(client, link).status_code == 200
    end(membership, by=None)
    assert read(client, link).status_code == 410


def test_a_link_ends_with_its_makers_account(client: Any, world: World, link: PreviewLink) -> None:
    world.editor.is_active = False
    world.editor.save()
    assert read(client, link).status_code == 410


def test_others_neither_share_nor_take_back(client: Any, world: World, link: PreviewLink) -> None:
    other = factories.organisation("Toinen yhdistys")
    client.force_login(factories.member(Role.MAIN_EDITOR, other))
    assert client.get(reverse("preview_links", args=[world.event.pk])).status_code == 404
    assert client.post(reverse("preview_links", args=[world.event.pk])).status_code == 404
    assert client.post(reverse("preview_link_take_back", args=[world.event.pk, link.pk])).status_code == 404
    own = factories.event("Oma", other)
    assert client.post(reverse("preview_link_take_back", args=[own.pk, link.pk])).status_code == 404
    link.refresh_from_db()
    assert link.is_open
    assert PreviewLink.objects.count() == 1


def test_nothing_is_made_or_ended_by_opening_an_address(client: Any, world: World, link: PreviewLink) -> None:
    client.force_login(world.editor)
    assert client.get(reverse("preview_links", args=[world.event.pk])).status_code == 200
    assert client.get(reverse("preview_link_take_back", args=[world.event.pk, link.pk])).status_code == 405
    assert client.post(shared_address(link)).status_code == 405
    assert PreviewLink.objects.open().count() == 1


# --- Shown -------------------------------------------------------------------------------------------------------
def test_the_latest_draft_is_shown_with_a_banner_and_kept_by_nobody(client: Any, world: World, link: PreviewLink) -> None:
    response = read(client, link)
    html = response.content.decode()
    assert response.status_code == 200
    assert CANARY in html
    assert "site-notice-important" in html
    assert (response["Cache-Control"], response["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "noindex" in response["X-Robots-Tag"]
    assert not response.cookies
    edit(client, world.editor, world.event, title="Vielä uudempi")
    assert "Vielä uudempi" in read(client, link).content.decode()
    assert CANARY not in client.get(world.event.url).content.decode()


def test_it_is_shown_in_the_language_of_the_address(client: Any, world: World) -> None:
    factories.version(world.event, "sv", "Familjedag", summary="Välkommen.")
    link = share(world.event, by=world.editor)
    assert "Familjedag" in client.get(f"/sv{shared_address(link)}").content.decode()
    assert "Perhepäivä" in client.get(shared_address(link)).content.decode()


@pytest.mark.parametrize("make", [factories.place, factories.service, factories.material, factories.organisation])
def test_other_pages_of_an_organisation_are_shared_too(client: Any, world: World, make: Any) -> None:
    page = make(f"{CANARY} {make.__name__}") if make is factories.organisation else make(f"{CANARY} {make.__name__}", world.organisation)
    assert page.title in read(client, share(page, by=world.coordinator)).content.decode()


def test_an_editor_makes_a_link_sees_it_and_takes_it_back(client: Any, world: World) -> None:
    client.force_login(world.editor)
    edit_page = client.get(reverse("wagtailadmin_pages:edit", args=[world.event.pk])).content.decode()
    address = reverse("preview_links", args=[world.event.pk])
    assert address in edit_page
    assert client.post(address).status_code == 302
    [row] = client.get(address).context["links"]
    assert row["link"].expires_at - row["link"].created_at == dt.timedelta(days=LINK_DAYS)
    assert row["address"].endswith(shared_address(row["link"]))
    client.post(reverse("preview_link_take_back", args=[world.event.pk, row["link"].pk]))
    assert client.get(address).context["links"] == []
    assert read(client, row["link"]).status_code == 410
    assert [event.action for event in AuditEvent.objects.filter(action__startswith="preview.").order_by("pk")] == [
        *("preview.shared", "preview.taken_back")
    ]
