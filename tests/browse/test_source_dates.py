"""Sources on a page: a date as exact as it is known, in the reader's words, and who keeps the page said once."""

from uuid import uuid4

import pytest
from django.utils import translation

from portal.browse.answers import answer_rows, keeper
from portal.browse.templatetags.portal_ui import partial_date, site_name
from portal.listings.kinds import Kind
from portal.listings.listing import Listing, OrganisationRef

KEEPER = OrganisationRef(id=uuid4(), name="Eloisa", url="/eloisa/")
OTHER = OrganisationRef(id=uuid4(), name="Viola")


@pytest.mark.parametrize("written", ["", "kevät 2026", "2026-13", "2026-02-30", "2026-02-01-1", "-", "0000-01"])
def test_what_is_no_date_stays_as_it_is_written(written: str) -> None:
    assert partial_date(written) == written


@pytest.mark.parametrize(
    ("lang", "written", "told"),
    [
        ("fi", "2026", "2026"),
        ("fi", "2026-02", "helmikuu 2026"),
        ("sv", "2026-02", "februari 2026"),
        ("en", "2026-02", "February 2026"),
        ("fi", "2026-02-01", "1.2.2026"),
        ("en", "2026-02-01", "1 Feb 2026"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(lang: str, written: str, told: str) -> None:
    with translation.override(lang):
        assert partial_date(written) == told


@pytest.mark.parametrize(
    "address", ["https://www.juvantapahtumat.fi/kategoriat/perhe/?a=1", "juvantapahtumat.fi", "http://juvantapahtumat.fi/"]
)
def test_a_site_is_named_without_the_way_within_it(address: str) -> None:
    assert site_name(address) == "juvantapahtumat.fi"


def _listing(**values: object) -> Listing:
    return Listing(id=uuid4(), kind=Kind.PEER_GROUP, lang="fi", url="/x/", title="X", organisation=KEEPER).model_copy(update=values)


@pytest.mark.parametrize("organisers", [{}, {"providers": (KEEPER,)}, {"hosts": (OTHER, KEEPER)}])
def test_who_organises_and_keeps_the_page_is_said_once(organisers: dict[str, object]) -> None:
    listing = _listing(**organisers)
    told = [line for row in answer_rows(listing, None) for line in row.lines]
    assert any("Eloisa" in line for line in told)
    assert keeper(listing, is_part=False) is None
    assert keeper(listing, is_part=True) == KEEPER  # a chapter has no answer box


def test_who_only_keeps_the_page_is_said() -> None:
    assert keeper(_listing(providers=(OTHER,)), is_part=False) == KEEPER
    assert keeper(_listing(organisation=None), is_part=True) is None
