"""Files are private until a page that everybody may see uses them, and private again afterwards."""

import datetime as dt
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.media.models import PortalDocument, PortalImage
from portal.members.models import Membership, Role
from portal.members.provisioning import space_of
from tests import factories
from tests.files import received
from tests.media.files import PDF, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Any:
    """An organisation with a collection."""
    return factories.organisation()


def image_of(organisation: Any) -> PortalImage:
    """A picture in its collection."""
    file = ContentFile(picture(), "olohuone.jpg")
    made: PortalImage = PortalImage.objects.create(
        title="Olohuone", alt_text="Leluja", file=file, collection=space_of(organisation).collection
    )
    return made


def document_of(organisation: Any) -> PortalDocument:
    """A document in its collection."""
    file = ContentFile(PDF, "opas.pdf")
    made: PortalDocument = PortalDocument.objects.create(title="Opas", file=file, collection=space_of(organisation).collection)
    return made


def status(address: str, user: Any = None) -> int:
    """What a browser that knows the address gets."""
    client = Client()
    if user is not None:
        client.force_login(user)
    answer = client.get(address)
    received(answer)
    return int(answer.status_code)


def test_a_picture_follows_its_page(organisation: Any) -> None:
    image = image_of(organisation)
    address = image.get_rendition("width-20|format-webp").url
    assert status(address) == 404
    draft = factories.group(parent=organisation)
    draft.unpublish()
    draft.image = image
    draft.save_revision()
    assert status(address) == 404
    draft.save_revision().publish()
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "image/webp", "public, max-age=300")
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert not answer.has_header("Vary") or "Cookie" not in answer["Vary"]
    assert b"".join(answer).startswith(b"RIFF")
    assert Client().get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304
    draft.refresh_from_db()
    draft.unpublish()
    assert status(address) == 404


def test_a_draft_of_a_live_page_opens_nothing(organisation: Any) -> None:
    image = image_of(organisation)
    page = factories.group(parent=organisation)
    page.image = image
    page.save_revision()
    assert status(image.get_rendition("width-20").url) == 404


def test_pictures_in_texts_language_versions_and_chapters_count(organisation: Any) -> None:
    texts, version, chapter = (image_of(organisation) for _ in range(3))

    def block(image: PortalImage) -> tuple[str, Any]:
        return "image", {"image": image.pk, "decorative": False, "alt_text": "Leluja"}

    factories.version(factories.group(parent=organisation, body=[block(texts)]), body=[block(version)])
    factories.chapter(body=[block(chapter)])
    assert [status(image.get_rendition("width-20").url) for image in (texts, version, chapter)] == [200, 200, 200]


def test_a_page_closed_to_the_public_opens_nothing(organisation: Any) -> None:
    image = image_of(organisation)
    factories.group(parent=organisation, image=image)
    address = image.get_rendition("width-20").url
    assert status(address) == 200
    closed = PageViewRestriction.objects.create(page=organisation, restriction_type="login")
    assert status(address) == 404
    closed.delete()
    assert status(address) == 200


def test_who_may_choose_a_file_sees_it_before(organisation: Any) -> None:
    other = factories.member(Role.MAIN_EDITOR, factories.organisation("Toinen yhdistys"))
    place = factories.place(parent=organisation)
    own = [factories.member(Role.EDITOR, organisation), factories.member(Role.PLACE_CONTACT, organisation, places=[place])]
    image, document = image_of(organisation), document_of(organisation)
    for address in (image.get_rendition("width-20").url, document.url):
        assert [status(address, person) for person in own] == [200, 200]
        assert status(address, factories.coordinator()) == 200
        assert status(address, other) == 404
        assert status(address, factories.user()) == 404
    client = Client()
    client.force_login(factories.member(Role.EDITOR, organisation))
    answer = client.get(document.url)
    assert received(answer)
    assert answer["Cache-Control"] == "private, no-store"


def test_a_document_follows_its_page(organisation: Any) -> None:
    document = document_of(organisation)
    link = f'<p><a linktype="document" id="{document.pk}">Opas</a></p>'
    page = factories.material(parent=organisation, body=[factories.text(link)])
    page.unpublish()
    assert status(document.url) == 404
    page.save_revision().publish()
    answer = Client().get(document.url)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, "application/pdf", "public, no-cache")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert set(answer["Content-Security-Policy"].split("; ")) == {"default-src 'none'", "frame-ancestors 'none'"}
    assert b"".join(answer) == PDF
    assert status(document.url.replace("opas", "muu")) == 404
    assert Client().post(document.url).status_code == 405
    page.refresh_from_db()
    page.unpublish()
    assert status(document.url) == 404


def test_originals_and_documents_have_no_address_of_their_own(organisation: Any) -> None:
    image, document = image_of(organisation), document_of(organisation)
    factories.group(parent=organisation, image=image)
    names = [image.file.name, document.file.name, f"images/../{image.file.name}", f"renditions/{image.get_rendition('width-20').file.name}"]
    assert {status(f"{settings.MEDIA_URL}{name}", user) for name in names for user in (None, factories.administrator())} == {404}


def test_a_rendition_whose_file_is_lost(organisation: Any) -> None:
    image = image_of(organisation)
    factories.group(parent=organisation, image=image)
    rendition = image.get_rendition("width-20")
    rendition.file.storage.delete(rendition.file.name)
    assert status(rendition.url) == 404


@pytest.mark.one_database
@pytest.mark.parametrize("pages", [1, 20])
def test_a_picture_costs_the_same_however_many_pages_use_it(organisation: Any, pages: int, django_assert_num_queries: Any) -> None:
    image = image_of(organisation)
    for _ in range(pages):
        factories.group(parent=organisation, image=image)
    address = image.get_rendition("width-20").url
    client = Client()
    with django_assert_num_queries(4):
        received(client.get(address))
    with django_assert_num_queries(1):
        received(client.get(address))


@pytest.mark.parametrize("how", ["ended", "expired"])
@pytest.mark.parametrize("kind", ["picture", "document"])
def test_files_of_drafts_are_lost_with_the_membership_at_the_next_request(organisation: Any, kind: str, how: str) -> None:
    """Nothing tells of a day that goes by: the request itself must find out, also when it is the first one and not the admin's."""
    user = factories.member(Role.EDITOR, organisation)
    address = image_of(organisation).get_rendition("width-20|format-webp").url if kind == "picture" else document_of(organisation).url
    assert status(address, user) == 200
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    Membership.objects.filter(user=user).update(**{"ended": {"ended_at": timezone.now()}, "expired": {"valid_until": yesterday}}[how])
    assert status(address, user) == 404
