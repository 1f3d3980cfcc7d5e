"""Sizes are drawn after the upload, by the job: neither by whoever publishes nor by whoever reads."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from portal.catalogue.models import CatalogueEntry
from portal.content.images import image_value
from portal.content.sections import section_values
from portal.media import drawing, jobs
from portal.media.drawing import draw, pending
from portal.media.jobs import draw_sizes
from portal.media.models import PictureSizes, PortalImage, PortalRendition
from portal.media.sizes import Use, all_specs, first_spec
from portal.pagecache.changes import read_generation
from tests import factories
from tests.files import received
from tests.media.files import picture, turned, upload

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

WIDE = (900, 500)


@pytest.fixture(autouse=True)
def _unhurried(monkeypatch: Any) -> None:
    """A run of the job draws everything, however busy the machine is."""
    monkeypatch.setattr(jobs, "SECONDS", 3600.0)


def stored(size: tuple[int, int] = WIDE, **fields: Any) -> PortalImage:
    """A picture, red on its left and blue on its right half, as an upload stores it."""
    made: PortalImage = PortalImage.objects.create(
        title="Olohuone", alt_text="Leluja matolla", file=ContentFile(picture(size=size), "a.jpg"), **fields
    )
    return made


def block(image: PortalImage) -> Any:
    """The picture in running content."""
    return "image", {"image": image.pk, "decorative": False, "alt_text": "Leluja"}


def names(image: PortalImage) -> set[str]:
    """The sizes that are there."""
    return set(image.renditions.values_list("filter_spec", flat=True))


def told() -> Any:
    """The picture that the only listing with one tells of."""
    return next(entry.listing.image for entry in CatalogueEntry.objects.all() if entry.listing.image)


# --- Bad pictures and broken storages first -----------------------------------------------------------------------
def lose(image: PortalImage) -> None:
    """The stored file goes, as after a fault of the disk; its first size, too."""
    image.file.storage.delete(image.file.name)
    image.renditions.all().delete()


def test_a_picture_that_cannot_be_read_is_told_and_tried_again_later() -> None:
    lost, good = stored(), stored()
    lose(lost)
    now = timezone.now()
    assert draw_sizes(now) == "1 drawn, 0 to be drawn, 1 cannot be drawn yet"
    assert not pending().contains(good)
    row = PictureSizes.objects.get(image=lost)
    assert (row.failures, row.recipe) == (1, "")
    assert "No such file" in row.error
    assert draw_sizes(now) == "0 drawn, 0 to be drawn, 1 cannot be drawn yet"
    assert PictureSizes.objects.get(image=lost).failures == 1  # not yet again
    later = now + dt.timedelta(minutes=2)
    draw_sizes(later)
    assert PictureSizes.objects.get(image=lost).failures == 2
    lost.file.save("b.jpg", ContentFile(picture(size=WIDE)))  # stored anew: at once, and as if it had never failed
    assert draw_sizes(now) == "1 drawn, 0 to be drawn, 0 cannot be drawn yet"


def test_the_command_names_what_failed_and_draws_the_rest(capsys: Any) -> None:
    lost, good = stored(), stored()
    lose(lost)
    with pytest.raises(CommandError, match="1 pictures cannot be drawn"):
        call_command("picture_sizes", verbosity=0)
    assert f"picture {lost.pk} “Olohuone”: SourceImageIOError" in capsys.readouterr().err
    assert names(good) == set(all_specs(*WIDE))
    lost.delete()
    call_command("picture_sizes")
    assert "0 sizes drawn; nothing is missing." in capsys.readouterr().out


def test_a_format_that_cannot_be_written_leaves_the_others(monkeypatch: Any) -> None:
    image = stored()
    save = Image.Image.save

    def without_avif(self: Any, out: Any, name: str, **options: Any) -> None:
        if name == "AVIF":
            raise OSError("no encoder")
        save(self, out, name, **options)

    monkeypatch.setattr(Image.Image, "save", without_avif)
    done = draw(image)
    assert done.errors
    assert all("avif" in error and "no encoder" in error for error in done.errors)
    assert names(image) == {spec for spec in all_specs(*WIDE) if "avif" not in spec}
    value = image_value(image)
    assert value is not None
    assert [source.type for source in value.sources] == ["image/webp"]
    monkeypatch.undo()
    assert draw(image).errors == ()
    assert names(image) == set(all_specs(*WIDE))


def test_a_picture_without_any_file_is_not_shown() -> None:
    image = stored()
    page = factories.group(image=image)
    lose(image)
    page.save_revision().publish()
    assert CatalogueEntry.objects.get(page_id=page.pk).listing.image is None
    assert "<picture" not in Client().get(page.url).content.decode()


# --- When ---------------------------------------------------------------------------------------------------------
def test_neither_publishing_nor_reading_draws(monkeypatch: Any) -> None:
    image = stored()

    def refuse(*args: Any, **options: Any) -> None:
        raise AssertionError("drawn")

    monkeypatch.setattr(PortalImage, "generate_rendition_file", refuse)
    page = factories.group(image=image, body=[block(image)])
    page.save_revision().publish()
    html = Client().get(page.url).content.decode()
    assert names(image) == {first_spec()}
    assert html.count(f'<img src="{image.renditions.get().url}"') == 2  # what there is, at the top and in the text
    assert "image/avif" not in html


def test_after_the_job_pages_offer_every_size() -> None:
    image = stored()
    page = factories.group(image=image)
    standard = factories.standard(body=[block(image)])
    before = read_generation()
    draw_sizes(timezone.now())
    assert read_generation() != before  # kept pages are drawn anew
    value = told()
    assert [source.type for source in value.sources] == ["image/avif", "image/webp"]
    assert [(file.width, file.height) for file in value.sources[0].files] == [(480, 320), (720, 480)]
    assert (value.url, value.width) == (value.sources[1].files[1].url, 720)
    assert (value.shared.width, value.shared.height) == (900, 474)  # 1200 by 630 of a smaller picture
    html = Client().get(page.url).content.decode()
    assert value.sources[0].srcset in html
    assert f'<meta property="og:image" content="http://testserver{value.shared.url}">' in html.replace(
        "http://localhost:8000", "http://testserver"
    )
    assert "(min-width: 75rem) 44rem, (min-width: 60rem) 58vw" in Client().get(standard.url).content.decode()
    for file in (*value.sources[0].files, value.shared):
        answer = Client().get(file.url)
        assert (answer.status_code, received(answer)[:3] == b"\xff\xd8\xff") == (200, file is value.shared)


def test_what_is_there_is_not_drawn_twice(django_assert_num_queries: Any) -> None:
    image = stored()
    half = list(draw(image).image.renditions.order_by("pk"))[:5]
    PortalRendition.objects.filter(pk__in=[one.pk for one in half]).delete()
    assert pending().get() == image
    kept = set(image.renditions.values_list("pk", "file"))
    assert draw(image).made == 5
    assert kept < set(image.renditions.values_list("pk", "file"))
    before = read_generation()
    with django_assert_num_queries(3):  # nothing waits: one look, and the two counts that are told
        assert draw_sizes(timezone.now()) == "0 drawn, 0 to be drawn, 0 cannot be drawn yet"
    assert read_generation() == before


def test_pictures_of_a_text_cost_the_same_however_many(django_assert_num_queries: Any) -> None:
    """A page of running text is drawn from the page itself, so its pictures are looked up when it is read."""
    images = [stored((60, 40)) for _ in range(5)]
    pages = [factories.standard(title=str(number), body=[block(one) for one in images[:number]]) for number in (1, 5)]
    for page in pages:
        read = type(page).objects.get(pk=page.pk)
        with django_assert_num_queries(2):  # the pictures, and their sizes
            assert all(section.image for section in section_values(read.body, "fi"))


def test_other_sizes_are_drawn_after_an_update(monkeypatch: Any) -> None:
    image = stored()
    draw(image)
    assert not pending().exists()
    monkeypatch.setattr(drawing, "recipe", lambda: "another")
    assert pending().get() == image
    PictureSizes.objects.all().delete()  # a picture from a release that knew no sizes
    assert pending().get() == image


def test_a_run_that_has_taken_long_leaves_the_rest_to_the_next(monkeypatch: Any) -> None:
    stored((60, 40)), stored((60, 40))
    monkeypatch.setattr(jobs, "SECONDS", 0.0)
    assert draw_sizes(timezone.now()) == "1 drawn, 1 to be drawn, 0 cannot be drawn yet"
    assert draw_sizes(timezone.now()) == "1 drawn, 0 to be drawn, 0 cannot be drawn yet"


# --- The point of interest, another file, nothing left behind -------------------------------------------------------
def test_the_point_of_interest_stays_in_view(client: Any) -> None:
    image = stored((1600, 500))  # wider than a cover: red on the left, blue on the right
    factories.group(image=image)
    draw(image)
    client.force_login(factories.administrator())
    data = {"title": "A", "alt_text": "Leluja", "collection": image.collection_id}
    focus = {"focal_point_x": 1500, "focal_point_y": 250, "focal_point_width": 50, "focal_point_height": 50}
    client.post(reverse("wagtailimages:edit", args=[image.pk]), data | focus)
    assert pending().get() == image
    draw_sizes(timezone.now())
    with image.renditions.filter(filter_spec__startswith="fill-480x320|format-webp").latest("pk").file.open() as file:
        red, _green, blue = Image.open(file).convert("RGB").getpixel((5, 160))
    assert blue > 200 > red
    image.refresh_from_db()
    assert told().url == image_value(image).url  # type: ignore[union-attr]


def test_a_replaced_picture_is_shown_at_once_and_drawn_by_the_job(client: Any) -> None:
    image = stored()
    factories.group(image=image)
    draw(image)
    client.force_login(factories.administrator())
    data = {"title": "A", "alt_text": "Leluja", "collection": image.collection_id, "file": upload(turned(), "b.jpg")}
    client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    assert names(image) == {first_spec()}
    assert (told().height, told().sources) == (60, ())
    draw_sizes(timezone.now())
    assert len(told().sources) == 2


@pytest.mark.parametrize("how", ["replaced", "deleted"])
def test_a_picture_that_goes_while_it_is_drawn_leaves_nothing(monkeypatch: Any, how: str) -> None:
    image = stored()
    create = PortalImage.create_rendition

    def and_meanwhile(self: Any, size: Any) -> Any:
        made = create(self, size)
        if how == "replaced":
            PictureSizes.objects.filter(image=self).update(source="b.jpg")
        else:
            PortalImage.objects.filter(pk=self.pk).delete()
            monkeypatch.setattr(drawing, "_missing", lambda image: iter(()))
        return made

    monkeypatch.setattr(PortalImage, "create_rendition", and_meanwhile)
    if how == "deleted":
        monkeypatch.setattr(drawing, "_missing", lambda image: [drawing.Size(all_specs(*WIDE)[0])])
    assert draw(image).made == 0
    assert names(image) <= {first_spec()}
    assert pending().exists() is (how == "replaced")


# --- Private until a page shows them ------------------------------------------------------------------------------
def test_sizes_of_a_draft_are_as_private_as_the_picture() -> None:
    image = stored()
    page = factories.group()
    page.image = image
    page.save_revision()
    draw_sizes(timezone.now())
    addresses = [one.url for one in image.renditions.all()]
    assert len(addresses) == len(all_specs(*WIDE))
    assert {Client().get(address).status_code for address in addresses} == {404}
    page.save_revision().publish()
    answers = [Client().get(address) for address in addresses]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer["Content-Type"] for answer in answers} == {"image/avif", "image/webp", "image/jpeg"}
    assert all(received(answer) for answer in answers)


def test_transparent_pictures_stay_transparent() -> None:
    image = PortalImage.objects.create(title="A", alt_text="Merkki", file=ContentFile(picture("PNG", WIDE, "RGBA"), "a.png"))
    assert draw(image).errors == ()
    value = image_value(image, Use.FIGURE)
    assert value is not None
    assert value.height < value.width
