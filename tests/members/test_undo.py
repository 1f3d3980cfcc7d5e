"""Undoing what one account did: each page as it was before, nobody else's work lost, what cannot be undone named."""

import datetime as dt
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import PageLogEntry, PageViewRestriction, Revision

from portal.accounts.models import User
from portal.audit.models import AuditEvent
from portal.catalogue.models import CatalogueEntry
from portal.members.models import Role
from portal.members.undo import UNDONE
from portal.organisations.models import OrganisationPage
from tests.factories import coordinator, event, member, organisation

pytestmark = pytest.mark.django_db

LONG_AGO = dt.timedelta(days=3)


@pytest.fixture
def where() -> OrganisationPage:
    return organisation("Perheyhdistys")


@pytest.fixture
def culprit(where: OrganisationPage) -> User:
    return member(Role.TRUSTED_EDITOR, where)


def published(where: OrganisationPage, title: str = "Perhepäivä") -> Any:
    """A public event with its history three days old."""
    page = event(title, where)
    page.save_revision(log_action=True).publish()
    _age(page)
    page.refresh_from_db()
    return page


def _age(page: Any) -> None:
    then = timezone.now() - LONG_AGO
    Revision.page_revisions.filter(object_id=str(page.pk)).update(created_at=then)
    PageLogEntry.objects.filter(page_id=page.pk).update(timestamp=then)
    type(page).objects.filter(pk=page.pk).update(first_published_at=then)


def change(page: Any, by: Any, title: str, *, publish: bool = True) -> None:
    page = type(page).objects.get(pk=page.pk)
    page.title = title
    revision = page.save_revision(user=by, log_action=True)
    if publish:
        revision.publish(user=by)


def undo(who: User, *options: str, since: str = "1d") -> None:
    call_command("undo_user", who.email, "--since", since, *options)


def fresh(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


# --- Bad input -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("since", ["", "yesterday", "2026-13-01", "2026-02-30", "5", "5w", "-1d", "2999-01-01", "999999999d"])
def test_a_moment_that_is_none_is_refused(culprit: User, since: str) -> None:
    with pytest.raises(CommandError, match="--since"):
        undo(culprit, since=since)


def test_an_unknown_account_is_named() -> None:
    with pytest.raises(CommandError, match=r"nobody@example\.org"):
        call_command("undo_user", "nobody@example.org", "--since", "1d")


def test_an_account_that_did_nothing(culprit: User, capsys: pytest.CaptureFixture[str]) -> None:
    undo(culprit, "--apply")
    assert "changed no page" in capsys.readouterr().out


# --- Listing -------------------------------------------------------------------------------------------------------
def test_listing_changes_nothing(where: Any, culprit: User, capsys: pytest.CaptureFixture[str]) -> None:
    page = published(where)
    change(page, culprit, "Töhritty")
    undo(culprit)
    output = capsys.readouterr().out
    assert "publish" in output
    assert "1 pages can be undone" in output
    assert fresh(page).title == "Töhritty"
    assert not AuditEvent.objects.filter(action=UNDONE).exists()


@pytest.mark.parametrize("since", ["2h", "2020-01-01", "2020-01-01T08:30", "2020-01-01T08:30+02:00", "90m"])
def test_moments_are_dates_or_durations(where: Any, culprit: User, since: str, capsys: pytest.CaptureFixture[str]) -> None:
    change(published(where), culprit, "Töhritty")
    undo(culprit, since=since)
    assert "1 pages can be undone" in capsys.readouterr().out


# --- Undoing -------------------------------------------------------------------------------------------------------
def test_what_the_public_read_before_is_public_again(where: Any, culprit: User) -> None:
    page = published(where)
    change(page, culprit, "Töhritty")
    change(page, culprit, "Töhritty taas")
    undo(culprit, "--apply")
    assert (fresh(page).title, fresh(page).live) == ("Perhepäivä", True)
    assert CatalogueEntry.objects.get(page_id=page.pk, removed=False).title == "Perhepäivä"
    logged = AuditEvent.objects.get(action=UNDONE)
    assert (logged.subject_id, logged.data["account_name"], logged.organisation_id) == (str(page.pk), culprit.email, where.pk)


def test_a_second_run_changes_nothing_and_a_new_deed_is_undone_again(where: Any, culprit: User) -> None:
    page = published(where)
    change(page, culprit, "Töhritty")
    undo(culprit, "--apply")
    count = Revision.objects.count()
    undo(culprit, "--apply")
    assert Revision.objects.count() == count
    change(page, culprit, "Töhritty taas")
    undo(culprit, "--apply")
    assert fresh(page).title == "Perhepäivä"
    assert AuditEvent.objects.filter(action=UNDONE).count() == 2


def test_a_draft_goes_back_and_the_public_page_stays(where: Any, culprit: User) -> None:
    page = published(where)
    change(page, culprit, "Töhritty luonnos", publish=False)
    undo(culprit, "--apply")
    assert fresh(page).get_latest_revision_as_object().title == "Perhepäivä"
    assert fresh(page).live
    assert fresh(page).live_revision == page.live_revision


def test_a_draft_older_than_the_deed_comes_back_beside_the_public_page(where: Any, culprit: User) -> None:
    page = published(where)
    change(page, member(Role.EDITOR, where), "Keskeneräinen", publish=False)
    _age(page)
    change(page, culprit, "Töhritty")
    undo(culprit, "--apply")
    assert fresh(page).title == "Perhepäivä"
    assert fresh(page).get_latest_revision_as_object().title == "Keskeneräinen"
    assert fresh(page).has_unpublished_changes


def test_what_was_taken_out_of_the_public_comes_back(where: Any, culprit: User) -> None:
    page = published(where)
    fresh(page).unpublish(user=culprit)
    undo(culprit, "--apply")
    assert fresh(page).live


def test_what_the_account_made_leaves_the_public_but_is_not_deleted(where: Any, culprit: User) -> None:
    page = event("Huijaus", where)
    page.save_revision(user=culprit, log_action="wagtail.create").publish(user=culprit)
    undo(culprit, "--apply")
    assert not fresh(page).live
    assert not CatalogueEntry.objects.filter(page_id=page.pk, removed=False).exists()


def test_a_change_that_somebody_else_approved_is_undone(where: Any, culprit: User) -> None:
    page = published(where)
    change(page, culprit, "Töhritty", publish=False)
    fresh(page).latest_revision.publish(user=coordinator())
    undo(culprit, "--apply")
    assert fresh(page).title == "Perhepäivä"


def test_timed_publishing_is_taken_back(where: Any, culprit: User) -> None:
    page = published(where)
    draft = fresh(page)
    draft.title, draft.go_live_at = "Töhritty", timezone.now() + LONG_AGO
    draft.save_revision(user=culprit, log_action=True).publish(user=culprit)
    undo(culprit, "--apply")
    assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()
    assert fresh(page).title == "Perhepäivä"


# --- What is not undone --------------------------------------------------------------------------------------------
def test_a_page_others_have_changed_since_is_left_alone_and_named(where: Any, culprit: User, capsys: pytest.CaptureFixture[str]) -> None:
    touched, clean = published(where), published(where, "Kerho")
    change(touched, culprit, "Töhritty")
    change(touched, member(Role.TRUSTED_EDITOR, where), "Korjattu käsin")
    change(clean, culprit, "Töhritty")
    undo(culprit, "--apply")
    assert fresh(touched).title == "Korjattu käsin"
    assert fresh(clean).title == "Kerho"
    assert "refused: others have changed it since" in capsys.readouterr().out


def test_a_public_version_that_was_filled_anew_is_not_published(where: Any, culprit: User, capsys: pytest.CaptureFixture[str]) -> None:
    page = event("Perhepäivä", where)
    page.save_revision(user=culprit, log_action=True).publish(user=culprit)
    _age(page)
    draft = fresh(page)
    draft.title = "Töhritty luonnos"
    draft.save_revision(user=culprit, log_action=True, overwrite_revision=draft.latest_revision)
    undo(culprit, "--apply")
    assert fresh(page).title == "Perhepäivä"
    assert "changed after it was published" in capsys.readouterr().out


def test_what_no_version_brings_back_is_named(where: Any, culprit: User, capsys: pytest.CaptureFixture[str]) -> None:
    page, gone = published(where), published(where, "Kadonnut")
    restriction = PageViewRestriction(page=page, restriction_type="login")
    restriction.save(user=culprit)
    gone.delete(user=culprit)
    undo(culprit, "--apply")
    output = capsys.readouterr().out
    assert "Kadonnut" in output
    assert "deleted: can only come back from a backup" in output
    assert "closed to the public: open it by hand" in output


def test_only_the_span_asked_for_is_undone(where: Any, culprit: User) -> None:
    page = published(where)
    change(page, culprit, "Kunnon muutos")
    _age(page)
    change(page, culprit, "Töhritty")
    undo(culprit, "--apply")
    assert fresh(page).title == "Kunnon muutos"
