"""An organisation, its people and its event, built once for each file of tests; every test gets its own copy of the objects."""

from tests.built import once_a_file
from tests.moderation.world import World

_built, world = once_a_file(World, in_many_files=True)
