"""Listings as they are stored: read again as they were, whatever release wrote them."""

from uuid import uuid4

import pytest
from pydantic import ValidationError

from portal.listings.kinds import Kind
from portal.listings.listing import Listing

HELP = Listing(id=uuid4(), kind=Kind.SERVICE, lang="fi", url="/palvelut/apu/", title="Apu")


@pytest.mark.parametrize("text", ["", "{", "{}", "null", HELP.model_dump_json().replace('"service"', '"no such kind"')])
def test_what_is_no_listing_is_refused_every_time(text: str) -> None:
    for _ in range(2):
        with pytest.raises(ValidationError):
            Listing.stored(text)


def test_what_was_stored_is_read_and_read_once() -> None:
    text = HELP.model_dump_json()
    assert Listing.stored(text) == HELP == Listing.stored(text.encode())
    assert Listing.stored(text) is Listing.stored(text)


def test_another_text_is_another_listing() -> None:
    changed = HELP.model_copy(update={"title": "Toinen apu"})
    assert [Listing.stored(each.model_dump_json()).title for each in (HELP, changed, HELP)] == ["Apu", "Toinen apu", "Apu"]


def test_fields_of_another_release_are_passed_over() -> None:
    text = HELP.model_dump_json()
    assert Listing.stored(text.replace("{", '{"from_tomorrow":1,', 1)) == HELP
