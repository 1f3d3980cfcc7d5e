"""The same small region that the public pages are tested with."""

from tests.browse.conftest import _fresh_furniture, _region
from tests.built import once_a_file

__all__ = ["_fresh_furniture"]

_built, region = once_a_file(_region, in_many_files=True)
