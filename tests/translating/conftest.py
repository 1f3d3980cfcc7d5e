"""An organisation with a group that has an outdated Swedish version, and somebody else's organisation."""

from dataclasses import dataclass
from typing import Any

from portal.members.models import Role
from tests import factories
from tests.built import once_a_file

BODY = '<p>Tule <b>rohkeasti</b> mukaan. <a href="https://yhdistys.example/ryhma">Lisää ryhmästä</a></p>'


@dataclass
class World:
    """What the tests look at."""

    group: Any
    foreign: Any
    editor: Any
    coordinator: Any


def _world() -> World:
    organisation = factories.organisation("Perheyhdistys")
    body = [("text", BODY), ("notice", {"level": "info", "text": "<p>Ei ilmoittautumista.</p>"})]
    group = factories.group("Vauvaryhmä", organisation, summary="Pienten vauvojen vanhemmille.", price_text="Maksuton", body=body)
    version = factories.version(group, "sv", "Babygrupp", summary="För föräldrar till små babyer.")
    version.bring_up_to_date(group)
    version.save()
    group.summary = "Alle vuoden ikäisten vauvojen vanhemmille."
    group.save_revision().publish()
    other = factories.organisation("Toinen yhdistys")
    foreign = factories.group("Toisten ryhmä", other, summary="Muille.")
    return World(type(group).objects.get(pk=group.pk), foreign, factories.member(Role.EDITOR, organisation), factories.coordinator())


_built, world = once_a_file(_world, in_many_files=True)
