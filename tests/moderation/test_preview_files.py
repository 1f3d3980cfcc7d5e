"""The files of a draft in a shared preview: seen through the link alone, and as long as it works."""

import datetime as dt
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from portal.media.models import PortalImage
from portal.members.provisioning import space_of
from portal.moderation.models import PreviewLink
from portal.moderation.previews import share, take_back
from portal.moderation.views.previews import shared_address
from tests import factories
from tests.files import received
from tests.media.files import picture
from tests.moderation.world import World

pytestmark = pytest.mark.django_db


def pictured(organisation: Any, page: Any, user: Any) -> PortalImage:
    """A picture of the organisation's, in the text of a draft of the page alone."""
    file = ContentFile(picture(), "leikki.jpg")
    collection = space_of(organisation).collection
    made: PortalImage = PortalImage.objects.create(title="Leikki", alt_text="Leluja", file=file, collection=collection)
    page.body = factories.stream([("image", {"image": made.pk, "alt_text": "Leluja", "decorative": False})])
    page.save_revision(user=user)
    return made


def status(client: Any, address: str) -> int:
    """What anybody gets from it."""
    response = client.get(address)
    received(response)
    return int(response.status_code)


def sources(client: Any, link: PreviewLink) -> list[str]:
    """Addresses of the pictures that the shared preview shows."""
    html = client.get(shared_address(link)).content.decode()
    return [source for source in re.findall(r'<img[^>]* src="([^"]+)"', html) if not source.startswith("/static/")]


def test_the_drafts_pictures_are_shown_as_long_as_the_link_works(client: Any, world: World) -> None:
    image = pictured(world.organisation, world.event, world.editor)
    link = share(world.event, by=world.editor)
    shown = sources(client, link)
    assert shown
    response = client.get(shown[0])
    assert (response.status_code, response["Content-Type"].split("/")[0]) == (200, "image")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies
    assert received(response)
    assert {status(client, source) for source in shown} == {200}
    assert {status(client, rendition.url) for rendition in image.renditions.all()} == {404}
    assert status(client, shown[0].rstrip("/") + "x/") == 404
    PreviewLink.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert {status(client, source) for source in shown} == {404}
    PreviewLink.objects.update(expires_at=timezone.now() + dt.timedelta(days=1))
    assert {status(client, source) for source in shown} == {200}
    take_back(link, by=world.editor)
    assert {status(client, source) for source in shown} == {404}


def test_a_draft_that_names_anothers_picture_gives_no_way_to_it(client: Any, world: World) -> None:
    other = factories.organisation("Toinen yhdistys")
    foreign = pictured(other, factories.event("Toinen", other), None)
    world.event.body = factories.stream([("image", {"image": foreign.pk, "alt_text": "Leluja", "decorative": False})])
    world.event.save_revision(user=world.editor)  # what the page form would refuse
    shown = sources(client, share(world.event, by=world.editor))
    assert 200 not in {status(client, source) for source in shown}
    assert {status(client, rendition.url) for rendition in foreign.renditions.all()} <= {404}
