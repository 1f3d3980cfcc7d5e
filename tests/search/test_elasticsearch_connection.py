"""Versions, API keys and certificates, by a small server of our own that answers as Elasticsearch does; and the settings."""

import datetime as dt
import json
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.core.exceptions import ImproperlyConfigured

from portal.settings.env import read
from search.engines import get_engine
from search.engines.base import EngineError, EngineQuery
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.elasticsearch_checks import CA_UNREADABLE, check_certificate
from search.engines.elasticsearch_client import Connection, checked_client

KEY = "dGVzdDprZXk="
Answer = tuple[int, dict[str, Any]]


class Handler(BaseHTTPRequestHandler):
    """Says its version, knows one key, and finds nothing."""

    version = "8.19.0"
    product = "Elasticsearch"
    key = ""
    refused: Answer = (401, {"type": "security_exception", "reason": "unable to authenticate"})

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        allowed = not self.key or self.headers.get("Authorization") == f"ApiKey {self.key}"
        status, body = (200, self.said()) if allowed else (self.refused[0], {"error": self.refused[1], "status": self.refused[0]})
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8")
        self.send_header("Content-Length", str(len(content)))
        if self.product:
            self.send_header("X-Elastic-Product", self.product)
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = answer

    def said(self) -> dict[str, Any]:
        if self.path.startswith("/_nodes"):
            return {"nodes": {"a": {"version": self.version}}}
        return {"hits": {"total": {"value": 0}, "hits": []}}

    def log_message(self, *_arguments: Any) -> None:
        """Nobody reads it."""


@contextmanager
def serving(certificate: Path | None = None, port: int = 0, handler: type[Handler] = Handler, **values: Any) -> Iterator[str]:
    """The server's address; at any free port unless one is given. ``values``: of the handler's attributes."""
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Configured", (handler,), values))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http{'s' if certificate else ''}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def certificate(folder: Path, name: str, host: str = "127.0.0.1") -> Path:
    """A certificate that signs itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    day = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(x509.random_serial_number()).not_valid_before(day - dt.timedelta(days=1))
    builder = builder.not_valid_after(day + dt.timedelta(days=1)).add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), False)
    signed = builder.sign(key, hashes.SHA256())
    file = folder / f"{name}.pem"
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(private + signed.public_bytes(serialization.Encoding.PEM))
    return file


def ask(url: str, **values: Any) -> int:
    """Search there; how many were found."""
    return ElasticsearchEngine(Connection(hosts=(url,), retries=0, seconds=5, **values)).search(EngineQuery("fi")).total


# --- Who answers -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("version", ["7.17.29", "9.1.0", ""])
def test_another_major_version_is_refused(version: str) -> None:
    with serving(version=version) as url, pytest.raises(EngineError, match=rf"8\.x is needed.*{version or 'unknown'}"):
        ask(url)


def test_our_version_is_asked_for_once() -> None:
    with serving() as url:
        assert ask(url) == 0
        connection = Connection(hosts=(url,), seconds=5)
        assert checked_client(connection) is checked_client(connection)


def test_what_is_not_elasticsearch_is_refused() -> None:
    with serving(product="") as url, pytest.raises(EngineError, match="not Elasticsearch"):
        ask(url)


# --- Credentials -------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("key", ["", "d3Jvbmc6a2V5"])
def test_a_wrong_key_names_the_setting_and_not_the_key(key: str) -> None:
    with serving(key=KEY) as url, pytest.raises(EngineError, match="ELASTICSEARCH_API_KEY") as refused:
        ask(url, api_key=key)
    assert not key or key not in str(refused.value)


def test_a_key_without_the_rights_says_which_it_needs() -> None:
    missing = (403, {"type": "security_exception", "reason": "action [indices:data/read/search] is unauthorized"})
    with serving(key=KEY, refused=missing) as url, pytest.raises(EngineError, match="needs monitor"):
        ask(url, api_key="d3Jvbmc6a2V5")


def test_the_right_key_is_let_in() -> None:
    with serving(key=KEY) as url:
        assert ask(url, api_key=KEY) == 0


# --- Certificates ------------------------------------------------------------------------------------------------------
def test_a_certificate_of_nobody_we_know_is_refused(tmp_path: Path) -> None:
    own, other = certificate(tmp_path, "own"), certificate(tmp_path, "other")
    with serving(own) as url:
        for ca in ("", str(other)):
            with pytest.raises(EngineError, match="ELASTICSEARCH_CA"):
                ask(url, ca=ca)


def test_a_certificate_for_another_host_is_refused(tmp_path: Path) -> None:
    elsewhere = certificate(tmp_path, "elsewhere", host="127.0.0.9")
    with serving(elsewhere) as url, pytest.raises(EngineError, match="certificate"):
        ask(url, ca=str(elsewhere))


def test_a_certificate_of_our_authority_is_trusted(tmp_path: Path) -> None:
    own = certificate(tmp_path, "own")
    with serving(own) as url:
        assert ask(url, ca=str(own)) == 0


# --- Settings ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("ca", ["missing.pem", "empty.pem"])
def test_the_check_names_a_certificate_that_cannot_be_read(ca: str, tmp_path: Path, settings: Any) -> None:
    (tmp_path / "empty.pem").touch()
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_CA = ("https://es.example:9200",), tmp_path / ca
    assert [message.id for message in check_certificate()] == [CA_UNREADABLE]
    with serving(certificate(tmp_path, "own")) as url, pytest.raises(EngineError, match="ELASTICSEARCH_CA"):
        ask(url, ca=str(tmp_path / ca))


def test_the_check_is_silent_when_all_is_well(tmp_path: Path, settings: Any) -> None:
    assert check_certificate() == []
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_CA = ("https://es.example:9200",), certificate(tmp_path, "own")
    assert check_certificate() == []


@pytest.mark.parametrize(
    ("given", "named"),
    [
        ({"ELASTICSEARCH_URL": "es.example:9200"}, "ELASTICSEARCH_URL"),
        ({"ELASTICSEARCH_URL": "https://es.example"}, "ELASTICSEARCH_URL"),
        ({"ELASTICSEARCH_URL": "https://es.example:9200,ftp://es.example:1"}, "ELASTICSEARCH_URL"),
        ({"ELASTICSEARCH_INDEX": "Perhekeskus*"}, "ELASTICSEARCH_INDEX"),
        ({"ELASTICSEARCH_TIMEOUT": "0"}, "ELASTICSEARCH_TIMEOUT"),
        ({"ELASTICSEARCH_TIMEOUT": "soon"}, "ELASTICSEARCH_TIMEOUT"),
        ({"ELASTICSEARCH_RETRIES": "-1"}, "ELASTICSEARCH_RETRIES"),
        ({"ELASTICSEARCH_API_KEY": "two words"}, "ELASTICSEARCH_API_KEY"),
        ({"ELASTICSEARCH_URL": "http://es.example:9200", "ELASTICSEARCH_API_KEY": KEY}, "travel unencrypted"),
        ({"ELASTICSEARCH_URL": "http://es.example:9200", "ELASTICSEARCH_CA": "ca.pem"}, "ELASTICSEARCH_CA has no use"),
    ],
)
def test_malformed_settings_are_named_before_anything_starts(given: dict[str, str], named: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=named):
        read(given)


def test_credentials_in_an_address_are_refused_and_not_repeated() -> None:
    with pytest.raises(ImproperlyConfigured, match="ELASTICSEARCH_URL") as refused:
        read({"ELASTICSEARCH_URL": "https://elastic:salasana@es.example:9200"})
    assert "salasana" not in str(refused.value)


def test_several_nodes_are_read() -> None:
    environment = read({"ELASTICSEARCH_URL": "https://es1.example:9200/, http://localhost:9200", "ELASTICSEARCH_API_KEY": KEY})
    assert environment.ELASTICSEARCH_URL == ("https://es1.example:9200", "http://localhost:9200")


def test_the_settings_choose_the_engine(settings: Any) -> None:
    settings.ELASTICSEARCH_URL, settings.ELASTICSEARCH_INDEX = ("https://es.example:9200",), "other"
    assert isinstance(get_engine(), ElasticsearchEngine)
    assert get_engine() is get_engine()
    settings.ELASTICSEARCH_URL = ()
    assert not isinstance(get_engine(), ElasticsearchEngine)
