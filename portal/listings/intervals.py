"""How often each kind of listing is to be confirmed, unless its page says otherwise. One table, with its reasons."""

from portal.listings.kinds import Kind

REVIEW_DAYS: dict[Kind, int] = {
    Kind.HELPLINE: 90,  # a wrong number costs most: somebody calls it when they have no strength for a second try
    Kind.MEETING_PLACE: 180,  # hours and staff change with the seasons
    Kind.PEER_GROUP: 180,  # a group lives for a season, spring or autumn
    Kind.EVENT: 180,  # only for events that repeat without end; dated ones end by themselves
    Kind.SERVICE: 365,  # changes with the year's budget
    Kind.ORGANISATION: 365,  # names, addresses and switchboards change rarely
    Kind.GUIDE: 365,  # the divorce guide is updated once a year, in November and December (year clock)
    Kind.MATERIAL: 730,  # materials are reviewed every two years (plan of the family centre)
}
"""Days from one confirmation to the next."""

SHORTEST, LONGEST = 30, 1100
"""Limits of a page's own interval in days: a reminder goes out 30 days before at the earliest; three years is the longest trusted."""


def review_days(kind: Kind, own: int | None = None) -> int:
    """Days between confirmations: the page's own interval, else its kind's."""
    return own or REVIEW_DAYS[kind]
