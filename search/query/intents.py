"""What a query wishes beside its words: a place, an age, days, online, free. A wish puts what fits first and hides nothing."""

from dataclasses import dataclass
from typing import Literal

IntentKind = Literal["place", "age", "time", "online", "free"]
KINDS: frozenset[str] = frozenset({"place", "age", "time", "online", "free"})
"""Every kind of intent, the values of ``SearchRequest.without``."""


@dataclass(frozen=True, slots=True)
class Intent:
    """A wish that the reader is told and can take back by its ``kind``.

    ``key``: what is wished. "place": a municipality's code. "age": whole years, "5" or "13-17". "time": local days
    (Europe/Helsinki) as ISO dates, "2026-11-22" or "2026-11-28/2026-11-29", both included. "online" and "free": "1".
    ``label``: the wish in words, in the reader's language. ``positions``: of the words that tell it.
    """

    kind: IntentKind
    key: str
    label: str
    positions: tuple[int, ...] = ()
