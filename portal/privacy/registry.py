"""What personal data the portal keeps. Each app declares its own in a module called ``personal_data``, which is imported at start.

The privacy page is drawn from these declarations, and a test walks over every model: a field that could hold something about a
person and that nobody has declared fails it. How long something is kept is told by the constant that the cleaning job uses.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

ANY_TEXT = "*"
"""In ``nothing_personal``: every text of the model, but no e-mail address and no relation to a user."""


class Whose(Enum):
    """Whose data it is; ``value`` is the heading on the privacy page, in this order."""

    READERS = _("If you write to us")
    EDITORS = _("If you keep pages here for an organisation")


class Basis(Enum):
    """On what ground of the General Data Protection Regulation, (EU) 2016/679, article 6(1)."""

    CONSENT = _("your consent (GDPR 6.1 a)")
    LAW = _("a duty by law (GDPR 6.1 c)")
    PUBLIC_TASK = _("a task in the public interest (GDPR 6.1 e)")


class Seen(Enum):
    """Who sees it."""

    ORGANISATION = _("the organisation that keeps the page")
    COLLEAGUES = _("colleagues in the same organisation")
    COORDINATORS = _("the coordinators of the portal")
    ADMINISTRATORS = _("those who run the portal")
    ONESELF = _("you yourself")


@dataclass(frozen=True)
class Kept:
    """How long. ``words`` is a whole phrase in which "%(time)s" stands for ``time``, the cleaning job's own constant."""

    words: Any
    time: dt.timedelta | None = None

    def __str__(self) -> str:
        return str(self.words) if self.time is None else str(self.words) % {"time": in_words(self.time)}


@dataclass(frozen=True)
class PersonalData:
    """One thing that is kept about people. Texts are lazy translations, whole sentences without names of fields."""

    key: str
    """Unique; used as an anchor."""
    whose: Whose
    title: Any
    what: Any
    purpose: Any
    kept: Sequence[Kept]
    seen_by: Sequence[Seen]
    basis: Basis
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Names of fields by label of the model in small letters, e.g. ``{"feedback.message": ("reply_to",)}``."""


@dataclass(frozen=True)
class OnDevice:
    """Something that the reader's own browser keeps and never sends by itself."""

    key: str
    """Name in the browser's localStorage."""
    title: Any
    purpose: Any


_declared: dict[str, PersonalData] = {}
_on_device: dict[str, OnDevice] = {}
_harmless: dict[str, dict[str, str]] = {}


def declare(data: PersonalData) -> None:
    """Add a declaration; one with the same key is replaced."""
    _declared[data.key] = data


def keeps_on_device(stored: OnDevice) -> None:
    """Add something that the reader's browser keeps; one with the same key is replaced."""
    _on_device[stored.key] = stored


def nothing_personal(reason: str, **fields: Sequence[str]) -> None:
    """Say why fields that could hold something about people do not.

    :param reason: for whoever reads the test.
    :param fields: names of fields by label of the model with two underscores for the point (``home__sitesettings``), or by an app
        alone for all its models. ``ANY_TEXT`` stands for every text, and never for an address or a user.
    """
    for label, names in fields.items():
        _harmless.setdefault(label.replace("__", ".", 1), {}).update(dict.fromkeys(names, reason))


def declarations(whose: Whose | None = None) -> list[PersonalData]:
    """Every declaration, or those about one group of people, by key."""
    return [data for key, data in sorted(_declared.items()) if whose is None or data.whose is whose]


def on_device() -> list[OnDevice]:
    """What readers' browsers keep, by key."""
    return [stored for _key, stored in sorted(_on_device.items())]


def declared_fields(label: str) -> set[str]:
    """Names of the model's fields that are declared as personal."""
    return {name for data in _declared.values() for name in data.fields.get(label, ())}


def harmless_fields(label: str) -> set[str]:
    """Names of the model's fields that are said to hold nothing personal; ``ANY_TEXT`` may be among them."""
    return {*_harmless.get(label, {}), *_harmless.get(label.partition(".")[0], {})}


def named_models() -> set[str]:
    """Labels of models that declarations name, those of whole apps left out."""
    return {label for data in _declared.values() for label in data.fields} | {label for label in _harmless if "." in label}


def in_words(time: dt.timedelta) -> str:
    """A time in years, days, hours or minutes, whichever is whole, in the active language: "2 years", "90 days", "12 hours"."""
    days, seconds = time.days, time.seconds
    if days and days % 365 == 0:
        years = days // 365
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    if days:
        return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}
    if seconds % 3600 == 0:
        hours = seconds // 3600
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    minutes = seconds // 60
    return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
