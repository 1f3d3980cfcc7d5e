"""What a family can find: the kinds of listing and the closed vocabularies that outputs rely on."""

from enum import StrEnum


class Kind(StrEnum):
    """Kind of listing; the values are public (API parameter ``kind``)."""

    MEETING_PLACE = "meeting_place"
    PEER_GROUP = "peer_group"
    SERVICE = "service"
    HELPLINE = "helpline"
    EVENT = "event"
    GUIDE = "guide"
    MATERIAL = "material"
    ORGANISATION = "organisation"


class PointPrecision(StrEnum):
    """How exactly a point is known. Only EXACT and STREET get a pin; the others stand for an area."""

    EXACT = "exact"
    STREET = "street"
    LOCALITY = "locality"
    MUNICIPALITY = "municipality"


class AreaScope(StrEnum):
    """How wide a service reaches."""

    MUNICIPALITY = "municipality"
    AREA = "area"
    COUNTY = "county"
    NATIONAL = "national"


class DeliveryKind(StrEnum):
    """How a service is reached at one delivery point."""

    PLACE = "place"
    PHONE = "phone"
    CHAT = "chat"
    WEB = "web"
    HOME_VISIT = "home_visit"
    REMOTE = "remote"


class EventStatus(StrEnum):
    """Status of an event or of one of its dates; schema.org's EventStatusType in our words."""

    SCHEDULED = "scheduled"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    MOVED = "moved"


class RecordStatus(StrEnum):
    """How far a record can be trusted.

    CURRENT counts for coverage and today; HISTORICAL is shown with "Vanha tieto (year)" and counts for nothing;
    EXAMPLE is fictional sample content.
    """

    CURRENT = "current"
    HISTORICAL = "historical"
    EXAMPLE = "example"


class Responder(StrEnum):
    """Who answers or leads: a professional, a volunteer, a peer, or peer and professional together."""

    PROFESSIONAL = "professional"
    VOLUNTEER = "volunteer"
    PEER = "peer"
    BOTH = "both"
