"""Ids of listings as short as an address can carry them: a list of twenty fits a message and a QR code."""

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from uuid import UUID

MOST = 30
"""Things on one list: more is no list for one family, and nobody carries it as paper."""
SEPARATOR = "."
PARAMETER = "ids"
"""Of the addresses that carry a list. It stands in the query, which no log keeps (docs/operations.md)."""


@dataclass(frozen=True, slots=True)
class GivenIds:
    """What an address asks for: each listing once, in the order given."""

    ids: tuple[UUID, ...] = ()
    unreadable: int = 0
    """Pieces that are no id: the link was cut, or typed."""
    beyond: int = 0
    """Ids after the first ``MOST``."""

    @property
    def is_empty(self) -> bool:
        """Nothing was asked for."""
        return not (self.ids or self.unreadable)


def short_id(listing_id: UUID) -> str:
    """22 letters, digits, "-" and "_" (base64url of RFC 4648, without padding)."""
    return urlsafe_b64encode(listing_id.bytes).rstrip(b"=").decode()


def read_ids(text: str) -> GivenIds:
    """The ids in a text of short ids with ``SEPARATOR`` between them. What cannot be read is counted, never an error."""
    pieces = [piece for piece in text.split(SEPARATOR) if piece]
    read = [_read(piece) for piece in pieces]
    known = tuple(dict.fromkeys(one for one in read if one is not None))
    return GivenIds(known[:MOST], unreadable=read.count(None), beyond=len(known[MOST:]))


def write_ids(ids: tuple[UUID, ...]) -> str:
    """The text that ``read_ids`` reads."""
    return SEPARATOR.join(map(short_id, ids))


def _read(piece: str) -> UUID | None:
    try:
        found = UUID(bytes=urlsafe_b64decode(f"{piece}=="))
    except (ValueError, binascii.Error):
        return None
    return found if short_id(found) == piece else None
