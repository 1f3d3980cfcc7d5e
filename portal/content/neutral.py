"""Words that betray nothing: what stands where others may look, in a tab, a calendar, a mail or a file's name."""

from django.utils.translation import gettext

from portal.listings.listing import Listing


def neutral_title(listing: Listing) -> str:
    """The listing's title; of a sensitive one the portal's own name. In the active language."""
    return gettext("Family centre") if listing.sensitive else listing.title


def neutral_appointment(listing: Listing) -> str:
    """What a calendar calls a date of the listing: its title; of a sensitive one only that there is something. In the active language."""
    return gettext("Appointment") if listing.sensitive else listing.title
