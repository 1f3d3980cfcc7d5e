"""What the thesaurus tells others."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import transaction
from django.dispatch import Signal

thesaurus_changed = Signal()
"""Sent inside the transaction of a change, so that what receivers write stands or falls with it; what they only remember they
drop after the commit. ``texts_changed``: documents may name other concepts now (names, other names, topics, or a concept is
new or gone); False when only queries are understood otherwise (everyday words, broader, related, crisis)."""


@dataclass
class Gathered:
    """What has changed so far in a gathering; see ``thesaurus_changed``."""

    changed: bool = False
    texts_changed: bool = False


_gathering: ContextVar[Gathered | None] = ContextVar("thesaurus_gathering", default=None)


@contextmanager
def gathered() -> Iterator[Gathered]:
    """A transaction around any number of changes, told as one at its end; nothing is told of a transaction that fails.

    Gives what has changed, of the outermost one when they are nested."""
    if (outer := _gathering.get()) is not None:
        with transaction.atomic():
            yield outer
        return
    token = _gathering.set(found := Gathered())
    try:
        with transaction.atomic():
            yield found
            if found.changed:
                thesaurus_changed.send(sender=None, texts_changed=found.texts_changed)
    finally:
        _gathering.reset(token)


def tell(*, texts_changed: bool) -> None:
    """Something changed: tell it now, or at the end of what is being gathered."""
    found = _gathering.get()
    if found is None:
        thesaurus_changed.send(sender=None, texts_changed=texts_changed)
    else:
        found.changed = True
        found.texts_changed = found.texts_changed or texts_changed
