"""A small OpenID Connect provider on this machine: discovery, token and userinfo; what it says of the person is for the test to set."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import jwt

CLIENT = "portaali"


class Provider(ThreadingHTTPServer):
    """Answers for one person, described by ``claims``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.claims: dict[str, Any] = {}
        self.broken = False

    @property
    def address(self) -> str:
        """The issuer."""
        return f"http://127.0.0.1:{self.server_port}"

    def answer(self, path: str) -> dict[str, Any]:
        """What is said at an address."""
        if path.endswith("/openid-configuration"):
            ends = {f"{name}_endpoint": f"{self.address}/{name}" for name in ("authorization", "token", "userinfo")}
            return {"issuer": self.address, "jwks_uri": f"{self.address}/keys", **ends}
        if path == "/token":
            token = {"iss": self.address, "aud": CLIENT, "exp": time.time() + 60, "iat": time.time(), **self.claims}
            return {"access_token": "x", "token_type": "Bearer", "id_token": jwt.encode(token, "k" * 32, algorithm="HS256")}
        return self.claims


class _Handler(BaseHTTPRequestHandler):
    server: Provider

    def do_GET(self) -> None:
        self.send_response(500 if self.server.broken else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(self.server.answer(self.path)).encode())

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Provider]:
    """A provider while the block lasts."""
    with Provider() as provider:
        thread = Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield provider
        provider.shutdown()
        thread.join()
