"""security.txt: true whenever it is asked."""

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.utils import timezone

from portal.settings.env import read


@pytest.mark.parametrize("contact", ["somebody", "http://perhekeskus.example", "mailto:a@b\nExpires: never", "javascript:alert(1)"])
def test_a_contact_that_is_none_does_not_start(contact: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECURITY_CONTACT"):
        read({"SECURITY_CONTACT": contact})


def test_it_names_a_contact_and_has_not_expired(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = "mailto:turva@perhekeskus.example"
    settings.SITE_URL = "https://perhekeskus.example"
    response = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert fields["Contact"] == "mailto:turva@perhekeskus.example"
    assert fields["Canonical"] == "https://perhekeskus.example/.well-known/security.txt"
    assert fields["Preferred-Languages"] == "fi, sv, en"
    expires = dt.datetime.fromisoformat(fields["Expires"])
    assert dt.timedelta(days=30) < expires - timezone.now() < dt.timedelta(days=365)
    assert not response.cookies


def test_it_is_only_read(client: Client) -> None:
    assert client.post("/.well-known/security.txt").status_code == 405
