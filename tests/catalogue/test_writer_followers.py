"""Where many pages repeat a change, a few follow in its transaction and the rest right after it; none is forgotten."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import PageViewRestriction

from portal.catalogue import dependents
from portal.catalogue.dependents import catch_up
from portal.catalogue.jobs import catalogue_follow
from portal.catalogue.models import CatalogueEntry, OutdatedPage
from portal.catalogue.rebuild import check
from tests import factories

pytestmark = pytest.mark.django_db
GROUPS = 5


@pytest.fixture(autouse=True)
def _two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages are many."""
    monkeypatch.setattr(dependents, "AT_ONCE", 2)
    monkeypatch.setattr(dependents, "_STEP", 2)


@pytest.fixture
def organisation() -> Any:
    """One that maintains several groups."""
    organisation = factories.organisation("Vanha nimi")
    for number in range(GROUPS):
        factories.group(f"Ryhmä {number}", parent=organisation)
    return organisation


def rename(organisation: Any) -> None:
    """Publish another name."""
    organisation.title = "Uusi nimi"
    organisation.save_revision().publish()


def maintainers() -> list[str]:
    """Who maintains the groups, as the public knows it."""
    entries = CatalogueEntry.objects.filter(kind="peer_group", removed=False)
    return sorted(entry.listing.organisation.name for entry in entries if entry.listing.organisation)


def test_the_page_itself_and_a_few_change_together_the_rest_is_written_down(organisation: Any) -> None:
    rename(organisation)
    assert CatalogueEntry.objects.get(page_id=organisation.pk).title == "Uusi nimi"
    assert maintainers() == ["Uusi nimi"] * 2 + ["Vanha nimi"] * 3
    assert OutdatedPage.objects.count() == 3


def test_the_rest_follows_after_the_commit(organisation: Any, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        rename(organisation)
    assert maintainers() == ["Uusi nimi"] * GROUPS
    assert not OutdatedPage.objects.exists()
    assert list(check()) == []


def test_what_a_dying_process_left_the_job_takes_up(organisation: Any) -> None:
    rename(organisation)
    assert catalogue_follow(timezone.now()) == "3 pages"
    assert maintainers() == ["Uusi nimi"] * GROUPS
    assert list(check()) == []
    assert catalogue_follow(timezone.now()) == "0 pages"


def test_an_interrupted_run_forgets_nothing(organisation: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    rename(organisation)

    def fail(*args: Any, **kwargs: Any) -> None:
        raise InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(dependents, "write_page", fail)
        with pytest.raises(InterruptedError):
            catch_up()
    assert OutdatedPage.objects.count() == 3
    assert catch_up() == 3
    assert list(check()) == []


def test_what_is_rolled_back_leaves_nothing_to_do(organisation: Any) -> None:
    with transaction.atomic():
        rename(organisation)
        transaction.set_rollback(True)
    assert not OutdatedPage.objects.exists()
    assert maintainers() == ["Vanha nimi"] * GROUPS


def test_no_time_left_begins_nothing(organisation: Any) -> None:
    rename(organisation)
    assert catch_up(seconds=0) == 0
    assert OutdatedPage.objects.count() == 3


def test_a_page_that_is_gone_or_closed_by_then_stays_out(organisation: Any) -> None:
    rename(organisation)
    late = [page.specific for page in organisation.get_children().filter(pk__in=OutdatedPage.objects.values("page_id"))]
    late[0].unpublish()
    late[1].delete()
    catch_up()
    assert maintainers() == ["Uusi nimi"] * 3
    assert list(check()) == []


def test_what_follows_is_followed_too(organisation: Any) -> None:
    for number in range(GROUPS):
        factories.group(
            f"Paikan ryhmä {number}", parent=organisation, meeting_place=factories.place(f"Paikka {number}", parent=organisation)
        )
    catch_up()
    organisation.slug = "uusi-osoite"
    organisation.save_revision().publish()
    catch_up()
    assert list(check()) == []
    entries = CatalogueEntry.objects.filter(title__startswith="Paikan ryhmä", removed=False)
    assert {entry.listing.place.url.split("/")[1] for entry in entries if entry.listing.place} == {"uusi-osoite"}


def test_what_is_closed_disappears_at_once_with_everything_under_it(organisation: Any) -> None:
    PageViewRestriction.objects.create(page=organisation, restriction_type=PageViewRestriction.LOGIN)
    assert not CatalogueEntry.objects.filter(removed=False).exists()
    catch_up()
    assert list(check()) == []


@pytest.mark.one_database
def test_one_more_page_costs_its_own_writing_only(organisation: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading many pages takes no more queries than reading one; each is then written: rows, facets, dates, a mark for the page cache."""
    monkeypatch.setattr(dependents, "AT_ONCE", 100)

    def queries(name: str) -> int:
        organisation.title = name
        revision = organisation.save_revision()
        with CaptureQueriesContext(connection) as captured:
            revision.publish()
        return len(captured)

    few = queries("Uusi nimi")
    for number in range(GROUPS):
        factories.group(f"Lisäryhmä {number}", parent=organisation)
    assert queries("Kolmas nimi") - few <= GROUPS * 7
