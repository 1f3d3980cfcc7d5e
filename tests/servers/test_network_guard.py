"""The suite's own promise: no test reaches another machine."""

import socket

import pytest

from tests.conftest import ForeignConnectionError

DOCUMENTATION_ADDRESS = "192.0.2.1"
"""RFC 5737: never assigned, so even a broken guard would reach nobody."""


@pytest.mark.parametrize("method", ["connect", "connect_ex"])
def test_connection_to_another_machine_is_refused(method: str) -> None:
    with socket.socket() as client, pytest.raises(ForeignConnectionError):
        getattr(client, method)((DOCUMENTATION_ADDRESS, 80))


def test_name_lookup_is_refused() -> None:
    with pytest.raises(ForeignConnectionError):
        socket.create_connection(("portal.example", 80))


def test_this_machine_is_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()
