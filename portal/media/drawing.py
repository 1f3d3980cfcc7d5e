"""Draws the sizes of pictures: the first one when a picture is taken in, the others by a job afterwards.

Never while somebody publishes or reads: pages only look up what is there (``portal.content.images``). Drawing can be broken off at any
time and begun again; what is there is not drawn twice.
"""

import datetime as dt
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from PIL import Image
from wagtail.images.models import Filter
from willow.image import AvifImageFile
from willow.plugins.pillow import PillowImage

from portal.media.models import PictureSizes, PortalImage, PortalRendition
from portal.media.pictures import BROKEN
from portal.media.signals import picture_changed
from portal.media.sizes import AVIF_SPEED, QUALITY, all_specs, first_spec, recipe
from portal.pagecache.changes import public_content_changed

logger = logging.getLogger(__name__)

FAILED = (*BROKEN, Image.DecompressionBombError, Image.DecompressionBombWarning)
"""What a picture that cannot be decoded, a format that cannot be written or a storage that does not answer raises."""
PAUSES = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 10, 60, 24 * 60))
"""How long after each failure in a row a picture is tried again; a storage comes back, a broken file does not."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What became of one picture. ``made``: new sizes; ``errors``: why others could not be made."""

    image: PortalImage
    made: int
    errors: tuple[str, ...]


class Size(Filter):
    """One size of a picture that is decoded already: seventeen sizes are drawn from one decoding."""

    def __init__(self, spec: str, decoded: PillowImage | None = None) -> None:
        super().__init__(spec)
        self.decoded = decoded

    def run(self, image: Any, output: Any, source: Any = None) -> Any:
        """Write the size to ``output``, as Wagtail does for any rendition, but AVIF at our own speed."""
        decoded = PillowImage(_decode(image)) if self.decoded is None else self.decoded
        transform = self.get_transform(image, decoded.get_size())
        drawn = decoded.crop(transform.get_rect().round()).resize(transform.size)
        env: dict[str, Any] = {}
        for operation in self.filter_operations:
            operation.run(drawn, image, env)
        if env["output-format"] == "webp":
            return drawn.save_as_webp(output, quality=QUALITY["webp"])
        if env["output-format"] == "jpeg":
            return drawn.set_background_color_rgb((255, 255, 255)).save_as_jpeg(
                output, quality=QUALITY["jpeg"], progressive=True, optimize=True
            )
        drawn.image.save(output, "AVIF", quality=QUALITY["avif"], speed=AVIF_SPEED)
        return AvifImageFile(output)


def taken_in(image: PortalImage) -> None:
    """A picture was stored: when it is another one than before, its first size is drawn, and the job is told to draw the others."""
    source = source_of(image)
    row, new = PictureSizes.objects.get_or_create(image=image, defaults={"source": source})
    if new or row.source != source:
        PictureSizes.objects.filter(pk=row.pk).update(source=source, recipe="", failures=0, error="", retry_at=None)
        draw_first(image)


def draw_first(image: PortalImage) -> None:
    """Draw the size that pages show until the others are there. If it fails, the job tries again, and tells."""
    if image.renditions.filter(filter_spec=first_spec()).exists():
        return
    try:
        image.create_rendition(Size(first_spec()))
    except FAILED:
        logger.warning("No size of picture %s could be drawn at once; the job tries again.", image.pk, exc_info=True)


def lost(rendition: PortalRendition) -> None:
    """A size was deleted, by Wagtail's own command or by hand: the job draws it again."""
    PictureSizes.objects.filter(image_id=rendition.image_id).update(recipe="")


def pending(now: dt.datetime | None = None) -> QuerySet[PortalImage]:
    """Pictures of which sizes are missing, the oldest first. ``now``: leave out those that wait for another attempt until later."""
    waiting: QuerySet[PortalImage] = PortalImage.objects.filter(Q(sizes=None) | ~Q(sizes__recipe=recipe()))
    if now is not None:
        waiting = waiting.filter(Q(sizes=None) | Q(sizes__retry_at=None) | Q(sizes__retry_at__lte=now))
    return waiting.order_by("pk")


def draw_pending(now: dt.datetime | None = None) -> Iterator[Drawn]:
    """Draw what is missing, picture after picture; each is shown by its pages as soon as it is complete. ``now`` as for ``pending``."""
    for pk in list(pending(now).values_list("pk", flat=True)):
        image = PortalImage.objects.filter(pk=pk).first()
        if image is not None:  # deleted meanwhile
            yield draw(image)


def draw(image: PortalImage) -> Drawn:
    """Draw the sizes of a picture that are missing, write down how it went, and tell pages that show it.

    Nothing is locked while it draws. A picture that was replaced or deleted meanwhile leaves nothing behind and stays to be drawn.
    """
    source = source_of(image)
    made: list[PortalRendition] = []
    errors: list[str] = []
    try:
        row, _new = PictureSizes.objects.get_or_create(image=image, defaults={"source": source})
        for size in _missing(image):
            try:
                made.append(image.create_rendition(size))
            except FAILED as error:
                errors.append(f"{size.spec}: {type(error).__name__}: {error}")
    except FAILED as error:
        errors.append(f"{type(error).__name__}: {error}")
    except IntegrityError:  # the picture is gone
        return Drawn(image, 0, ())
    with transaction.atomic():
        if not _write_down(row, source, errors):
            PortalRendition.objects.filter(pk__in=[one.pk for one in made]).delete()
            return Drawn(image, 0, ())
        if made or not errors:
            picture_changed.send(sender=PortalImage, instance=image)
            public_content_changed()
    return Drawn(image, len(made), tuple(errors))


def source_of(image: PortalImage) -> str:
    """What sizes are made of: the file, and the point of interest they are cut around."""
    focus = (image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height)
    return f"{image.file.name} {'-'.join(str(one or '') for one in focus)}".strip(" -")


def _missing(image: PortalImage) -> Iterator[Size]:
    known = set(image.renditions.values_list("filter_spec", "focal_point_key"))
    sizes = [Size(spec) for spec in all_specs(image.width, image.height)]
    missing = [size for size in sizes if (size.spec, size.get_cache_key(image)) not in known]
    decoded = PillowImage(_decode(image)) if missing else None
    for size in missing:
        size.decoded = decoded
        yield size


def _decode(image: PortalImage) -> Image.Image:
    """The stored picture's pixels; what is stored is upright and in sRGB already (``portal.media.pictures``)."""
    with image.open_file() as stored, Image.open(stored) as opened:
        opened.load()
        return opened.copy()


def _write_down(row: PictureSizes, source: str, errors: list[str]) -> bool:
    """Whether the picture is still the one that was drawn."""
    failures = row.failures + 1 if errors else 0
    retry_at = timezone.now() + PAUSES[min(failures, len(PAUSES)) - 1] if errors else None
    for error in errors:
        logger.warning("Picture %s: %s", row.pk, error)
    same = PictureSizes.objects.filter(pk=row.pk, source=source)
    told = "\n".join(errors)[:2000]
    return bool(same.update(recipe="" if errors else recipe(), failures=failures, error=told, retry_at=retry_at))
