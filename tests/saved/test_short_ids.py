"""Ids in the address of a list: read whole, counted when they are not, never an error."""

from uuid import UUID, uuid4

import pytest

from portal.browse.short_ids import MOST, GivenIds, read_ids, short_id, write_ids


@pytest.mark.parametrize(
    ("text", "unreadable"),
    [
        ("", 0),
        ("...", 0),
        ("ei-ole", 1),
        ("AAAAAAAAAAAAAAAAAAAAA", 1),  # one character short
        ("AAAAAAAAAAAAAAAAAAAAAAA", 1),  # one too many
        ("AAAAAAAAAAAAAAAAAAAAAB", 1),  # another spelling of an id, which would stand twice on the list
        ("ääääääääääääääääääääää", 1),
        ("<script>.' OR 1=1 --", 2),
        (str(UUID(int=0)), 1),
    ],
)
def test_what_is_no_id_is_counted(text: str, unreadable: int) -> None:
    assert read_ids(text) == GivenIds(unreadable=unreadable)


def test_ids_come_back_as_they_were_written() -> None:
    ids = (UUID(int=0), UUID(int=2**128 - 1), uuid4())
    assert all(len(short_id(one)) == 22 for one in ids)
    assert read_ids(write_ids(ids)).ids == ids


def test_each_stands_once_and_a_cut_link_keeps_what_is_whole() -> None:
    one, other = uuid4(), uuid4()
    cut = write_ids((one, one, other))[:-3]
    assert read_ids(cut) == GivenIds((one,), unreadable=1)


def test_a_list_has_an_end() -> None:
    ids = tuple(uuid4() for _ in range(MOST + 2))
    assert read_ids(write_ids(ids)) == GivenIds(ids[:MOST], beyond=2)
