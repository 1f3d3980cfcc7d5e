"""Every door through which files come in: one picture, many, in a chooser, a replaced file. As an editor of one organisation."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from portal.media.models import PortalDocument, PortalImage
from tests import factories
from tests.media.files import PDF, SECRET, docx, picture, turned, upload

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WORDS = "Leluja matolla"


@pytest.fixture
def editor(client: Any) -> Any:
    """A browser of an editor of one organisation, who reads the admin in English (messages are compared)."""
    user = factories.member()
    UserProfile.objects.create(user=user, preferred_language="en")
    client.force_login(user)
    return client


def add(client: Any, content: bytes, name: str, **fields: Any) -> Any:
    """Send one picture through the ordinary form."""
    return client.post(reverse("wagtailimages:add"), {"title": "", "file": upload(content, name), "alt_text": WORDS} | fields)


def choose(client: Any, content: bytes, name: str, **fields: Any) -> Any:
    """Send one picture through the form in a page editor's chooser."""
    data = {"title": "", "file": upload(content, name), "alt_text": WORDS} | fields
    return client.post(reverse("wagtailimages_chooser:create"), {f"image-chooser-upload-{key}": value for key, value in data.items()})


def add_many(client: Any, content: bytes, name: str, **fields: Any) -> Any:
    """Send a picture as one of many: the file first, what is told of it after."""
    told = {"alt_text": WORDS} | fields
    first = client.post(reverse("wagtailimages:add_multiple"), {"files[]": upload(content, name)}).json()
    if not first["success"]:
        return first
    pk = first["uploaded_file_id"]
    data = {**querydict_from_html(first["form"]).dict(), **{f"uploaded-image-{pk}-{key}": value for key, value in told.items()}}
    return client.post(reverse("wagtailimages:create_multiple_from_uploaded_image", args=[pk]), data).json()


def stored_bytes(picture: Any) -> bytes:
    """What lies in the storage of an image or a rendition."""
    with picture.file.open() as file:
        content: bytes = file.read()
    return content


# --- Refused --------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", "Supported formats"),
        (b"<html></html>", "a.png", "image"),
        (picture("PNG"), "a.jpg", "does not match"),
        (picture()[:400], "a.jpg", "may be broken"),
        (picture("PNG", size=(11_000, 11_000), mode="1"), "a.png", "at most 40 million pixels"),
        (picture("PNG", size=(7000, 6000), mode="1"), "a.png", "at most 40 million pixels"),
        (picture() + bytes(10 * 1024 * 1024), "a.jpg", "too big"),
    ],
)
def test_refused_at_every_door(editor: Any, content: bytes, name: str, words: str) -> None:
    assert words in str(add(editor, content, name).context["form"].errors["file"])
    assert words in choose(editor, content, name).json()["htmlFragment"]
    assert words in add_many(editor, content, name)["error_message"]
    assert not PortalImage.objects.exists()
    assert not UploadedFile.objects.exists()


def test_words_are_asked_for_at_every_door_and_what_was_typed_stays(editor: Any) -> None:
    typed = {"alt_text": "", "title": "Olohuone", "credit": "Aino Kuvaaja"}
    form = add(editor, picture(), "a.jpg", **typed).context["form"]
    assert "alt_text" in form.errors
    assert (form["title"].value(), form["credit"].value()) == ("Olohuone", "Aino Kuvaaja")
    for shown in (
        choose(editor, picture(), "a.jpg", **typed).json()["htmlFragment"],
        add_many(editor, picture(), "a.jpg", **typed)["form"],
    ):
        assert "mark it as decorative" in shown
        assert 'value="Aino Kuvaaja"' in shown
    assert not PortalImage.objects.exists()


# --- Taken ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("door", [add, choose, add_many])
def test_a_telephones_picture_just_works(editor: Any, door: Any) -> None:
    door(editor, turned(), "lasten_olohuone-2026.JPG")
    image = PortalImage.objects.get()
    content = stored_bytes(image)
    assert SECRET.encode() not in content
    assert (image.width, image.height) == Image.open(BytesIO(content)).size == (40, 60)
    assert (image.title, image.file_size) == ("Lasten olohuone 2026", len(content))
    assert SECRET.encode() not in stored_bytes(image.get_rendition("width-20|format-jpeg"))


@pytest.mark.parametrize("door", [add, choose, add_many])
def test_heic_becomes_jpeg(editor: Any, door: Any) -> None:
    door(editor, picture("HEIF"), "IMG_1.HEIC")
    image = PortalImage.objects.get()
    assert image.filename.endswith(".jpg")
    assert Image.open(BytesIO(stored_bytes(image))).format == "JPEG"


def test_a_replaced_file_is_redrawn_and_the_old_one_gone(editor: Any) -> None:
    add(editor, picture(), "a.jpg")
    image = PortalImage.objects.get()
    old = image.file.name
    rendition = image.get_rendition("width-20")
    address = reverse("wagtailimages:edit", args=[image.pk])
    refused = editor.post(address, {"title": "A", "alt_text": WORDS, "file": upload(b"<html>", "b.jpg")})
    assert "file" in refused.context["form"].errors
    assert image.file.storage.exists(old)
    editor.post(address, {"title": "A", "alt_text": WORDS, "file": upload(turned(), "b.jpg")})
    image.refresh_from_db()
    assert (image.width, image.height) == (40, 60)
    assert SECRET.encode() not in stored_bytes(image)
    assert not image.file.storage.exists(old)
    assert not type(rendition).objects.filter(pk=rendition.pk).exists()


def test_what_a_script_stores_is_redrawn_too() -> None:
    image = PortalImage(title="A", alt_text=WORDS, file=ContentFile(picture() + b"<script>", "a.jpg"))
    image.save()
    assert b"<script" not in stored_bytes(image)
    assert SECRET.encode() not in stored_bytes(image)


def test_an_editor_of_one_organisation_chooses_no_collection_and_no_tags(editor: Any) -> None:
    for address in (reverse("wagtailimages:add"), reverse("wagtaildocs:add")):
        fields = editor.get(address).context["form"].fields
        assert not {"collection", "tags", "description"} & fields.keys()
    add(editor, picture(), "a.jpg")
    assert PortalImage.objects.get().collection.name == "Perheyhdistys"


# --- Documents ------------------------------------------------------------------------------------------------------
def test_documents_are_refused_in_words_at_every_door(editor: Any) -> None:
    def send() -> Any:
        return upload(docx(**{"word/vbaProject.bin": b"x"}), "a.docx")

    one = editor.post(reverse("wagtaildocs:add"), {"title": "A", "file": send(), "language": "sv"}).context["form"]
    assert "macros" in str(one.errors["file"])
    assert one["language"].value() == "sv"
    chosen = editor.post(reverse("wagtaildocs_chooser:create"), {"document-chooser-upload-file": send()}).json()
    assert "macros" in chosen["htmlFragment"]
    assert "macros" in editor.post(reverse("wagtaildocs:add_multiple"), {"files[]": send()}).json()["error_message"]
    too_big = upload(PDF + bytes(20 * 1024 * 1024), "a.pdf")
    assert "too big" in str(editor.post(reverse("wagtaildocs:add"), {"title": "A", "file": too_big}).context["form"].errors["file"])
    assert editor.post(reverse("wagtaildocs:add"), {"title": "A", "file": upload(b"MZ", "a.exe")}).context["form"].errors["file"] == [
        "Files of this kind are not taken. Save it as PDF and add that."
    ]
    assert not PortalDocument.objects.exists()


def test_a_document_is_added_with_a_readable_title(editor: Any) -> None:
    answer = editor.post(reverse("wagtaildocs:add_multiple"), {"files[]": upload(PDF, "vauva_perheen-opas.pdf")}).json()
    document = PortalDocument.objects.get()
    assert (answer["doc_id"], document.title, document.language) == (document.pk, "Vauva perheen opas", "fi")
    fields = {f"doc-{document.pk}-title": "Opas", f"doc-{document.pk}-language": "sv"}
    assert editor.post(reverse("wagtaildocs:edit_multiple", args=[document.pk]), fields).json()["success"]
    document.refresh_from_db()
    assert (document.title, document.language) == ("Opas", "sv")
