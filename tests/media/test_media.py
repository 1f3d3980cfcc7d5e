"""Pictures are told in words or marked as decoration, never neither; documents tell their language."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from portal.content.images import image_value
from portal.media.models import PortalDocument, PortalImage
from tests import factories

pytestmark = pytest.mark.django_db


def picture(**fields: Any) -> PortalImage:
    """A picture that is not stored."""
    return PortalImage(title="Olohuone", file=get_test_image_file(), **fields)


def upload() -> SimpleUploadedFile:
    """A picture on its way in."""
    return SimpleUploadedFile("olohuone.png", get_test_image_file().file.getvalue(), content_type="image/png")


@pytest.mark.parametrize("words", ["", "   "])
def test_a_picture_without_words_is_refused(words: str) -> None:
    with pytest.raises(ValidationError) as refused:
        picture(alt_text=words).full_clean(exclude=["width", "height", "uploaded_by_user"])
    assert "alt_text" in refused.value.message_dict


def test_decoration_has_no_words() -> None:
    with pytest.raises(ValidationError) as refused:
        picture(alt_text="Olohuone", is_decorative=True).full_clean(exclude=["width", "height", "uploaded_by_user"])
    assert "is_decorative" in refused.value.message_dict


@pytest.mark.parametrize(("fields", "alt"), [({"alt_text": "Leluja matolla"}, "Leluja matolla"), ({"is_decorative": True}, "")])
def test_what_is_read_aloud(fields: dict[str, Any], alt: str) -> None:
    image = picture(credit="Perhekeskus", **fields)
    image.save()
    value = image_value(image)
    assert value is not None
    assert (value.alt, value.credit) == (alt, "Perhekeskus")
    assert value.url.endswith(".webp")


def test_no_picture_is_no_value() -> None:
    assert image_value(None) is None


def test_the_form_asks_for_words(client: Any) -> None:
    client.force_login(factories.administrator())
    assert get_image_model() is PortalImage
    fields = {"title": "Olohuone", "focal_point_width": ""}
    refused = client.post(reverse("wagtailimages:add"), fields | {"file": upload()})
    assert "alt_text" in refused.context["form"].errors
    assert not PortalImage.objects.exists()
    client.post(reverse("wagtailimages:add"), fields | {"file": upload(), "alt_text": "Leluja matolla"})
    assert PortalImage.objects.get().default_alt_text == "Leluja matolla"


def test_a_document_tells_its_language() -> None:
    assert PortalDocument(title="Lomake").language == "fi"
    assert "language" in PortalDocument.admin_form_fields
