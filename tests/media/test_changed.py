"""What listings say of a picture follows it: other words, another file, none any more."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from portal.catalogue.models import CatalogueEntry
from portal.media.models import PortalImage
from tests import factories
from tests.files import received
from tests.media.files import picture, turned, upload

pytestmark = pytest.mark.django_db


@pytest.fixture
def image() -> Any:
    """A picture in use: of a group, and of a block in another's text."""
    made = PortalImage.objects.create(title="A", alt_text="Leluja matolla", file=ContentFile(picture(), "a.jpg"))
    factories.group(image=made)
    block = {"image": made.pk, "decorative": False, "alt_text": "Leluja"}
    factories.event(body=[("image", block)])
    return made


def listed() -> list[Any]:
    """The pictures that listings tell of."""
    listings = [entry.listing for entry in CatalogueEntry.objects.order_by("page_id")]
    return [one.image for one in listings if one.image] + [part.image for one in listings for part in one.sections if part.image]


def test_listings_follow_a_picture(image: Any, client: Any) -> None:
    client.force_login(factories.administrator())
    before = listed()
    assert len(before) == 2
    data = {"title": "A", "alt_text": "Lapsia pöydän ääressä", "collection": image.collection_id, "file": upload(turned(), "b.jpg")}
    client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    after = listed()
    assert after[0].alt == "Lapsia pöydän ääressä"
    assert not {one.url for one in before} & {one.url for one in after}
    for one in after:
        answer = client.get(one.url)
        assert received(answer)
        assert answer.status_code == 200


def test_listings_forget_a_deleted_picture(image: Any, client: Any) -> None:
    client.force_login(factories.administrator())
    client.post(reverse("wagtailimages:delete", args=[image.pk]))
    assert not PortalImage.objects.exists()
    assert listed() == []
