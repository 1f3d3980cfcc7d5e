"""What page types share."""

from portal.content.models.access import AccessMixin
from portal.content.models.address import AddressMixin, AtPlaceMixin
from portal.content.models.arranged import ArrangedMixin
from portal.content.models.co_host import CoHost, CoHostState
from portal.content.models.eligibility import EligibilityMixin
from portal.content.models.language_version import LanguageVersion
from portal.content.models.listing_page import ListingPage
from portal.content.models.public_page import PublicPage
from portal.content.models.scheduled import ScheduledMixin

__all__ = [
    "AccessMixin",
    "AddressMixin",
    "ArrangedMixin",
    "AtPlaceMixin",
    "CoHost",
    "CoHostState",
    "EligibilityMixin",
    "LanguageVersion",
    "ListingPage",
    "PublicPage",
    "ScheduledMixin",
]
