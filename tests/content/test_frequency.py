"""Limits hold for one caller whatever many others do."""

from django.http import HttpRequest
from django.test import RequestFactory

from portal.content.frequency import may_again


def _from(address: str) -> HttpRequest:
    return RequestFactory().post("/", REMOTE_ADDR=address)


def test_a_thousand_others_do_not_push_out_what_one_has_done() -> None:
    one = _from("192.0.2.1")
    assert [may_again(one, "report", 1) for _ in range(2)] == [True, False]
    assert all(may_again(_from(f"2001:db8:0:{number:x}::1"), "report", 1) for number in range(1_000))
    assert not may_again(one, "report", 1)


def test_addresses_of_one_ipv6_network_count_as_one_caller() -> None:
    assert may_again(_from("2001:db8:0:1::1"), "report", 1)
    assert not may_again(_from("2001:db8:0:1:ffff::2"), "report", 1)
