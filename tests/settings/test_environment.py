"""The environment: every fault is named at once, and production does not start with what is unsafe."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings.env import BASE_DIR, DEVELOPMENT_SECRET, Environment, read

SAFE = {
    "SECRET_KEY": "k3ep-th1s-Secret_but-it-is-only-of-a-test-0123456789",
    "ALLOWED_HOSTS": "perhekeskus.example,www.perhekeskus.example",
    "SITE_URL": "https://perhekeskus.example",
    "DATABASE_URL": "postgres://portal@db.example/portal",
    "DEFAULT_FROM_EMAIL": "perhekeskus@perhekeskus.example",
}


def start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of their own, with these variables only."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    program = "from portal.settings import production as p; print(p.SECURE_SSL_REDIRECT, p.DEBUG, p.SESSION_COOKIE_NAME)"
    command = [sys.executable, "-c", program]
    return subprocess.run(command, env=kept | environment, cwd=BASE_DIR, capture_output=True, text=True, timeout=60, check=False)  # noqa: S603


# --- The reader ------------------------------------------------------------------------------------------------
def test_every_fault_is_named_at_once() -> None:
    bad = {
        "SECRET_KEY": "short",
        "DEBUG": "perhaps",
        "DATABASE_URL": "oracle",
        "CACHE_URL": "memcached://x",
        "EMAIL_URL": "imap://x",
        "SITE_URL": "perhekeskus.example",
        "SECURE_HSTS_SECONDS": "a year",
    }
    with pytest.raises(ImproperlyConfigured) as refused:
        read(bad, required=("ALLOWED_HOSTS", "DEFAULT_FROM_EMAIL"))
    for name in (*bad, "ALLOWED_HOSTS", "DEFAULT_FROM_EMAIL"):
        assert f"\n  {name}: " in str(refused.value)


def test_a_secret_is_not_repeated_in_the_message() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        read({"SECRET_KEY": "tosi-salainen", "EMAIL_URL": "imap://user:salasana@host"})
    assert "tosi-salainen" not in str(refused.value)
    assert "salasana" not in str(refused.value)


def test_an_empty_variable_counts_as_not_set() -> None:
    assert read({"SECRET_KEY": "", "SITE_URL": "  "}) == read({})
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY: is not set"):
        read({"SECRET_KEY": " "}, required=("SECRET_KEY",))


def test_what_is_read_is_typed() -> None:
    environment = read({"ALLOWED_HOSTS": "a.example, b.example,", "DEBUG": "true", "DATA_DIR": "data", "SITE_URL": "https://a.example/"})
    assert environment.ALLOWED_HOSTS == ("a.example", "b.example")
    assert environment.DEBUG is True
    assert str(environment.DATA_DIR) == "data"
    assert environment.SITE_URL == "https://a.example"


def test_the_sample_names_every_variable_that_production_takes() -> None:
    sample = (BASE_DIR / ".env.example").read_text(encoding="utf-8")
    assert {name for name in Environment.model_fields if f"{name}=" not in sample} == {"DEBUG"}


# --- Production ------------------------------------------------------------------------------------------------
def test_production_starts_when_everything_is_right() -> None:
    started = start(SAFE)
    assert started.returncode == 0, started.stderr
    assert started.stdout.split() == ["True", "False", "__Host-session"]


def test_production_without_an_environment_names_what_is_missing() -> None:
    started = start({})
    assert started.returncode != 0
    for name in SAFE:
        assert f"{name}: is not set" in started.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", DEVELOPMENT_SECRET),
        ("SECRET_KEY", "a" * 50),
        ("DEBUG", "1"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "perhekeskus.example,.example"),
        ("SITE_URL", "http://perhekeskus.example"),
    ],
)
def test_production_does_not_start_unsafe(name: str, value: str) -> None:
    started = start(SAFE | {name: value})
    assert started.returncode != 0
    assert f"{name}: " in started.stderr


def test_every_unsafe_setting_is_named_at_once() -> None:
    started = start(SAFE | {"SECRET_KEY": DEVELOPMENT_SECRET, "DEBUG": "1", "ALLOWED_HOSTS": "*", "SITE_URL": "http://a.example"})
    for name in ("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "SITE_URL"):
        assert f"\n  {name}: " in started.stderr


# --- The map -----------------------------------------------------------------------------------------------------
TILES = "https://tiles.example:8443/maps/{z}/{x}/{y}.png?key=a"


@pytest.mark.parametrize(
    "url",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://{s}.tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example/{z}/{x}/{y}.png; script-src *",
        "https://user@tiles.example/{z}/{x}/{y}.png",
        "//tiles.example/{z}/{x}/{y}.png",
    ],
)
def test_tiles_come_from_one_encrypted_host(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES_URL"):
        read({"MAP_TILES_URL": url, "MAP_TILES_ATTRIBUTION": "x"})


@pytest.mark.parametrize("url", ["https://routes.example/", "javascript:{address}", "https://routes.example/{address}/{address}"])
def test_directions_need_one_place_for_the_address(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="MAP_DIRECTIONS_URL"):
        read({"MAP_DIRECTIONS_URL": url})


def test_tiles_need_the_name_of_their_maker() -> None:
    with pytest.raises(ImproperlyConfigured, match="MAP_TILES_ATTRIBUTION"):
        read({"MAP_TILES_URL": TILES})
    assert read({"MAP_TILES_URL": TILES, "MAP_TILES_ATTRIBUTION": "Maanmittauslaitos"}).MAP_TILES_URL == TILES
