"""Which addresses of a page are kept: those whose every parameter the page understood."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from portal.pagecache.kept import HEADER, keep


def is_kept(sent: str, understood: str) -> bool:
    response = HttpResponse()
    keep(RequestFactory().get(f"/{sent}"), response, query=understood)
    return HEADER in response.headers


@pytest.mark.parametrize(
    ("sent", "understood"),
    [
        ("?topic=ero", ""),
        ("?topic=ero&topic=ero", "?topic=ero"),
        ("?topic=ero&page=1", "?topic=ero"),
        ("?topic=ero", "?topic=ero&page=2"),
        ("?topic=Ero", "?topic=ero"),
    ],
)
def test_what_the_page_did_not_understand_is_not_kept(sent: str, understood: str) -> None:
    assert not is_kept(sent, understood)


@pytest.mark.parametrize(
    ("sent", "understood"), [("", ""), ("", "?"), ("?municipality=&topic=ero", "?topic=ero"), ("?page=2&topic=ero", "?topic=ero&page=2")]
)
def test_what_it_understood_is_kept_in_any_order_and_with_choices_left_empty(sent: str, understood: str) -> None:
    assert is_kept(sent, understood)
