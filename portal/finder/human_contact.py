"""Whom to ask: the contact of the reader's area for the section they came by; where none is known, the region's, never another area's."""

from dataclasses import dataclass

from home.furniture import furniture
from portal.localisation.languages import pick
from portal.regions.entrances import SectionKind
from portal.regions.models import FamilyCentreArea


@dataclass(frozen=True, slots=True)
class HumanContact:
    """An office, as the component ``contact_block`` shows it. Empty texts are not known."""

    title: str
    phone: str
    email: str
    url: str
    note: str

    @property
    def url_label(self) -> str:
        """The address as people say it."""
        return self.url.partition("://")[2].rstrip("/")

    @property
    def is_known(self) -> bool:
        """Whether there is any way to ask."""
        return bool(self.phone or self.email or self.url)


def contact_of(area: FamilyCentreArea | None, section: str) -> HumanContact:
    """The section's own contact in the area, else the area's, else the region's web address. One query for a section's own.

    The region's telephone number is left out: it may serve one area only (domain.md: Perheneuvo's number is Mikkeli's).
    """
    if area is not None:
        own = area.contacts.filter(section=section).first() if section and section != SectionKind.FAMILIES else None
        if own is not None:
            return HumanContact(pick(own.name), own.phone, own.email, own.url, pick(own.note))
        found = HumanContact(pick(area.contact_name), area.contact_phone, area.contact_email, area.contact_url, pick(area.contact_note))
        if found.is_known:
            return found
    settings = furniture().settings
    return HumanContact(settings.operator, "", "", settings.contact_url, "")
