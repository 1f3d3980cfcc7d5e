"""``manage.py check --deploy`` sees what would make the limits worthless."""

from typing import Any

import pytest

from portal.accounts.checks import known_proxies, shared_cache


@pytest.mark.parametrize(
    ("backend", "warned"),
    [
        ("django.core.cache.backends.locmem.LocMemCache", ["accounts.W001"]),
        ("django.core.cache.backends.dummy.DummyCache", ["accounts.W001"]),
        ("django.core.cache.backends.redis.RedisCache", []),
        ("django.core.cache.backends.db.DatabaseCache", []),
    ],
)
def test_a_cache_that_is_not_shared_is_named(settings: Any, backend: str, warned: list[str]) -> None:
    settings.CACHES = {"default": {"BACKEND": backend}}
    assert [message.id for message in shared_cache(None)] == warned


@pytest.mark.parametrize(("header", "count", "warned"), [(None, 0, []), (("X", "https"), 1, []), (("X", "https"), 0, ["accounts.W002"])])
def test_a_proxy_that_is_not_believed_is_named(settings: Any, header: Any, count: int, warned: list[str]) -> None:
    settings.SECURE_PROXY_SSL_HEADER, settings.ALLAUTH_TRUSTED_PROXY_COUNT = header, count
    assert [message.id for message in known_proxies(None)] == warned
