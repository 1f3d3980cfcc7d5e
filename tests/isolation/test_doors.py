"""No admin view is left to chance."""

import pytest
from django.test import Client

from portal.isolation import doors
from portal.isolation.doors import Door, classify, door_of
from portal.isolation.identifiers import ARGUMENTS, EXCEPTIONS, PARAMETERS
from portal.isolation.names import admin_views
from portal.isolation.wagtail_doors import CHOOSERS, EXPLORER, FILES, PAGES, TOGETHER
from tests import factories


def test_every_admin_view_is_classified() -> None:
    """Case 1: no name is outside the classified ones, so an upgrade opens no door silently."""
    unclassified = sorted(name for name in admin_views() if door_of(name) is None)
    assert unclassified == [], "classify them in the app's wagtail_hooks (docs/isolation.md)"


def test_no_classified_view_is_gone() -> None:
    """Case 1, the other way round: a name that no longer exists may have moved to one that nobody has looked at."""
    assert sorted(set(doors._doors) - set(admin_views())) == []


def test_every_argument_of_wagtails_guarded_views_is_known() -> None:
    """A new argument of Wagtail's could be an identifier that nobody checks."""
    views = admin_views()
    unknown = {
        name: sorted(arguments)
        for name in (*EXPLORER, *PAGES, *CHOOSERS, *TOGETHER, *FILES)
        if (arguments := views[name] - ARGUMENTS.keys() - EXCEPTIONS.get(name, {}).keys())
    }
    assert unknown == {}


def test_exceptions_name_views_that_exist() -> None:
    assert set(EXCEPTIONS) <= set(admin_views())
    assert PARAMETERS.keys() & {"id", "pk"} == set(), "too general: these names mean many things"


def test_a_view_has_one_classification() -> None:
    with pytest.raises(ValueError, match="wagtailadmin_home is classified as OPEN and as CLOSED"):
        classify(Door.CLOSED, "wagtailadmin_home")


@pytest.mark.django_db
def test_an_unclassified_view_is_shut_for_administrators_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever adds a view notices at once."""
    client.force_login(factories.administrator())
    monkeypatch.delitem(doors._doors, "wagtailadmin_reports:aging_pages")
    assert client.get("/admin/reports/aging-pages/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/password_reset/", "/admin/failwhale/", "/admin/api/main/images/"])
def test_what_the_portal_does_not_use_is_shut(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404
    client.force_login(factories.administrator())
    assert client.get(address).status_code == 404
