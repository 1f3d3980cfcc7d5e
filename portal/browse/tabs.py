"""Tabs: other views of the same things (component ``tabs``)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """A view one may choose."""

    label: str
    url: str
    is_current: bool
