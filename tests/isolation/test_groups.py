"""Wagtail's own groups have rights everywhere: the portal has none of them."""

import pytest
from django.contrib.auth.models import Group

pytestmark = pytest.mark.django_db


def test_wagtails_default_groups_do_not_exist() -> None:
    """Case 22: "Editors" and "Moderators" have rights at the root of the tree."""
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
