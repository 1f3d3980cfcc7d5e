"""What the map knows of the region: its municipalities and their villages as points. Boundaries are not at hand as open data here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models.signals import post_delete, post_save

from portal.localisation.languages import pick
from portal.pagecache.unchanged import WhileUnchanged
from portal.regions.distance import Coordinates
from portal.regions.models import Locality, Municipality


@dataclass(frozen=True, slots=True)
class Village:
    """A village, town or former municipality with a point of its own."""

    name: str
    at: Coordinates


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality with a point. ``names``: by language."""

    code: str
    slug: str
    names: Mapping[str, str]
    at: Coordinates
    is_example: bool
    villages: tuple[Village, ...]

    @property
    def name(self) -> str:
        """Name in the active language."""
        return pick(self.names)


def towns() -> tuple[Town, ...]:
    """Every municipality that exists and has a point, by its address. One query after a change, else none."""
    return _kept.get("")


def _read(_key: str) -> tuple[Town, ...]:
    own = ("code", "slug", "names", "latitude", "longitude", "is_example")
    columns = (*own, "localities__name", "localities__latitude", "localities__longitude")
    known = Municipality.objects.filter(successor__isnull=True, latitude__isnull=False, longitude__isnull=False)
    rows = known.order_by("slug", "localities__name").values_list(*columns)
    found: dict[str, Town] = {}
    villages: dict[str, list[Village]] = {}
    for code, slug, names, lat, lon, is_example, village, village_lat, village_lon in rows:
        found.setdefault(code, Town(code, slug, names, Coordinates(lat, lon), is_example, ()))
        if village and village_lat is not None and village_lon is not None:
            villages.setdefault(code, []).append(Village(village, Coordinates(village_lat, village_lon)))
    return tuple(replace(one, villages=tuple(villages.get(one.code, ()))) for one in found.values())


_kept = WhileUnchanged(_read)


def forget(**_kwargs: Any) -> None:
    """Read anew at the next request: a municipality or locality was saved or deleted."""
    _kept.forget()


for _model in (Municipality, Locality):
    post_save.connect(forget, sender=_model, dispatch_uid=f"browse-map-saved-{_model.__name__}")
    post_delete.connect(forget, sender=_model, dispatch_uid=f"browse-map-deleted-{_model.__name__}")
