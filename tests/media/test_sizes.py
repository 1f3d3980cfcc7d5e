"""Which sizes of a picture there are."""

from typing import Any

import pytest

from portal.media import sizes, system
from portal.media.sizes import Use, all_specs, formats, recipe, specs


@pytest.mark.parametrize(
    ("size", "widths"),
    [
        ((4000, 3000), [480, 720, 1080, 1440]),
        ((1440, 960), [480, 720, 1080, 1440]),
        ((1000, 700), [480, 720, 1080]),  # the last one is as wide as the picture
        ((750, 500), [480, 720]),  # a third one would be hardly larger than the second
        ((60, 40), [480]),
    ],
)
def test_nothing_is_drawn_larger_than_it_is(size: tuple[int, int], widths: list[int]) -> None:
    assert specs(Use.FIGURE, *size, "webp") == [f"width-{width}|format-webp|webpquality-76" for width in widths]


def test_a_cover_is_cut_to_its_shape() -> None:
    assert specs(Use.COVER, 600, 4000, "avif")[0] == "fill-480x320|format-avif|avifquality-55"
    assert len(specs(Use.COVER, 4000, 400, "avif")) == 2  # 600 pixels wide at most
    assert all(width * sizes.RATIO[1] % sizes.RATIO[0] == 0 for width in sizes.WIDTHS)  # the same shape at every width


def test_names_of_files_stay_readable() -> None:
    """Wagtail leaves 59 characters for the name and what was done to the picture."""
    assert max(len(spec.replace("|", ".")) for spec in all_specs(9000, 9000)) <= 59 - len("12345678.a.") - len(".avif")


def test_without_avif_there_is_webp_alone(monkeypatch: Any) -> None:
    assert formats() == ("avif", "webp")
    assert system.picture_formats(None) == []
    with_avif = recipe()
    monkeypatch.setattr("PIL.features.check", lambda name: name != "avif")
    recipe.cache_clear()
    try:
        assert formats() == ("webp",)
        assert "avif" not in " ".join(all_specs(2000, 2000))
        assert recipe() != with_avif  # an installation that learns AVIF draws everything that it lacks
    finally:
        recipe.cache_clear()
    assert [one.id for one in system.picture_formats(None)] == ["media.W001"]
    monkeypatch.setattr("PIL.features.check", lambda name: False)
    assert [one.id for one in system.picture_formats(None)] == ["media.E001"]
