"""Parts of pages as they were drawn, for as long as everything that stands in them is the same: a template costs more than the comparison.

Nothing here depends on the time: what changes with it (cards, counts, lines that answer now) is worked out for each request, or kept while
it is true, and compared.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

from django.utils.safestring import SafeString

from portal.browse.true_for_now import TrueForNow

K = TypeVar("K", bound=Hashable)
Parts = dict[str, SafeString]
"""HTML by the names that templates give to parts (``portal.browse.templatetags.drawn``)."""


class Itself:
    """Compares by identity: a model's object is equal to any other of the same key, whatever it says."""

    __slots__ = ("_one",)

    def __init__(self, one: object) -> None:
        self._one = one

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other._one is self._one

    __hash__ = None  # type: ignore[assignment]  # it is compared only


class DrawnPages(Generic[K]):
    """Parts by the name of their page; the most recently asked ones."""

    def __init__(self, most: int) -> None:
        self._kept: TrueForNow[K, tuple[tuple[object, ...], Parts]] = TrueForNow(most)

    def parts(self, name: K, *made_of: object) -> Parts:
        """The parts to give to the template as ``PARTS``: drawn ones while ``made_of`` is equal, else none yet.

        :param name: with the language. :param made_of: everything that the parts show and that ``name`` does not say; not to be changed.
        """
        kept = self._kept.get(name, 0.0)
        if kept is None or kept[0] != made_of:
            kept = made_of, {}
            self._kept.put(name, kept, 0.0, float("inf"))
        return kept[1]
